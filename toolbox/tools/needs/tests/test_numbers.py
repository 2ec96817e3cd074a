"""Numbers of many people: nothing small is shown, and nothing small can be worked out from what is."""

import datetime
from collections.abc import Sequence

import pytest
from django.utils.translation import override
from hypothesis import given
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
        for number in (row.asked, row.met, None if None in row[1:3] else row.asked - row.met):  # type: ignore[operator]
            assert number is None or number == 0 or number >= LEAST


@given(tallies())
def test_nothing_small_can_be_worked_out_from_the_whole_and_the_rest(rows: list[Tally]) -> None:
    """Whoever subtracts what is shown from the whole is left with sums that say nothing of any one row."""
    every = whole(rows)
    view = numbers.shown(rows, every)
    tells_met = not numbers.is_small(every.met) and not numbers.is_small(every.asked - every.met)
    if numbers.is_small(every.asked):
        assert all(row.asked is None for row in view), "the whole is not shown either"
        return
    away = [one for one, row in zip(rows, view, strict=True) if row.asked is None]
    parts = [(one.met, one.asked - one.met) if tells_met else (one.asked,) for one in away]
    for place in range(len(parts[0]) if parts else 0):
        column = [part[place] for part in parts]
        left = sum(column)  # what the whole leaves, once all that is shown is taken from it
        for number in column:
            if numbers.is_small(number):
                # It could be anything from none to all that is left: more than one number, and not only small ones.
                assert len(column) > 1
                assert left >= LEAST


@given(tallies())
def test_no_more_is_hidden_than_must_be(rows: list[Tally]) -> None:
    every = whole(rows)
    if any(numbers.is_small(number) for one in (*rows, every) for number in (one.met, one.asked - one.met)):
        return
    assert all(row.asked == one.asked for one, row in zip(rows, numbers.shown(rows, every), strict=True))


def test_a_single_small_row_takes_the_smallest_other_with_it() -> None:
    rows = [Tally("north", 40, 20), Tally("river", 12, 6), Tally("hill", 3, 0)]
    assert [row.asked for row in numbers.shown(rows, whole(rows))] == [40, None, None]


def test_several_small_rows_hide_each_other() -> None:
    rows = [Tally("north", 40, 20), Tally("river", 6, 3), Tally("hill", 7, 3)]
    assert [row.asked for row in numbers.shown(rows, whole(rows))] == [40, None, None]


def test_small_rows_that_only_fit_in_one_way_take_another_with_them() -> None:
    rows = [*(Tally(str(number), 4, 0) for number in range(6)), Tally("north", 30, 0)]
    assert all(row.asked is None for row in numbers.shown(rows, whole(rows)))


def test_where_few_were_helped_nothing_says_how_many() -> None:
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
    assert 'x="0" y="0" width="600"' in page
    assert 'aria-current="page">Numbers' in page
    written(desk, wants=("groceries",))
    page = words(desk.birch, desk.at("needs_numbers"))
    assert "fewer than 5, or not shown" in page


@pytest.mark.django_db
def test_from_right_to_left_the_bars_begin_at_the_right() -> None:
    bars = [charts.Bar(10, 5), charts.Bar(None, None), charts.Bar(5, None)]
    assert [shape.x for shape in charts.chart(bars).wholes] == [0, 0]
    with override("ar"):
        assert [shape.x for shape in charts.chart(bars).wholes] == [0, 300]
        assert [shape.x for shape in charts.chart(bars).parts] == [300]
    assert charts.chart([charts.Bar(None, None)]).height == 0
