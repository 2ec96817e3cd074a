"""Appointments: nobody is lost, none is given twice, whatever happens in whichever order, also when clocks change."""

import datetime
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule
from msgspec.structs import replace

from toolbox.kernel.records.people import Contact, ContactKind
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import OPEN, Ask, Board, Came, Slot, Who
from toolbox.tools.needs.rules import asks, calls, slots
from toolbox.tools.needs.rules.asks import Stands

CHICAGO = ZoneInfo("America/Chicago")
NOON = datetime.datetime(2026, 3, 3, 12, tzinfo=CHICAGO)
DAYS = [NOON.date() + datetime.timedelta(days=number) for number in range(3)]


def ask(number: int = 1, **more: object) -> Ask:
    values = {"came": NOON, "source": Came.PHONE, "number": number, "words": "Bread", **more}
    return Ask(**values)  # type: ignore[arg-type]


def test_from_two_every_ten_minutes_two_at_a_time() -> None:
    made = slots.made(DAYS[0], datetime.time(14), 10, 12, 2, CHICAGO)
    assert len(made) == 24
    assert made[:4] == tuple(Slot(day=DAYS[0], at=datetime.time(14, at)) for at in (0, 0, 10, 10))
    assert made[-1].at == datetime.time(15, 50)


def test_a_day_is_too_short_for_so_many() -> None:
    with pytest.raises(ValueError, match="before midnight"):
        slots.made(DAYS[0], datetime.time(23), 30, 3, 1, CHICAGO)


SPRING, AUTUMN = datetime.date(2026, 3, 8), datetime.date(2026, 11, 1)


def test_when_clocks_go_forward_no_time_is_made_that_no_clock_shows() -> None:
    made = slots.made(SPRING, datetime.time(1), 30, 4, 1, CHICAGO)
    assert [f"{one.at:%H:%M}" for one in made] == ["01:00", "01:30", "03:00", "03:30"]
    with pytest.raises(ValueError, match="The clock does not show this time"):
        slots.made(SPRING, datetime.time(2, 30), 30, 1, 1, CHICAGO)


def test_when_clocks_go_back_no_time_is_there_twice() -> None:
    made = slots.made(AUTUMN, datetime.time(1), 30, 4, 1, CHICAGO)
    assert [f"{one.at:%H:%M}" for one in made] == ["01:00", "01:30", "02:00", "02:30"]


@given(
    st.sampled_from(["America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo", "UTC"]),
    st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None)),
    st.integers(1, 240),
    st.integers(1, 30),
    st.integers(1, 3),
)
def test_every_appointment_is_a_time_of_its_day_in_its_order(
    zone: str, day: datetime.date, at: datetime.time, minutes: int, count: int, at_once: int
) -> None:
    where = ZoneInfo(zone)
    try:
        made = slots.made(day, at, minutes, count, at_once, where)
    except ValueError:
        return
    times = list(dict.fromkeys(one.at for one in made))
    assert times == sorted(times)
    assert len(times) == count
    assert set(Counter(one.at for one in made).values()) == {at_once}
    for time in times:
        moment = datetime.datetime.combine(day, time, where)
        back = moment.astimezone(datetime.UTC).astimezone(where)
        assert back.replace(tzinfo=None) == moment.replace(tzinfo=None), "a clock shows it"


def _as_made(slot: Slot) -> Slot:
    return replace(slot, came=False)


class Door(RuleBasedStateMachine):
    """People get, lose, keep and miss appointments, in any order."""

    people = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self.board, self.now = Board(), NOON
        self.there: dict[int, Held[Ask]] = {}
        self.made: Counter[Slot] = Counter()
        self.used: Counter[Slot] = Counter()  # by somebody who did not come
        self.had: set[int] = set()
        self.asked = 0

    def _put(self, number: int, value: Ask) -> None:
        self.there[number] = Held(number, value, OPEN, version=1)
        if value.slot is not None:
            self.had.add(number)

    @rule(target=people)
    def comes(self) -> int:
        self.asked += 1
        number = self.asked
        self._put(number, ask(number))
        return number

    @rule(day=st.sampled_from(DAYS), count=st.integers(1, 3), at_once=st.integers(1, 2))
    def make(self, day: datetime.date, count: int, at_once: int) -> None:
        new = slots.made(day, datetime.time(14), 10, count, at_once, CHICAGO)
        self.board = slots.added(self.board, new, self.now.date())
        self.made.update(new)

    @rule(number=people, day=st.sampled_from(DAYS))
    def give(self, number: int, day: datetime.date) -> None:
        wanted = Slot(day=day, at=datetime.time(14))
        try:
            self.board, value = slots.given(self.board, self.there[number].value, wanted, 5, self.now)
        except asks.NotNow:
            return
        self._put(number, value)

    @rule(number=people, again=st.booleans())
    def free(self, number: int, again: bool) -> None:
        try:
            self.board, value = slots.freed(self.board, self.there[number].value, 5, self.now, self.now, again=again)
        except asks.NotNow:
            return
        self._put(number, value)
        if not again:
            self.had.discard(number)

    @rule(number=people)
    def is_here(self, number: int) -> None:
        try:
            self._put(number, slots.came(self.there[number].value, 5, self.now))
        except asks.NotNow:
            return

    @rule(number=people)
    def is_not_here(self, number: int) -> None:
        before = self.there[number].value
        try:
            self._put(number, slots.missed(before, 5, self.now))
        except asks.NotNow:
            return
        assert before.slot is not None
        self.used[before.slot] += 1

    @rule(day=st.sampled_from(DAYS))
    def call_off(self, day: datetime.date) -> None:
        self.board, moved = slots.called_off(self.board, self.there.values(), day, 5, self.now)
        for held in moved:
            self._put(held.id, held.value)
        self.made = Counter({slot: count for slot, count in self.made.items() if slot.day != day})
        for held in self.there.values():
            if held.value.slot is not None and held.value.slot.day == day:
                assert held.value.slot.came
                self.made[_as_made(held.value.slot)] += 1
        self.used = Counter({slot: count for slot, count in self.used.items() if slot.day != day})

    @rule()
    def offer(self) -> None:
        queue = [held.id for held in slots.queue(self.there.values())]
        free = slots.ahead(self.board, self.now)
        self.board, moved = slots.offered(self.board, self.there.values(), 5, self.now, self.now)
        assert [held.id for held in moved] == queue[: len(free)], "in their order"
        assert [held.value.slot for held in moved] == free[: len(queue)], "the soonest first"
        for held in moved:
            self._put(held.id, held.value)

    @rule(number=consumes(people))
    def withdraws(self, number: int) -> None:
        """The server destroys it without anybody's keys: no board hears of it."""
        del self.there[number]
        self.had.discard(number)

    @rule()
    def settle(self) -> None:
        held = {slots.when(one.value.slot) for one in self.there.values() if one.value.slot}
        before = Counter(self.board.slots)
        self.board = slots.settled(self.board, self.there.values(), self.now)
        assert {slots.when(slot) for slot in self.board.given} <= held
        assert not any(slots.is_over(slot, self.now) for slot in Counter(self.board.slots) - before)
        self.used = Counter({slot: count for slot, count in self.used.items() if slots.is_over(slot, self.now)})

    @rule(hours=st.integers(1, 30))
    def time_goes_by(self, hours: int) -> None:
        self.now += datetime.timedelta(hours=hours)

    @invariant()
    def none_is_given_twice(self) -> None:
        given_ = Counter(_as_made(held.value.slot) for held in self.there.values() if held.value.slot is not None)
        for slot, count in (given_ + Counter(self.board.slots) + self.used).items():
            assert count <= self.made[slot]

    @invariant()
    def nobody_is_lost(self) -> None:
        queue = {held.id for held in slots.queue(self.there.values())}
        for number in self.had:
            value = self.there[number].value
            assert (value.slot is not None) != (number in queue)


TestDoor = Door.TestCase


def test_an_appointment_that_is_over_keeps_nobody_waiting() -> None:
    today = NOON.date()
    for slot, stands in (
        (Slot(day=today, at=datetime.time(9)), Stands.WAITS),
        (Slot(day=today - datetime.timedelta(days=1), at=datetime.time(9)), Stands.NEW),
        (Slot(day=today, at=datetime.time(9), came=True), Stands.NEW),
    ):
        assert asks.stands(ask(slot=slot), today) is stands
    assert asks.stands(ask(rebook=NOON), today) is Stands.WAITS


def test_when_it_ends_an_appointment_to_come_is_free_for_others() -> None:
    to_come, over = Slot(day=DAYS[1], at=datetime.time(9)), Slot(day=DAYS[0], at=datetime.time(9))
    board = Board(given=(to_come, over))
    assert slots.left(board, ask(slot=to_come), NOON)[0].slots == (to_come,)
    assert slots.left(board, ask(slot=over), NOON)[0].slots == ()
    away = slots.without(board, DAYS[1])
    assert slots.left(away, ask(slot=to_come), NOON)[0].slots == (), "it was taken away"
    assert slots.left(Board(), ask(rebook=NOON), NOON)[1].rebook is None


def test_at_the_door_by_the_last_four_digits_or_the_number_of_the_ask() -> None:
    phone = Contact(kind=ContactKind.PHONE, value="+12025550143;ext=1299")
    found = ask(number=412, who=Who(contacts=(phone,)))
    assert slots.ends_with(found, "0143")
    assert slots.ends_with(found, "0412")
    assert not slots.ends_with(found, "1299"), "an extension is no number"
    assert not slots.ends_with(found, "0144")
    assert slots.ends_with(ask(asked_by=Who(contacts=(phone,))), "0143")


def test_whoever_got_a_new_appointment_is_called_and_then_left_in_peace() -> None:
    today, to_come = NOON.date(), Slot(day=DAYS[1], at=datetime.time(9))
    assert calls.is_to_call(ask(slot=to_come, again=NOON), 5, NOON, today)
    assert not calls.is_to_call(ask(slot=to_come), 5, NOON, today)
    assert not calls.is_to_call(ask(rebook=NOON), 5, NOON, today)
    assert not calls.is_to_call(ask(wants=("baby",)), 5, NOON, today, frozenset({"baby"}))
    assert calls.is_to_call(ask(wants=("baby",)), 5, NOON, today)
