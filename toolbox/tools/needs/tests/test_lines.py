"""Columns guessed and rows read: by the words above them, whatever stands in them."""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from toolbox.kernel.intake.questions import Both
from toolbox.tools.needs.records import Ask, Board, Category, Offer, Skill, Urgency
from toolbox.tools.needs.rules import cells, columns, lines
from toolbox.tools.needs.rules.columns import Target
from toolbox.tools.needs.tables.table import Row

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
BOARD = Board(
    categories=(
        Category(name="food", says=Both(en="Food", es="Comida")),
        Category(name="groceries", says=Both(en="Groceries", es="Víveres"), parent="food"),
    ),
    skills=(Skill(name="drive", says=Both(en="Drive", es="Manejar")),),
    zones=("North side",),
)


def read(columns_: Sequence[Target], *row: str, mend: bool = False, **more: Any) -> lines.Read:
    how = lines.plan(
        more.pop("board", BOARD),
        columns_,
        [target.value for target in columns_],
        region="US",
        languages=lambda words: words.split(", "),
        zone=datetime.UTC,
        now=NOW,
        **more,
    )
    return lines.read(row, 1, how, mend=mend)


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Name", Target.NAME),
        ("¿Cuál es tu número de teléfono?", Target.PHONE),
        ("Phone", Target.PHONE),
        ("E-mail address", Target.MAIL),
        ("Delivery Address", Target.STREET),
        ("Dirección", Target.STREET),
        ("Zip code", Target.ZONE),
        ("Barrio / colonia", Target.ZONE),
        ("Preferred language", Target.LANGUAGE),
        ("What do you need?", Target.WANTS),
        ("Need_type", Target.WANTS),
        ("¿Qué necesita?", Target.WANTS),
        ("Necesita", Target.WANTS),
        ("Necesitan", Target.WANTS),
        ("Lo que necesita", Target.WANTS),
        ("¿Qué hace falta?", Target.WANTS),
        ("¿Cuándo lo necesita?", Target.BY_DAY),
        ("Fecha en que lo necesita", Target.BY_DAY),
        ("¿Quién lo necesita?", Target.NAME),
        ("Needed by", Target.BY_DAY),
        ("¿Para cuándo?", Target.BY_DAY),
        ("Timestamp", Target.CAME),
        ("Marca temporal", Target.CAME),
        ("How many people in your household?", Target.PEOPLE),
        ("Number of children", Target.CHILDREN),
        ("Urgency", Target.URGENCY),
        ("Notas", Target.WORDS),
        ("Best time to call", Target.SAFE),
        ("Date of birth", Target.SKIP),
        ("Immigration status", Target.SKIP),
        ("SSN", Target.SKIP),
        ("Record ID", Target.SKIP),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, target: Target) -> None:
    assert columns.guess([heading], columns.FOR_ASKS) == (target,)


@given(st.lists(st.text(max_size=30), max_size=12))
def test_no_target_is_guessed_twice(headings: list[str]) -> None:
    guessed = columns.guess(headings, columns.FOR_ASKS)
    assert len(guessed) == len(headings)
    assert not columns.twice(guessed)


def test_a_title_above_the_headings_is_passed_over() -> None:
    rows = [Row(1, ("Riverbend list", "")), Row(3, ("Name", "Phone")), Row(4, ("Rosa", "555"))]
    assert columns.headings_in(rows, columns.FOR_ASKS) == 1
    assert columns.headings_in([Row(1, ("x", "y"))], columns.FOR_ASKS) == -1


@given(st.lists(st.text(max_size=20), max_size=20), st.booleans(), st.booleans())
def test_no_row_breaks_the_reading(row: list[str], offers: bool, mend: bool) -> None:
    targets = columns.FOR_OFFERS if offers else columns.FOR_ASKS
    found = read(targets, *row, mend=mend, is_offers=offers)
    assert found.value is not None or found.faults
    if found.value is not None:
        assert isinstance(found.value, Offer if offers else Ask)
        assert mend or not found.faults


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=20))
def test_what_cannot_be_read_is_never_lost(cell: str) -> None:
    found = read([Target.WANTS, Target.PEOPLE, Target.URGENCY, Target.BY_DAY], "Soup", cell, cell, cell, mend=True)
    assert isinstance(found.value, Ask)
    for fault in found.faults:
        assert fault.cell in found.value.words


@pytest.mark.parametrize(
    ("cell", "month_leads", "day"),
    [
        ("2026-11-30", True, (2026, 11, 30)),
        ("11/30/2026", True, (2026, 11, 30)),
        ("30/11/2026", False, (2026, 11, 30)),
        ("3.5.26", False, (2026, 5, 3)),
        ("5/3/2026 14:22:11", True, (2026, 5, 3)),
        ("5/3/2026 2:22 pm", True, (2026, 5, 3)),
        ("2026-11-30T08:15:00.000Z", True, (2026, 11, 30)),
    ],
)
def test_days_as_people_and_programs_write_them(cell: str, month_leads: bool, day: tuple[int, int, int]) -> None:
    found = cells.moment(cell, month_leads=month_leads, zone=datetime.UTC)
    assert found.date() == datetime.date(*day)


@pytest.mark.parametrize("cell", ["soon", "31/31/2026", "2026-02-30", "12/2026", "5/3/2026 99:99"])
def test_what_is_no_day_says_how_to_write_one(cell: str) -> None:
    with pytest.raises(ValueError, match="2026-11-30"):
        cells.moment(cell, month_leads=True, zone=datetime.UTC)


def test_the_order_of_day_and_month_is_seen_in_the_file() -> None:
    assert not cells.month_first(["5/3/2026", "30/11/2026"], otherwise=True)
    assert cells.month_first(["5/3/2026", "11/30/2026"], otherwise=False)
    assert cells.month_first(["5/3/2026"], otherwise=True)


def test_a_day_that_is_still_to_come_cannot_be_when_it_was_asked() -> None:
    found = read([Target.WANTS, Target.CAME], "Soup", "2027-01-05")
    assert found.value is None
    assert "still to come" in found.faults[0].reason


def test_what_is_on_the_board_is_named_and_the_rest_is_said_in_words() -> None:
    found = read([Target.WANTS, Target.ZONE, Target.URGENCY], "víveres; a tarp", "NORTH SIDE", "ASAP!").value
    assert isinstance(found, Ask)
    assert (found.wants, found.words, found.urgency) == (("groceries",), "a tarp", Urgency.TODAY)
    assert found.place is not None
    assert found.place.zone == "North side"


@pytest.mark.parametrize(
    ("cell", "names", "others"),
    [
        ("pañales", ("baby",), ()),
        ("Diapers & formula", ("baby",), ()),
        ("fórmula y despensa", ("baby", "groceries"), ()),
        ("groceries and rent", ("groceries",), ("rent",)),
        ("rice and beans", (), ("rice and beans",)),
        ("a call", (), ("a call",)),
        ("Formula or diapers", ("baby",), ()),
        ("food", ("food",), ()),
    ],
)
def test_part_of_a_name_or_another_word_for_it_is_enough(
    cell: str, names: tuple[str, ...], others: tuple[str, ...]
) -> None:
    wanted = (
        *BOARD.categories,
        Category(name="baby", says=Both(en="Formula or diapers", es="Fórmula o pañales")),
        Category(name="talk", says=Both(en="A call, so as not to be alone", es="")),
        Category(name="check", says=Both(en="A call, to hear that all is well", es="")),
        Category(name="fare", says=Both(en="Money for fuel or food", es="")),
    )
    also = {"groceries": ("despensa",), "check": ("food",)}
    found = read([Target.WANTS, Target.WORDS], cell, "x", board=replace(BOARD, categories=wanted), also=also)
    assert isinstance(found.value, Ask)
    assert (found.value.wants, found.others) == (names, others)


def test_two_languages_in_one_cell() -> None:
    found = read([Target.WORDS, Target.LANGUAGE], "Soup", "español e inglés & K'iche'").value
    assert found is not None
    assert found.who.languages == ("español", "inglés", "K'iche'")


def test_people_of_a_household() -> None:
    targets = [Target.WANTS, Target.PEOPLE, Target.ADULTS, Target.CHILDREN]
    for row, expected in (
        (("Soup", "5 people", "", "2"), (3, 2)),
        (("Soup", "", "2", "3"), (2, 3)),
        (("Soup", "4", "", ""), (4, 0)),
        (("Soup", "1", "", "3"), (0, 3)),
    ):
        found = read(targets, *row).value
        assert isinstance(found, Ask)
        assert (found.adults, found.children) == expected
    assert read(targets, "Soup", "2 or 3").value is None


def test_a_row_that_was_cut_off_or_has_a_cell_too_many() -> None:
    assert read([Target.WANTS, Target.NAME, Target.PHONE], "Soup").value is not None
    found = read([Target.WANTS, Target.NAME], "Soup", "Rosa", "oops")
    assert found.value is None
    assert "more cells than there are columns" in found.faults[0].reason


def test_where_a_row_does_not_say_what_is_needed() -> None:
    assert read([Target.NAME], "Rosa").value is None
    found = read([Target.NAME, Target.WORDS], "Rosa", "third floor", otherwise="groceries").value
    assert isinstance(found, Ask)
    assert (found.wants, found.words) == (("groceries",), "third floor")


def test_columns_can_be_added_to_the_words_with_their_headings() -> None:
    found = read([Target.WANTS, Target.MORE, Target.MORE], "Groceries", "no pork", "").value
    assert isinstance(found, Ask)
    assert found.words == "more: no pork"


def test_white_space_is_one_space_however_much_there_is() -> None:
    """A cell full of it took seconds, and a file of such cells a worker for half an hour."""
    assert cells.pieces("rice" + " " * 9_998 + "beans") == ["rice beans"]
    assert cells.pieces("rice" + "\t \u00a0" * 3_000 + "y" + " " * 900 + "beans & salt") == ["rice", "beans", "salt"]
