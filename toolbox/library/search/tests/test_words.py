"""Texts are cut into words in the same way wherever that happens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.library.search.words import find_words, fold, hyphenated, letters_covering, raw_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Know-your-rights, now!", ["know", "your", "rights", "now"]),
        ("people's rock'n'roll don’t o'clock", ["peoples", "rockn", "roll", "dont", "o", "clock"]),
        ("a_b 3.1 x²", ["a", "b", "3", "1", "x2"]),
        ("ORGANIZACIÓN ca\u0301rcel Straße Łódź", ["organizacion", "carcel", "strasse", "lodz"]),
        ("互助book", ["互", "助", "book"]),
        ("كِتَاب", ["كتاب"]),
        ("co\u00adop", ["coop"]),
    ],
)
def test_a_text_becomes_words(text: str, words: list[str]) -> None:
    assert [fold(raw) for raw in raw_words(text)] == words


def test_hyphenated_words_are_told_apart_from_words_in_a_row() -> None:
    assert hyphenated("self-help group, know-your-rights") == [["self", "help"], ["know", "your", "rights"]]


def test_a_mark_on_a_beginning_takes_whole_letters() -> None:
    assert letters_covering("cárcel", 3) == 3
    assert letters_covering("ca\u0301rcel", 2) == 3
    assert letters_covering("Straße", 6) == 5


@given(st.text() | st.text("ab'’- é1_", max_size=30))
def test_places_and_words_agree(text: str) -> None:
    found = list(find_words(text))
    assert [word.raw for word in found] == raw_words(text)
    assert [text[word.start : word.end] for word in found] == raw_words(text)


@given(st.text())
def test_folding_leaves_no_space_and_is_bounded(text: str) -> None:
    folded = fold(text)
    assert not any(letter.isspace() for letter in folded)
    assert len(folded) <= 64
