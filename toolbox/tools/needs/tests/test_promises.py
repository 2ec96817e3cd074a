"""What becomes of a promise: nothing of an errand outlives its ask, whoever ends it; what ran out is free again."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import coming_back, errands, handing
from toolbox.kernel.intake.acts.errands import Box
from toolbox.kernel.intake.acts.handing import To
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Receipt, Slip
from toolbox.kernel.intake.questions import Ask as Kind
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.intake.slips import Tells
from toolbox.kernel.intake.tests.desk import Desk, hidden, said, sent, words
from toolbox.kernel.intake.tests.mail import answer, sends
from toolbox.kernel.records.people import Place
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id, spell
from toolbox.tools.needs import errands as ours
from toolbox.tools.needs import families, keeping
from toolbox.tools.needs.records import Ask, Came, Claim, Errand, Offer, Outcome, State
from toolbox.tools.needs.rules import arriving
from toolbox.tools.needs.rules import errands as rules
from toolbox.tools.needs.tests.test_errands import come_back, errand_of, errand_page, told, what, where
from toolbox.tools.needs.tests.town import asks, asks_for, board, opened, the_ask, the_offer, written

pytestmark = pytest.mark.django_db
OF_ERRANDS = {Tells.ERRAND, Tells.PLACE, Tells.LONGER}
DAY = datetime.date(2026, 3, 3)


def promised(desk: Desk, *, yes: bool = True) -> tuple[Code, Code]:
    """Rosa asks through a form, Plum offers through another and has her errand; returns both codes."""
    rosa, plum = asks_for(desk), plums(desk)
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))
    _errand(desk)
    if yes:
        come_back(plum, "takes", about=errand_of(plum))
        words(desk.alder, board(desk))
    return rosa, plum


def plums(desk: Desk) -> Code:
    """Plum, who speaks Spanish, fills in the form of who can help."""
    return sends(
        desk.mailbox,
        answer("what", "drive", ask=Kind.SEVERAL),
        answer("name", "Plum"),
        answer("languages", "es", "en", ask=Kind.LANGUAGE),
        purpose=arriving.OFFER,
    )


def _errand(desk: Desk) -> None:
    held = the_ask(desk)
    sent(desk.alder, desk.at("need_who", held.id), desk.at("need_choose", held.id), offer=spell(the_offer(desk).id))
    page = errand_page(desk)
    assert sent(desk.alder, page, what=what(desk, page), where=where(desk, page)).status_code == 302


def presses(desk: Desk, do: str) -> None:
    held = the_ask(desk)
    sent(desk.alder, desk.at("need", held.id), desk.at("need_do", held.id), do=do)


def is_empty(code: Code) -> bool:
    """Whether nothing of any errand lies in a receipt."""
    return not OF_ERRANDS & told(code)


def state(desk: Desk) -> State:
    """How the newest errand of the only offer stands."""
    return the_offer(desk).value.errands[-1].state


def test_who_asked_withdraws_and_the_door_is_gone_from_the_helpers_receipt_at_once(desk: Desk) -> None:
    rosa, plum = promised(desk)
    assert "Alder Street and Third" in come_back(plum)
    before = Slip.objects.count()
    found = coming_back.find(rosa)
    assert found is not None
    coming_back.withdraw(found, timezone.now())
    assert is_empty(plum), "nobody of the circle has looked"
    assert Slip.objects.count() < before
    assert "Alder Street and Third" not in come_back(plum)
    assert "This is not there any more" in come_back(plum, "did", about=spell(the_offer(desk).value.errands[0].id))


def test_destroyed_by_hand_the_errand_goes_too(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    sent(desk.alder, desk.at("need_destroy", the_ask(desk).id))
    assert asks(desk) == []
    assert is_empty(plum)
    assert state(desk) is State.OVER
    assert "ya no te toca" in come_back(plum)


def test_handed_on_to_another_circle_the_errand_goes_too(desk: Desk) -> None:
    _rosa, plum = promised(desk, yes=False)
    group = opened(desk)
    other = boxes.make(group, "Another form").value.mailbox
    submission = group.circle.get(Submission, the_ask(desk).value.submission)
    handing.hand_on(group, submission, To(other, "Others"), timezone.now())
    assert is_empty(plum)
    assert the_ask(desk).value.claim is None


def test_an_offer_that_is_handed_on_frees_what_it_was_asked_for(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    group = opened(desk)
    other = boxes.make(group, "Another form").value.mailbox
    submission = group.circle.get(Submission, the_offer(desk).value.submission)
    handing.hand_on(group, submission, To(other, "Others"), timezone.now())
    assert is_empty(plum)
    assert the_ask(desk).value.claim is None


def test_a_circle_that_ends_leaves_no_door_in_a_receipt(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    after = ours.ended(opened(desk).circle)
    assert not is_empty(plum)
    after()
    assert is_empty(plum)


def test_posted_by_a_helper_the_address_is_gone_from_their_receipt_and_from_the_household(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    keeping.change_board(opened(desk), lambda one: replace(one, by_post=True))
    held = the_ask(desk)
    other = written(desk, "Soap too", place=Place(street="Alder Street and Third"))
    families.join(opened(desk), held, other, timezone.now())
    sent(desk.alder, desk.at("need_posted", held.id))
    assert is_empty(plum)
    assert state(desk) is State.DONE
    circle = opened(desk).circle
    assert circle.get(Ask, held.id).value.place is None
    assert circle.get(Ask, other.id).value.place is None
    assert "Street and Third" not in words(desk.alder, desk.at("need", held.id))


def test_who_takes_their_offer_back_does_nothing_any_more(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    found = coming_back.find(plum)
    assert found is not None
    coming_back.withdraw(found, timezone.now())
    assert the_ask(desk).value.claim is not None, "nobody has looked"
    words(desk.birch, board(desk))
    ask = the_ask(desk).value
    assert ask.claim is None
    assert ask.log[-1].outcome is Outcome.LET_GO
    assert "The offer is not there any more." in words(desk.birch, desk.at("need", the_ask(desk).id))


def test_an_offer_that_ends_keeps_what_was_promised_and_frees_the_rest(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    offer = the_offer(desk)
    keeping.end_offer(opened(desk), offer, timezone.now())
    assert the_ask(desk).value.claim is not None
    assert "Alder Street and Third" in come_back(plum)
    come_back(plum, "did", about=errand_of(plum))
    words(desk.alder, board(desk))
    assert the_ask(desk).value.helped is not None


def test_an_offer_that_ends_unanswered_is_asked_no_more(desk: Desk) -> None:
    _rosa, plum = promised(desk, yes=False)
    keeping.end_offer(opened(desk), the_offer(desk), timezone.now())
    assert the_ask(desk).value.claim is None
    assert is_empty(plum)


def test_a_yes_that_comes_after_it_was_taken_back_is_answered(desk: Desk) -> None:
    _rosa, plum = promised(desk, yes=False)
    page = come_back(plum, "takes", about=errand_of(plum))
    assert "They know that you do it" in page
    presses(desk, "let-go")  # nobody has looked at the board since
    words(desk.alder, board(desk))
    assert the_ask(desk).value.claim is None
    assert state(desk) is State.OVER, "it takes up no room of theirs"
    page = come_back(plum)
    assert page.count("ya no te toca") == 1
    assert "Alder Street and Third" not in page


def test_sent_anew_an_old_no_frees_nothing(desk: Desk) -> None:
    _rosa, plum = promised(desk, yes=False)
    come_back(plum, "cannot", about=errand_of(plum))
    presses(desk, "let-go")
    _errand(desk)
    words(desk.alder, board(desk))
    claim = the_ask(desk).value.claim
    assert claim is not None
    assert [one.state for one in the_offer(desk).value.errands] == [State.CANNOT, State.SENT]


def test_said_twice_with_another_page_it_is_said_once(desk: Desk) -> None:
    _rosa, plum = promised(desk, yes=False)
    about = errand_of(plum)
    for _page in range(2):
        assert "Alder Street and Third" in come_back(plum, "takes", about=about)
    words(desk.alder, board(desk))
    assert [entry.outcome for entry in the_ask(desk).value.log].count(Outcome.AGREED) == 1


def test_a_stale_page_says_so_and_keeps_the_words(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    about = errand_of(plum)
    presses(desk, "let-go")
    page = come_back(plum, "did", about=about, text="The bell is broken")
    assert "This is not there any more" in page
    assert "The bell is broken" in page


def test_they_still_do_it_and_keep_the_door_for_longer(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    claim = the_ask(desk).value.claim
    assert claim is not None
    group, today = opened(desk), timezone.localdate() + datetime.timedelta(days=4)
    ours.renew(group, the_ask(desk), keeping.board_of(group.circle).value, today)
    renewed = the_ask(desk).value.claim
    assert renewed is not None
    assert renewed.until == claim.until + datetime.timedelta(days=4)
    found = coming_back.find(plum)
    assert found is not None
    later = claim.until + datetime.timedelta(days=2)
    (one,) = errands.lying(found, later)
    assert one.until == renewed.until
    assert "Alder Street and Third" in one.place
    errands.forget(found, later)
    assert not is_empty(plum)
    presses(desk, "let-go")
    assert is_empty(plum)


def test_by_one_press_they_still_do_it(desk: Desk) -> None:
    promised(desk)
    page = desk.at("need", the_ask(desk).id)
    assert "They still do it" in words(desk.alder, page)
    before = Slip.objects.count()
    presses(desk, "still")
    assert Slip.objects.count() == before + 2, "one for the helper, one that lets whoever asked take it all back"


def over(desk: Desk, held: Held[Ask]) -> None:
    """Its days are over."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    claim = held.value.claim
    assert claim is not None
    opened(desk).circle.put(held.now(claim=replace(claim, until=yesterday)))


def test_what_ran_out_lies_in_no_receipt_and_one_press_frees_it_all(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    over(desk, the_ask(desk))
    mine = written(desk, "A cot")
    sent(desk.alder, desk.at("need", mine.id), desk.at("need_do", mine.id), do="claim")
    over(desk, opened(desk).circle.get(Ask, mine.id))
    assert "The days of 2 asks are over" in words(desk.birch, "/desk/")
    assert "The days of 2 asks that somebody did are over" in words(desk.birch, board(desk))
    assert is_empty(plum)
    assert state(desk) is State.OVER
    still = [held for held in asks(desk) if held.value.claim is not None]
    assert len(still) == 2, "shown as due: people decide"
    answer = sent(desk.birch, board(desk), desk.at("needs_free"))
    assert "2 asks are free again." in said(answer)
    assert [held.value.claim for held in asks(desk)] == [None, None]
    assert {held.value.log[-1].outcome for held in asks(desk)} == {Outcome.RAN_OUT}
    carried = hidden(desk.birch, board(desk), board(desk))
    assert "Nothing is over its days any more." in said(desk.birch.post(desk.at("needs_free"), carried))


def test_asked_late_they_have_all_the_days(desk: Desk) -> None:
    asks_for(desk)
    plum = plums(desk)
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))
    held = the_ask(desk)
    sent(desk.alder, desk.at("need_who", held.id), desk.at("need_choose", held.id), offer=spell(the_offer(desk).id))
    over(desk, the_ask(desk))
    page = errand_page(desk)
    sent(desk.alder, page, what=what(desk, page), where=where(desk, page))
    claim = the_ask(desk).value.claim
    assert claim is not None
    assert claim.until > timezone.localdate()
    assert "Can you do this?" in come_back(plum)


def test_what_is_read_first_says_when_somebody_is_there(desk: Desk) -> None:
    held = written(desk, "Soap", wants=("groceries",), times=("mon-morning",))
    ask = opened(desk).circle.get(Ask, held.id).value
    group = opened(desk)
    first = ours.what(ask, keeping.board_of(group.circle).value, "es")
    assert "lunes" in first.lower()


def test_the_desk_reads_what_helpers_answered(desk: Desk) -> None:
    _rosa, plum = promised(desk)
    come_back(plum, "did", about=errand_of(plum), text="all well")
    page = words(desk.birch, "/desk/")
    assert "1 errand is done, say helpers." in page
    come_back(plum, "write", text="I am away in May")
    assert "1 person who offers wrote more." in words(desk.birch, "/desk/")
    assert "Plum" in words(desk.birch, desk.at("offers") + "?show=news")


def test_an_answer_to_an_errand_is_no_news_of_the_offer(desk: Desk) -> None:
    promised(desk)
    assert not the_offer(desk).value.news


def test_one_day_before_somebody_calls_the_helper(desk: Desk) -> None:
    promised(desk)
    held = the_ask(desk)
    assert held.value.claim is not None
    opened(desk).circle.put(held.now(claim=replace(held.value.claim, until=timezone.localdate())))
    assert "1 helper has one day left" in words(desk.alder, "/desk/")


def test_on_the_page_of_the_offer_an_errand_is_taken_back(desk: Desk) -> None:
    _rosa, plum = promised(desk, yes=False)
    page = desk.at("offer", the_offer(desk).id)
    sent(desk.alder, page, desk.at("need_do", the_ask(desk).id), do="let-go")
    assert is_empty(plum)
    assert the_ask(desk).value.claim is None
    assert "Take it back" not in words(desk.alder, page)


def test_the_invitation_goes_only_to_who_was_helped(desk: Desk) -> None:
    invite = "Decide with us"
    keeping.change_board(opened(desk), lambda one: replace(one, invite=replace(one.invite, en=invite, es=invite)))
    for how, reads in (("could_not", False), ("met", True)):
        rosa = asks_for(desk)
        sent(desk.alder, board(desk), desk.at("needs_bring_in"))
        (held,) = asks(desk, "open")
        page = desk.at("need_end", held.id)
        assert invite in words(desk.alder, page)
        sent(desk.alder, page, end=how, said=invite)
        assert (invite in come_back(rosa)) is reads


def test_who_helps_for_years_is_never_full(desk: Desk) -> None:
    plum = plums(desk)
    row, today, now = Receipt.objects.get(), timezone.localdate(), timezone.now()
    box = Box(row.id, plum.public)
    for number in range(1, errands.KEPT + 4):
        errands.hand_out(box, number, "Bread", "Alder Street", today, now)
        found = coming_back.find(plum)
        assert found is not None
        errands.takes(found, number, new_id(), now, today)
        errands.did(found, number, "", new_id(), now, today)
    assert is_empty(plum)
    found = coming_back.find(plum)
    assert found is not None
    answers = [one.tells for one in found.told]
    assert answers.count(Tells.DID) == errands.KEPT
    assert Tells.TAKES not in answers


@given(
    st.lists(st.sampled_from([State.SENT, State.AGREED, State.DONE, State.CANNOT, State.OVER]), max_size=6),
    st.integers(-3, 3),
)
def test_what_is_over_names_no_slip_and_takes_up_no_room(states: list[State], days: int) -> None:
    errand = Errand(
        id=1, ask=2, number=3, sent=datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC), until=DAY, slips=(7, 8)
    )
    offer = rules.with_errand(Offer(came=errand.sent, source=Came.PHONE, number=4), errand)
    for one in states:
        offer = rules.now_stands(offer, 1, one)
    (left,) = offer.errands
    assert bool(left.slips) == all(one in rules.BUSY for one in states)
    today = DAY + datetime.timedelta(days=days)
    assert rules.is_busy(left, today) == (left.state in rules.BUSY and days <= 0)


def test_a_yes_is_written_down_once() -> None:
    now = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    claim = Claim(offer=5, name="Plum", since=DAY, until=DAY, agreed=False)
    ask = Ask(came=now, source=Came.PHONE, number=1, words="x", claim=claim)
    once = rules.agreed(ask, 5, 0, now)
    assert rules.agreed(once, 5, 0, now) == once
