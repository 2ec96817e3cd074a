"""What one cell may hold, and the sentence that says why it may not."""

from datetime import date
from typing import Any

import pytest

from toolbox.library.columns import BY_NAME, NAMES, RESERVED, Wrong, read_cell, read_cells, write_cell
from toolbox.library.keeping import known
from toolbox.library.models import Resource
from toolbox.library.tests.shelf import FRIDGE


def refused(name: str, text: str) -> str:
    with pytest.raises(Wrong) as wrong:
        read_cell(name, text, known())
    return str(wrong.value)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("slug", "food-not-bombs", "food-not-bombs"),
        ("name", "  a name \t", "a name"),
        ("areas", " California ;Online; California;", ["California", "Online"]),
        ("since", "2014", 2014),
        ("since", "", None),
        ("guess", "yes", True),
        ("guess", "", False),
        ("looked_on", "2026-11-24", date(2026, 11, 24)),
        ("phone", "+1 (415) 555 0142", "+1 415-555-0142"),
        ("phone", "211", "211"),
        ("languages", "en; es; ar; zh-Hans", ["en", "es", "ar", "zh-Hans"]),
        ("status", "", "unknown"),
        ("link_source", "", "unchecked"),
        ("origin", "", "added"),
        ("url", "https://example.org:8443/ñ?a=b#c", "https://example.org:8443/ñ?a=b#c"),
        ("warnings", "health; old-law", ["health", "old-law"]),
    ],
)
def test_a_right_cell_is_read(name: str, text: str, value: Any) -> None:
    assert read_cell(name, text, known()) == value


@pytest.mark.parametrize("text", ["=1", "+1", "-2+3", "@SUM(A1)", "  =HYPERLINK(1)"])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "phone"])
def test_no_column_takes_what_a_spreadsheet_would_run(name: str, text: str) -> None:
    reason = refused(name, text)
    if len(text.strip()) <= BY_NAME[name].most:
        assert "which a spreadsheet would run as a formula" in reason


@pytest.mark.parametrize("text", [";=1+1", " ; @SUM(A1); Online", ";;-2"])
def test_a_formula_cannot_hide_behind_an_empty_part(text: str) -> None:
    assert "formula" in refused("areas", text)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "-2+3", "+cmd|calc", "=1+14155550142"])
def test_a_phone_number_is_never_written_as_a_formula(text: str) -> None:
    try:
        written = read_cell("phone", text, known())
    except Wrong:
        return
    assert set(written) <= set("+0123456789 -()"), written


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\0b", "a\x1bb", "a\x7fb", "a\ud800b", "a\ufffeb", "a\uffffb"])
def test_line_breaks_and_characters_that_cannot_be_shown_are_refused(text: str) -> None:
    assert refused("offers", text) == "This holds a line break or a character that cannot be shown."


def test_an_unknown_category_is_told_with_the_ones_there_are() -> None:
    assert refused("category", "weather").startswith("“weather” is not one of: bail-funds, ")


def test_an_unknown_kind_of_project_is_told() -> None:
    assert refused("kits", "bail-fund; weather").startswith("“weather” is not one of: ")


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "ftp://example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:///path",
        "https://localhost/",
        "https://exa mple.org/",
        'https://example.org/"onmouseover=x',
        "https://example.org/<script>",
        "https://[::1",
        "https://example.org:99999/",
        "https://example.org:0/",
        "//example.org/",
    ],
)
def test_a_bad_address_is_refused(text: str) -> None:
    assert refused("url", text).startswith("An address begins with https:// or http://")


def test_an_address_with_a_password_is_refused() -> None:
    assert refused("url", "https://ana:hush@example.org/") == "An address must not hold a name or a password."


@pytest.mark.parametrize("text", ["Food", "food--bombs", "-food", "food-", "food bombs", "../etc", "comida-ñ", "a/b"])
def test_a_bad_slug_is_refused(text: str) -> None:
    assert refused("slug", text)


@pytest.mark.parametrize("text", sorted(RESERVED))
def test_words_of_our_own_addresses_are_no_slugs(text: str) -> None:
    assert "is used for a page of the library itself" in refused("slug", text)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("since", "14", "a year of four digits"),
        ("since", "3014", "a year of four digits"),
        ("looked_on", "24/11/2026", "year-month-day"),
        ("looked_on", "2026-02-30", "year-month-day"),
        ("phone", "555-0142", "begins with + and the country code"),
        ("languages", "en; klingonese", "“klingonese” is not a language code"),
        ("guess", "no", "“no” is not one of"),
        ("kind", "", "must not be empty"),
        ("name", "   ", "must not be empty"),
        ("name", "x" * 301, "This is 301 characters long; 300 fit."),
    ],
)
def test_the_sentence_says_what_is_wrong(name: str, text: str, reason: str) -> None:
    assert reason in refused(name, text)


def test_nothing_ends_before_it_begins() -> None:
    _values, wrong = read_cells({"since": "2020", "until": "2019"}, known())
    assert wrong == [("until", "It ends before it begins.")]


def test_what_is_written_reads_back_to_the_same() -> None:
    values, wrong = read_cells(FRIDGE, known())
    assert not wrong
    assert {name: write_cell(value) for name, value in values.items()} == dict(FRIDGE)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_column_accepts_fits_into_the_table(name: str) -> None:
    room = getattr(Resource._meta.get_field(name), "max_length", None)
    if room is not None:
        assert BY_NAME[name].most <= room
