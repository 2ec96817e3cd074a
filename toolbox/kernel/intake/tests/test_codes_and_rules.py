"""Codes that are carried, and words that are covered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.intake import codes, rules
from toolbox.kernel.records.folding import fold

HOUR = 3600.0


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_code_is_found_again_however_it_is_typed(language: str) -> None:
    code = codes.new(language)
    assert codes.typed("  " + " - ".join(codes.parts(code)).upper() + "\n") == code
    assert len(code.lookup) == 32
    assert codes.typed(code.text).public == code.public


def test_a_form_brings_back_the_code_of_its_own_page() -> None:
    code = codes.new("en")
    page = codes.carried(code, 7, now=10 * HOUR)
    assert codes.brought(page, 7, now=12 * HOUR) == code
    assert codes.brought(page, 8, now=12 * HOUR) is None, "another form"
    assert codes.brought(page, 7, now=10 * HOUR + codes.LASTS + 2 * HOUR) is None, "too old"
    assert codes.brought(page, 7, now=8 * HOUR) is None, "from tomorrow"
    assert codes.brought(page.replace(code.text, "my own seven words are much nicer"), 7, now=12 * HOUR) is None


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_ticket_makes_one_code_and_no_other_and_ends(language: str) -> None:
    page, other = (codes.ticket(language, 7, now=10 * HOUR) for _page in range(2))
    code = codes.brought(page, 7, now=12 * HOUR)
    assert code is not None
    assert codes.fits(code, language)
    assert len(codes.parts(code)) == 7
    assert codes.brought(page, 7, now=70 * HOUR) == code
    assert codes.brought(other, 7, now=12 * HOUR) != code
    assert codes.brought(page, 8, now=12 * HOUR) is None, "another form"
    assert codes.brought(page, 7, now=10 * HOUR + codes.LASTS + 2 * HOUR) is None, "whoever finds the phone later"
    assert codes.brought(page.replace(f"-{language}", "-de"), 7, now=12 * HOUR) is None


@given(st.text(max_size=60))
def test_no_text_is_taken_for_a_code(text: str) -> None:
    assert codes.brought(text, 7, now=0.0) is None


@given(st.text(max_size=40), st.text(min_size=1, max_size=6))
def test_covered_words_are_gone(text: str, word: str) -> None:
    hidden = rules.hide(text, [word])
    wanted = fold(word)
    if wanted and fold(rules.COVER) not in wanted and "\x00" not in wanted:
        assert wanted not in fold(hidden).replace(fold(rules.COVER), "\x00") or wanted in fold(rules.COVER)


def test_accents_and_capitals_cover_nothing_up() -> None:
    assert rules.hide("Call José, JOSE or josé at 555 0142", ["jose", "555 0142"]) == "Call ▇▇▇, ▇▇▇ or ▇▇▇ at ▇▇▇"
