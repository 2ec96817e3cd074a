"""Somebody looks for a word in the notes of their circle."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolbox.kernel.records.searching import MOST_WORDS, around, matches

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
