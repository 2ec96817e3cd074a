"""Numbers of many people: nothing small is shown, and nothing small can be worked out from what is."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.intake.tests.desk import Desk, words
from toolbox.kernel.records.people import Place
from toolbox.tools.needs import charts
from toolbox.tools.needs.records import Ask, Board, Came, Category, End, Entry, How, Outcome
from toolbox.tools.needs.rules import numbers
from toolbox.tools.needs.rules.numbers import LEAST, Row, Tally
from toolbox.tools.needs.tests.town import written

NOON = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)  # a Wednesday
HOUR = datetime.timedelta(hours=1)


@st.composite
def tallies(draw: st.DrawFn) -> list[Tally]:
    counts = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=8))
    return [Tally(str(number), met + rest, met) for number, (met, rest) in enumerate(counts)]


def whole(rows: Sequence[Tally]) -> Tally:
    return Tally("", sum(one.asked for one in rows), sum(one.met for one in rows))


@given(tallies())
def test_nothing_small_is_shown(rows: list[Tally]) -> None:
    for row in numbers.shown(rows, whole(rows)):
        rest = None if row.asked is None or row.met is None else row.asked - row.met
        for number in (row.asked, row.met, rest):
            assert number is None or number == 0 or number >= LEAST
        assert row.met is None or row.asked is not None


def ways(rows: Sequence[Row], every: Row) -> list[tuple[tuple[int, int], ...]]:
    """Every table that would look like this to whoever knows the whole: all who asked and were helped, row by row."""
    assert every.asked is not None
    found: list[tuple[tuple[int, int], ...]] = []

    def fill(place: int, asked: int, met: int, begun: tuple[tuple[int, int], ...]) -> None:
        if place == len(rows):
            if not asked and (every.met is None or not met):
                found.append(begun)
            return
        row = rows[place]
        for one in [row.asked] if row.asked is not None else range(1, asked + 1):
            for helped in [row.met] if row.met is not None else range(one + 1):
                if one <= asked and (every.met is None or helped <= met):
                    fill(place + 1, asked - one, met - helped, (*begun, (one, helped)))

    fill(0, every.asked, every.met or 0, ())
    return found


@st.composite
def small_tables(draw: st.DrawFn) -> list[Tally]:
    counts = draw(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=2, max_size=3))
    return [Tally(str(number), met + rest, met) for number, (met, rest) in enumerate(counts)]


@settings(deadline=None)
@given(small_tables())
def test_nothing_small_can_be_worked_out_by_trying_every_table(rows: list[Tally]) -> None:
    every = whole(rows)
    view = numbers.shown(rows, every)
    if numbers.is_small(every.asked):
        assert all(row.asked is None for row in view), "the whole is not shown either"
        return
    tells_met = not numbers.is_small(every.met) and not numbers.is_small(every.asked - every.met)
    possible = ways(view, Row("", every.asked, every.met if tells_met else None))
    assert tuple((one.asked, one.met) for one in rows) in possible, "this search knows the truth too"
    # Three groups of five people together: each is one to three, whatever is hidden.
    some = [one for one in rows if one.asked]
    most = every.asked - (len(some) - 1) if all(numbers.is_small(one.asked) for one in some) else LEAST
    for place, one in enumerate(rows):
        asked = {table[place][0] for table in possible}
        met = {table[place][1] for table in possible}
        rest = {table[place][0] - table[place][1] for table in possible}
        for number, could_be in ((one.asked, asked), (one.met, met), (one.asked - one.met, rest)):
            if numbers.is_small(number):
                assert len(could_be) >= min(LEAST - 1, most), "from 1 to 4, where so many are there at all"


@given(tallies())
def test_no_more_is_hidden_than_must_be(rows: list[Tally]) -> None:
    every = whole(rows)
    if not any(numbers.is_small(one.asked) for one in (*rows, every)):
        view = numbers.shown(rows, every)
        assert [row.asked for row in view] == [one.asked for one in rows] or all(
            row.asked is None for row, one in zip(view, rows, strict=True) if one.asked
        )
    if not any(
        numbers.is_small(number) for one in (*rows, every) for number in (one.asked, one.met, one.asked - one.met)
    ):
        assert [row.met for row in numbers.shown(rows, every)] == [one.met for one in rows]


def test_a_single_small_row_takes_another_with_it_whatever_its_size() -> None:
    rows = [Tally("north", 40, 20), Tally("river", 12, 6), Tally("hill", 3, 0)]
    assert [row.asked for row in numbers.shown(rows, whole(rows))] == [None, 12, None]


def test_whoever_knows_the_rule_learns_nothing_more() -> None:
    """Of all tables of three rows: none that is hidden can be told from what is seen, for there is always another."""
    cells = [(asked, met) for asked in range(11) for met in range(asked + 1)]
    looks: dict[tuple[Any, ...], list[tuple[tuple[int, int], ...]]] = defaultdict(list)
    for one, other, third in product(cells, repeat=3):
        if (together := one[0] + other[0] + third[0]) > 10:
            continue
        every = Tally("", together, one[1] + other[1] + third[1])
        rows = [Tally("", *cell) for cell in (one, other, third)]
        told = None if numbers.is_small(every.met) or numbers.is_small(every.asked - every.met) else every.met
        looks[every.asked, told, *((row.asked, row.met) for row in numbers.shown(rows, every))].append(
            (one, other, third)
        )
    assert len(looks) > 100
    for (asked, told, *seen), tables in looks.items():
        if told is None or numbers.is_small(asked):
            continue
        for place, (row_asked, row_met) in enumerate(seen):
            could = {table[place][0] for table in tables} if row_asked is None else set()
            helped = {table[place][1] for table in tables} if row_met is None else set()
            for known in (could, helped):
                assert len(known) != 1 or not numbers.is_small(*known), (asked, told, seen)


def test_where_few_were_helped_in_one_row_it_is_still_said_how_many_asked() -> None:
    rows = [Tally("north", 40, 20), Tally("river", 16, 3), Tally("hill", 17, 8)]
    view = numbers.shown(rows, whole(rows))
    assert [row.asked for row in view] == [40, 16, 17]
    assert [row.met for row in view] == [None, None, 8]


def test_several_small_rows_hide_each_other() -> None:
    rows = [Tally("north", 40, 20), Tally("river", 4, 3), Tally("hill", 2, 1)]
    assert [row.asked for row in numbers.shown(rows, whole(rows))] == [40, None, None]


def test_small_rows_that_only_fit_in_one_way_take_another_with_them() -> None:
    rows = [*(Tally(str(number), 4, 0) for number in range(6)), Tally("north", 30, 0)]
    assert all(row.asked is None for row in numbers.shown(rows, whole(rows)))


def test_where_few_were_helped_at_all_nothing_says_how_many() -> None:
    rows = [Tally("north", 10, 3), Tally("river", 10, 0)]
    assert numbers.shown(rows, whole(rows)) == (Row("north", 10, None), Row("river", 10, None))


def ask(number: int, zone: str = "North side", met: bool = False, wait: int | None = None, days: int = 0) -> Ask:
    came = NOON - datetime.timedelta(days=days)
    log = () if wait is None else (Entry(when=came + wait * HOUR, by=1, how=How.CALL, outcome=Outcome.TALKED),)
    return Ask(
        came=came,
        source=Came.PHONE,
        number=number,
        wants=("food",),
        place=Place(zone=zone),
        end=End.MET if met else None,
        log=log,
    )


BOARD = Board(categories=(Category(name="food", says=Both(en="Food")),), zones=("North side", "River"))


def counted(*asks: Ask) -> numbers.Numbers:
    return numbers.counted(asks, BOARD, NOON.date(), datetime.UTC)


def test_they_are_counted_by_zone_category_and_week() -> None:
    found = counted(
        *(ask(number, met=True, wait=number) for number in range(6)),
        *(ask(number, "River", days=7, wait=10) for number in range(5)),
        *(ask(number, "somewhere else", days=200) for number in range(7)),
    )
    assert (found.every.asked, found.every.met) == (18, 6)
    assert found.every.wait == 5 * HOUR
    assert [(row.name, row.asked) for row in found.zones] == [("North side", 6), ("River", 5), ("", 7)]
    assert [(row.name, row.asked) for row in found.categories] == [("food", 18)]
    weeks = {row.name: row.asked for row in found.weeks}
    assert (weeks["2026-11-23"], weeks["2026-11-16"], weeks["2026-11-09"], weeks[""]) == (6, 5, 0, 7)
    assert found.zones[0].wait == 2.5 * HOUR


def test_what_goes_on_in_another_ask_is_counted_once() -> None:
    joined = Ask(came=NOON, source=Came.FORM, number=9, words="the same", end=End.JOINED)
    assert counted(*(ask(number) for number in range(6)), joined).every.asked == 6


def test_the_first_answer_is_the_first_time_somebody_of_the_circle_is_heard_of() -> None:
    log = (
        Entry(when=NOON, how=How.RECEIPT, text="I wrote more"),
        Entry(when=NOON + HOUR, by=7, how=How.NOTE, text="a note to ourselves"),
        Entry(when=NOON + 2 * HOUR, by=7, how=How.DID, outcome=Outcome.CLAIMED),
        Entry(when=NOON + 3 * HOUR, by=7, how=How.CALL, outcome=Outcome.TALKED),
    )
    assert numbers.answered(Ask(came=NOON, source=Came.FORM, number=1, words="x", log=log)) == 2 * HOUR
    assert numbers.answered(Ask(came=NOON, source=Came.FORM, number=1, words="x", log=log[:2])) is None


def test_of_few_people_nothing_is_said() -> None:
    found = counted(*(ask(number, met=True, wait=1) for number in range(4)))
    assert found.every == Row("", None, None)
    assert all(row.asked is None for row in (*found.zones, *found.weeks))


@pytest.mark.django_db
def test_the_page_says_nothing_small_and_draws_what_it_says(desk: Desk) -> None:
    assert "There is nothing to count yet." in words(desk.alder, desk.at("needs_numbers"))
    for number in range(8):
        written(desk, f"A cot {number}", place=Place(zone="somewhere"))
    page = words(desk.alder, desk.at("needs_numbers"))
    assert "<dd>8</dd>" in page
    assert 'width="600"' in page
    assert 'aria-current="page">Numbers' in page
    written(desk, wants=("groceries",))
    page = words(desk.birch, desk.at("needs_numbers"))
    assert "“Few” stands where there are fewer than 5" in page
    assert "<td>few</td>" in page


@pytest.mark.django_db
def test_from_right_to_left_the_bars_begin_at_the_right() -> None:
    rows = [(10, 5), (None, None), (5, None)]
    assert [(bar.whole_x, bar.whole) for bar in charts.bars(rows)] == [(0, 600), (0, 0), (0, 300)]
    with override("ar"):
        assert [(bar.whole_x, bar.part_x) for bar in charts.bars(rows)] == [(0, 300), (600, 600), (300, 600)]
    assert charts.bars([(None, None)]) == [charts.Bar()]
