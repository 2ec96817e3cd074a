"""Help without an account: one errand in the receipt of an offer, its address on “I’ll do it”, gone when it is done."""

import datetime
import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from toolbox.kernel.intake.acts import coming_back, errands
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Slip
from toolbox.kernel.intake.slips import Tells
from toolbox.kernel.intake.tests.desk import Desk, sent, words
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.vault.ids import new_id, spell
from toolbox.tools.needs.records import Came, Errand, Offer, Outcome, State, Who
from toolbox.tools.needs.rules import errands as rules
from toolbox.tools.needs.tests.town import asks, board, offers, opened, the_ask, the_offer, written

pytestmark = pytest.mark.django_db


def chosen(desk: Desk) -> Code:
    """Rosa needs bread, Plum can drive and was chosen; returns the code of Plum's receipt."""
    held = written(desk, "No pork", wants=("groceries",), place=Place(street="Alder and Third", zone="North"))
    who = Who(name="Rosa", contacts=(Contact(kind=ContactKind.PHONE, value="+12025550143"),))
    opened(desk).circle.put(held.now(who=who))
    code = offers(desk, "drive")
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))
    page = desk.at("need_who", held.id)
    sent(desk.alder, page, desk.at("need_choose", held.id), offer=spell(the_offer(desk).id))
    return code


def errand_sent(desk: Desk) -> Code:
    code = chosen(desk)
    page = errand_page(desk)
    assert sent(desk.alder, page, what=what(desk, page), where=where(desk, page)).status_code == 302
    return code


def errand_page(desk: Desk) -> str:
    return desk.at("need_errand", the_ask(desk).id)


def what(desk: Desk, page: str) -> str:
    return _field(desk, page, "what")


def where(desk: Desk, page: str) -> str:
    return _field(desk, page, "where")


def _field(desk: Desk, page: str, name: str) -> str:
    text = words(desk.alder, page)
    return text.split(f'<textarea name="{name}"')[1].split(">", 1)[1].split("</textarea>")[0].strip()


def come_back(code: Code, do: str = "", **more: str) -> str:
    """What whoever holds the code reads, on a phone without an account."""
    typed = {"code": code.text, "do": do, "number": spell(new_id()), **more}
    answer = Client().post(reverse("receipt"), typed, headers={"origin": "http://testserver"})
    return html.unescape(answer.content.decode())


def told(code: Code) -> set[Tells]:
    found = coming_back.find(code)
    assert found is not None
    return {one.tells for one in found.told}


def errand_of(code: Code) -> str:
    found = coming_back.find(code)
    assert found is not None
    return spell(errands.lying(found, timezone.localdate())[0].id)


def test_what_is_read_first_names_nobody_and_no_door(desk: Desk) -> None:
    chosen(desk)
    page = errand_page(desk)
    first, then = what(desk, page), where(desk, page)
    assert "Groceries" in first
    assert "North" in first
    for hidden in ("Rosa", "555", "Alder and Third"):
        assert hidden not in first
        assert hidden in then


def test_the_address_appears_on_i_will_do_it_and_vanishes_when_it_is_done(desk: Desk) -> None:
    code = errand_sent(desk)
    ask = the_ask(desk)
    assert "was asked and has not answered yet" in words(desk.alder, desk.at("need", ask.id))
    page = come_back(code)
    assert "Can you do this?" in page
    assert "Groceries" in page
    assert "Alder and Third" not in page
    page = come_back(code, "takes", about=errand_of(code))
    assert "They know that you do it." in page
    assert "Alder and Third" in page
    assert "Rosa" in page
    assert "Plum" in words(desk.birch, f"{board(desk)}?show=taken")
    claim = the_ask(desk).value.claim
    assert claim is not None
    assert claim.agreed
    page = come_back(code, "did", about=errand_of(code), text="The bell is broken")
    assert "Alder and Third" not in page
    assert not {Tells.ERRAND, Tells.PLACE} & told(code), "nothing of it lies there any more"
    page = words(desk.birch, board(desk))
    assert "the helper says it is done" in page
    assert "The bell is broken" in words(desk.birch, desk.at("need", ask.id))
    assert [one.state for one in the_offer(desk).value.errands] == [State.DONE]


def test_who_cannot_gives_it_back_and_it_stands_where_it_stood(desk: Desk) -> None:
    code = errand_sent(desk)
    come_back(code, "takes", about=errand_of(code))
    page = come_back(code, "cannot", about=errand_of(code), text="my van")
    assert "They ask somebody else" in page
    assert not {Tells.ERRAND, Tells.PLACE} & told(code)
    assert words(desk.alder, board(desk))
    ask = the_ask(desk).value
    assert ask.claim is None
    assert ask.log[-1].outcome is Outcome.LET_GO
    assert ask.log[-1].text == "my van"


def test_pressing_twice_is_harmless(desk: Desk) -> None:
    code = errand_sent(desk)
    number, about = spell(new_id()), errand_of(code)
    for _press in range(2):
        page = come_back(code, "takes", about=about, number=number)
        assert "Alder and Third" in page
    words(desk.alder, board(desk))
    assert [entry.outcome for entry in the_ask(desk).value.log].count(Outcome.AGREED) == 1


def test_what_the_circle_takes_back_is_gone_from_the_receipt(desk: Desk) -> None:
    code = errand_sent(desk)
    about, before = errand_of(code), Slip.objects.count()
    ask = the_ask(desk)
    sent(desk.alder, desk.at("need", ask.id), desk.at("need_do", ask.id), do="let-go")
    assert Slip.objects.count() == before - 2
    page = come_back(code, "takes", about=about)
    assert "This is not there any more" in page
    assert "Alder and Third" not in page
    assert [one.state for one in the_offer(desk).value.errands] == [State.OVER]


def test_an_errand_whose_time_is_over_is_neither_shown_nor_kept(desk: Desk) -> None:
    code = errand_sent(desk)
    found = coming_back.find(code)
    assert found is not None
    later = timezone.localdate() + datetime.timedelta(days=30)
    assert errands.lying(found, later) == []
    errands.forget(found, later)
    assert not {Tells.ERRAND, Tells.PLACE} & told(code)


def test_who_has_no_receipt_is_called(desk: Desk) -> None:
    code = chosen(desk)
    ask = the_ask(desk)
    found = coming_back.find(code)
    assert found is not None
    offer = the_offer(desk)
    opened(desk).circle.put(offer.now(receipt=0))
    page = words(desk.alder, errand_page(desk))
    assert "nothing can be sent to them here" in page
    sent(desk.alder, errand_page(desk), do="yes")
    claim = the_ask(desk).value.claim
    assert claim is not None
    assert claim.agreed
    assert ask.id == the_ask(desk).id


def test_ended_by_a_member_the_errand_is_over_too(desk: Desk) -> None:
    code = errand_sent(desk)
    come_back(code, "takes", about=errand_of(code))
    words(desk.alder, board(desk))
    ask = the_ask(desk)
    sent(desk.alder, desk.at("need_end", ask.id), end="met")
    assert not {Tells.ERRAND, Tells.PLACE} & told(code)
    (one,) = the_offer(desk).value.errands
    assert one.state is State.DONE
    assert len(asks(desk)) == 1


def test_of_many_errands_the_oldest_that_is_over_is_forgotten_and_none_that_goes_on() -> None:
    now, today = timezone.now(), timezone.localdate()
    going = Errand(id=1, ask=77, number=1, sent=now, until=today, state=State.AGREED)
    offer = Offer(came=now, source=Came.PHONE, number=1, words="I drive", errands=(going,))
    for number in range(2, rules.MOST + 20):
        over = Errand(id=number, ask=100 + number, number=2, sent=now, until=today, state=State.DONE)
        offer = rules.with_errand(offer, over)
    assert len(offer.errands) == rules.MOST
    assert rules.busy_with(offer, 77) == [going]
    assert offer.errands[-1].id == rules.MOST + 19
