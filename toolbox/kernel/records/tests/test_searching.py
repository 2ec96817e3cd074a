"""Somebody looks for a word in the notes of their circle."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolbox.kernel.records.searching import MOST_WORDS, around, digits_in, matches

NOTE = "Víveres para la familia del río. Call (202) 555-0143 after six, or 555.0100. Don’t leave a message."


@pytest.mark.parametrize(
    "words",
    [
        "viveres",
        "VÍVERES FAMILIA",
        "fam",
        "río don't",
        "5550143",
        "555 0143",
        "2025550143",
        "202-555-0143",
        "(202)5550143 viveres",
        "555-0100",
        "",
        "  ",
    ],
)
def test_it_is_found(words: str) -> None:
    assert matches(words)(NOTE)


@pytest.mark.parametrize("words", ["zebra", "viveres zebra", "5550144", "0143 0101", "2025550100"])
def test_it_is_not_found(words: str) -> None:
    assert not matches(words)(NOTE)


def test_a_number_of_few_digits_is_only_a_word() -> None:
    assert matches("12")("12 loaves")
    assert not matches("12")("1 2")
    assert not matches("123")("1-2-3")


def test_several_numbers_may_also_stand_apart() -> None:
    assert matches("1200 3400")("3400 loaves and 1200 eggs")
    assert not matches("1200 3400")("3400 loaves")


def test_words_beyond_the_eighth_are_ignored() -> None:
    words = ["soup"] * MOST_WORDS
    assert matches(" ".join([*words, "zebra"]))("soup")
    assert not matches(" ".join([*words[1:], "zebra"]))("soup")


def test_signs_of_patterns_are_only_signs() -> None:
    assert matches(".*")("a .* b")
    assert not matches(".*")("anything")


def test_an_excerpt_shows_the_place_that_was_found() -> None:
    text = "First we talked about the weather. " * 20 + "Then Alder brought soup. " + "And then we sang. " * 20
    shown = around(text, "SOUP", 60)
    assert "soup" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 60
    assert all(word.strip("…") in text for word in shown.split())


def test_an_excerpt_finds_its_place_behind_letters_that_fold_longer() -> None:
    assert "soup" in around("Straße ½ " * 100 + "soup " + "Straße ½ " * 100, "soup", 40)
    assert "soup" in around("e\u0301" * 300 + " soup " + "e\u0301" * 300, "soup", 40)


def test_a_phone_number_is_shown_however_it_was_spaced() -> None:
    assert "555-0143" in around("nothing " * 50 + "(202) 555-0143" + " nothing" * 50, "2025550143", 50)


def test_without_a_hit_the_beginning_is_shown() -> None:
    assert around("One two three four five six", "zebra", 15) == "One two three…"


def test_a_short_text_comes_whole_and_on_one_line() -> None:
    assert around("One\n\n two", "two") == "One two"


@given(st.text(), st.text(max_size=20), st.integers(min_value=10, max_value=200))
@example("ﷺ" * 50, "ﷺ", 10)
@example("\u0301" * 500 + "a", "a", 10)
def test_an_excerpt_is_never_longer_than_asked(text: str, words: str, size: int) -> None:
    shown = around(text, words, size)
    assert len(shown) <= size
    assert shown.strip("…") in " ".join(text.split())


@given(st.text(min_size=1, max_size=80), st.integers(min_value=0), st.integers(min_value=1, max_value=30))
def test_any_piece_of_a_text_finds_it(text: str, place: int, length: int) -> None:
    start = place % len(text)
    assert matches(text[start : start + length])(text)


def kept_patterns() -> str:
    """What Python keeps of the patterns that were used, in this version and later ones."""
    return " ".join(str(key) for name in ("_cache", "_cache2") for key in getattr(re, name, ()))


def test_nothing_that_was_looked_for_stays_in_memory() -> None:
    re.compile("kept-by-a-pattern")
    assert "kept-by-a-pattern" in kept_patterns(), "otherwise this test cannot see anything"
    words = "quillfeather 5557319"
    assert matches(words)("Quillfeather: (555) 73-19")
    assert "555" in around("nothing " * 50 + "Quillfeather 555-7319", words, 60)
    kept = kept_patterns()
    assert "quillfeather" not in kept
    assert not re.search(r"7\W*3\W*1\W*9|7.{1,12}3.{1,12}1.{1,12}9\D", kept)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("call (555) 0100 now", "555) 0100"),
        ("5 5\t5\u2003.-/0\n1 0 0", "5 5\t5\u2003.-/0\n1 0 0"),
        ("5550 100", "5550 100"),
        ("555x0100", None),
        ("0100 555", None),
        ("", None),
    ],
)
def test_digits_are_found_however_they_are_spaced(text: str, place: str | None) -> None:
    found = digits_in(text, "5550100")
    assert (None if found is None else text[slice(*found)]) == place


def test_digits_are_looked_for_from_a_place_on() -> None:
    text = "555-0100, 555 0100"
    assert digits_in(text, "5550100", 1) == (10, 18)
    assert digits_in(text, "5550100", 11) is None
