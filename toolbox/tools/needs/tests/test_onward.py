"""An ask goes to another circle: with its receipt, or as it was taken down on the phone."""

import datetime

import pytest
from django.utils import timezone

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.tests.desk import Desk, said, sent
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.vault.ids import new_id, spell
from toolbox.tools.needs import incoming, keeping
from toolbox.tools.needs.records import Ask, End, Slot, Who
from toolbox.tools.needs.tests.town import asks, asks_for, board, opened, the_ask, written

pytestmark = pytest.mark.django_db


def another_circle(desk: Desk) -> int:
    """Alder is in a second circle, whose key two people hold."""
    other = circle(again(desk.group.me), "Quarry Road", "Alder")
    joins(somebody(), other, "Cedar")
    desk.alder.cookies.update(browser(again(desk.group.me)).cookies)
    return other.id


def hand_on(desk: Desk, need: int, to: int) -> object:
    answer = sent(desk.alder, desk.at("need", need), desk.at("need_hand_on", need))
    page = answer.url
    answer = sent(desk.alder, page, to=f"mine-{spell(to)}", do="ask")
    version = said(answer).split('name="version" value="')[1].split('"')[0]
    token = said(answer).split('name="token" value="')[1].split('"')[0]
    typed = {"token": token, "version": version, "to": f"mine-{spell(to)}", "do": "hand", "signed": "Alder Street"}
    return desk.alder.post(page, typed)


def theirs(desk: Desk, other: int) -> Ask:
    """The ask as the other circle brings it in."""
    group = groups.opened(again(desk.group.me), other)
    boxes.fresh(group)
    assert incoming.bring_in(group, timezone.now()) == 1
    (held,) = group.circle.shelf(Ask)
    return held.value


def test_what_was_taken_down_on_the_phone_arrives_whole(desk: Desk) -> None:
    other = another_circle(desk)
    held = written(desk, "No pork", wants=("groceries",), adults=2, place=Place(street="Alder and Third"))
    who = Who(name="Rosa", contacts=(Contact(kind=ContactKind.PHONE, value="+12025550143"),), languages=("es",))
    slot = Slot(day=timezone.localdate(), at=datetime.time(14))
    opened(desk).circle.put(held.now(who=who, slot=slot))
    assert hand_on(desk, held.id, other).status_code == 302  # type: ignore[attr-defined]
    ended = the_ask(desk).value
    assert ended.end is End.HANDED
    assert ended.slot is None, "others can have the appointment"
    there = theirs(desk, other)
    assert there.wants == ("groceries",)
    assert there.words == "No pork"
    assert there.who.name == "Rosa"
    assert there.who.contacts[0].value == "+12025550143"
    assert there.place == Place(street="Alder and Third")
    assert (there.adults, there.who.languages) == (2, ("es",))


def test_its_receipt_goes_on_working(desk: Desk) -> None:
    other = another_circle(desk)
    code = asks_for(desk)
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))
    hand_on(desk, the_ask(desk).id, other)
    theirs(desk, other)
    receipt = coming_back.find(code)
    assert receipt is not None
    coming_back.write_more(receipt, "Also soap", new_id(), timezone.now())
    group = groups.opened(again(desk.group.me), other)
    incoming.arrived(group)
    (held,) = group.circle.shelf(Ask)
    assert held.value.log[-1].text == "Also soap"
    assert keeping.sent_of(group, held.value) is not None
    assert len(asks(desk)) == 1
