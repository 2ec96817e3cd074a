"""Two people write the same word in two ways, and it is the same word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.records.folding import _fold_any, fold


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("GROCERIES", "groceries"),
        ("Víveres, mañana, pingüino", "viveres, manana, pinguino"),
        ("Vi\u0301veres", "viveres"),
        ("Łódź", "lodz"),
        ("Đặng Thị Hồng", "dang thi hong"),
        ("Ærø, Straße, cœur", "aero, strasse, coeur"),
        ("İstanbul ısı", "istanbul isi"),
        ("don’t “wait” 9–5", 'don\'t "wait" 9-5'),
        ("gro\u00adce\u200bries", "groceries"),
        ("Ελπίδα ΚΑΛΟΣ", "ελπιδα καλοσ"),
        ("Ёлка", "елка"),
        ("أَحْمَد", "احمد"),
        ("\u0665\u0665\u0665-\u0660\u0661\u0660\u0660", "555-0100"),  # Arabic digits
        ("שָׁלוֹם", "שלום"),
        ("½ kg", "1/2 kg"),
    ],
)
def test_what_is_written_differently_is_compared_alike(written: str, compared: str) -> None:
    assert fold(written) == compared


def test_letters_that_only_look_like_marks_stay() -> None:
    assert fold("कि") != fold("क")
    assert fold("が") != fold("か")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0xFF)))
def test_the_short_ways_give_what_the_long_one_gives(text: str) -> None:
    assert fold(text) == _fold_any(text)
