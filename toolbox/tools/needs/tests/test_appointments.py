"""A Saturday with appointments, over HTTP: made, given, at the door, missed, called off, given anew."""

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from toolbox.kernel.intake.tests.desk import Desk, hidden, said, sent, words
from toolbox.kernel.records.people import Contact, ContactKind
from toolbox.kernel.vault import blind
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import ENDED, Ask, End, Outcome, Slot, Who
from toolbox.tools.needs.tests.town import board, opened, written

pytestmark = pytest.mark.django_db


def make(desk: Desk, in_days: int = 1, **more: str) -> Any:
    day = timezone.localdate() + datetime.timedelta(days=in_days)
    typed = {"day": day.isoformat(), "at": "14:00", "minutes": "10", "count": "2", "at_once": "1", **more}
    return sent(desk.alder, desk.at("slots"), **typed)


def free(desk: Desk) -> list[str]:
    return [f"{slot.at:%H:%M}" for slot in keeping.board_of(opened(desk).circle).value.slots]


def now(desk: Desk, held: Held[Ask]) -> Ask:
    return opened(desk).circle.get(Ask, held.id).value


def give(desk: Desk, held: Held[Ask], at: str = "14:00", in_days: int = 1, who: str = "alder") -> Any:
    day = timezone.localdate() + datetime.timedelta(days=in_days)
    client = desk.alder if who == "alder" else desk.birch
    return sent(client, desk.at("need_slot", held.id), slot=f"{day.isoformat()} {at}")


def rosa(desk: Desk, name: str, number: str, words_: str = "Bread") -> Held[Ask]:
    held = written(desk, words_)
    who = Who(name=name, contacts=(Contact(kind=ContactKind.PHONE, value=number),))
    return opened(desk).circle.put(held.now(who=who))


def due_today(desk: Desk, *found: Held[Ask], at: datetime.time = datetime.time(0, 0)) -> None:
    """They have an appointment today at midnight, which is over."""
    for held in found:
        fresh = opened(desk).circle.get(Ask, held.id)
        opened(desk).circle.put(fresh.now(slot=Slot(day=timezone.localdate(), at=at)))


def test_made_and_given_and_nobody_else_can_have_it(desk: Desk) -> None:
    assert "No appointments yet." in words(desk.alder, desk.at("slots"))
    assert "Write a day, for example" in said(make(desk, day="soon"))
    assert "At least 1." in said(make(desk, count="0"))
    assert "So many do not fit before midnight." in said(make(desk, at="23:50", count="9"))
    assert make(desk).url.startswith(desk.at("slots_day"))
    one, other = written(desk, "Bread"), written(desk, "Soap")
    page = desk.birch.get(desk.at("need_slot", other.id))
    assert "14:10" in said(page)
    assert give(desk, one).status_code == 302
    answer = give(desk, other, who="birch")
    assert answer.status_code == 409
    assert "Somebody was quicker: this appointment is taken." in said(answer)
    assert now(desk, other).slot is None
    assert free(desk) == ["14:10"]
    assert "appointment" in words(desk.birch, board(desk))
    assert "Bread" in words(desk.birch, f"{desk.at('slots_day')}?in=1")
    assert "Rosa" not in words(desk.birch, f"{desk.at('slots_day')}?in=1").split("<h1>")[1]


def test_no_day_stands_in_an_address(desk: Desk) -> None:
    make(desk)
    page = words(desk.alder, desk.at("slots")) + words(desk.alder, f"{desk.at('slots_day')}?in=1")
    assert not re.findall(r'(?:href|action)="[^"]*\d{4}-\d\d-\d\d', page)


def test_given_up_it_is_free_again(desk: Desk) -> None:
    make(desk)
    held = written(desk)
    give(desk, held)
    assert sent(desk.alder, desk.at("need_slot", held.id), do="free").status_code == 302
    assert free(desk) == ["14:00", "14:10"]
    give(desk, held)
    sent(desk.alder, desk.at("need_slot", held.id), do="again")
    assert now(desk, held).rebook is not None
    assert "waits for a new appointment" in words(desk.alder, board(desk))
    give(desk, held, "14:10")
    keeping.end(opened(desk), opened(desk).circle.get(Ask, held.id), End.NOT_NEEDED, timezone.now())
    assert free(desk) == ["14:00", "14:10"], "ended, it frees its appointment"


def test_whoever_withdraws_leaves_their_appointment_to_others(desk: Desk) -> None:
    """Nobody of the circle is there then: the first who looks at the appointments frees it."""
    make(desk)
    one, other = written(desk), written(desk)
    give(desk, one)
    give(desk, other, "14:10")
    assert blind.destroy(desk.group.id, one.id, timezone.localdate())
    assert free(desk) == []
    words(desk.birch, desk.at("slots"))
    assert free(desk) == ["14:00"]
    words(desk.birch, desk.at("slots"))
    assert free(desk) == ["14:00"], "once"
    third = written(desk)
    assert give(desk, third, who="birch").status_code == 302
    assert now(desk, other).slot is not None


def test_at_the_door_nobodys_name_before_they_are_found(desk: Desk) -> None:
    one, other = rosa(desk, "Plum", "+12025550143"), rosa(desk, "Quince", "+13125550143")
    third = rosa(desk, "Rose", "+12025550188")
    due_today(desk, one, other, third)
    door = desk.at("slots_check_in")
    page = words(desk.alder, door)
    assert "3 people are still expected today." in page
    assert "Plum" not in page
    assert "Write four digits." in said(sent(desk.alder, door, digits="43"))
    assert "Nobody with an appointment today has these digits." in said(sent(desk.alder, door, digits="9999"))
    page = said(sent(desk.alder, door, digits="0143"))
    assert "Several have these digits." in page
    assert "Plum" not in page
    assert f"{other.value.number:04d}" in page
    page = said(sent(desk.alder, door, digits="0143", which=spell(other.id)))
    assert "Quince" in page
    day = {"day": timezone.localdate().isoformat(), "back": "door"}
    carried = hidden(desk.alder, door, door)
    answer = desk.alder.post(desk.at("slots_day"), {**carried, **day, "do": f"came {spell(other.id)}"})
    assert answer.headers["Location"] == door, "the next one, please"
    assert now(desk, other).slot.came  # type: ignore[union-attr]
    page = said(sent(desk.alder, door, digits="0188"))
    assert "Rose" in page


def press(desk: Desk, do: str, held: Held[Ask] | None = None, **more: str) -> Any:
    page, today = desk.at("slots_day"), timezone.localdate().isoformat()
    what = f"{do} {spell(held.id)}" if held else do
    return sent(desk.alder, page, page, **{"day": today, "do": what, **more})


def test_who_came_and_who_did_not(desk: Desk) -> None:
    came, missed, got = written(desk, "Bread"), written(desk, "Soap"), written(desk, "Milk")
    due_today(desk, came, missed, got)
    assert press(desk, "came", came, back="door").url == desk.at("slots_check_in")
    assert now(desk, came).slot.came  # type: ignore[union-attr]
    assert "Somebody was quicker" in said(press(desk, "came", came))
    press(desk, "got", got)
    assert opened(desk).circle.get(Ask, got.id).shelf == ENDED
    press(desk, "missed-all")
    assert now(desk, missed).log[-1].outcome is Outcome.NO_SHOW
    assert now(desk, came).slot.came, "who came has not missed it"  # type: ignore[union-attr]
    assert "1 person waits for a new appointment." in words(desk.birch, "/desk/")


def test_a_day_is_called_off_and_everybody_gets_the_next_ones_in_order(desk: Desk) -> None:
    make(desk, 1, at_once="2")
    found = [written(desk, what) for what in ("Bread", "Soap", "Milk")]
    for held, at in zip(found, ("14:10", "14:00", "14:00"), strict=True):
        give(desk, held, at)
    day = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    page = f"{desk.at('slots_off')}?in=1"
    assert "3 people come" in words(desk.alder, page)
    assert all(now(desk, held).slot for held in found), "looking does nothing"
    assert sent(desk.alder, page, desk.at("slots_off"), day=day).url == desk.at("slots_again")
    assert free(desk) == []
    assert [now(desk, held).slot for held in found] == [None, None, None]
    page = words(desk.birch, desk.at("slots_again"))
    assert "No appointment is free." in page
    assert page.index("Bread") < page.index("Soap") < page.index("Milk"), "who asked first stands first"
    make(desk, 2, count="2")
    answer = said(sent(desk.birch, desk.at("slots_again")))
    assert "2 people have a new appointment. Call them now" in answer
    assert [f"{slot.at:%H:%M}" if (slot := now(desk, held).slot) else "" for held in found] == ["14:00", "14:10", ""]
    assert "Bread" in words(desk.birch, f"{board(desk)}?show=call")
    assert "Milk" in words(desk.birch, desk.at("slots_again"))


def test_looking_and_printing_change_nothing(desk: Desk) -> None:
    make(desk)
    held = written(desk)
    give(desk, held)
    version = opened(desk).circle.get(Ask, held.id).version
    for page in ("slots", "slots_day", "slots_off", "slots_again", "slots_check_in"):
        words(desk.alder, f"{desk.at(page)}?in=1")
    assert opened(desk).circle.get(Ask, held.id).version == version
