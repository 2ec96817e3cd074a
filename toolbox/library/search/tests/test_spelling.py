"""One slip of the finger is forgiven, two are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.library.search.spelling import Vocabulary

KNOWN = Vocabulary(["bail", "bailiff", "tenant", "tenants", "cárcel", "дом", "письмо", "互"])


@pytest.mark.parametrize("typed", ["tenat", "tenantt", "tebant", "etnant", "tneant", "xtenant"])
def test_a_slip_is_undone(typed: str) -> None:
    assert "tenant" in KNOWN.near(typed).whole


@pytest.mark.parametrize("typed", ["tnat", "tenabtx", "bai", "ba1l", "", "t" * 100])
def test_what_is_too_far_or_too_short_is_left_alone(typed: str) -> None:
    assert KNOWN.near(typed).whole == ()


def test_a_slip_in_a_half_typed_word_is_undone() -> None:
    assert KNOWN.near("bialif").beginning == ("bailiff",)
    assert KNOWN.near("письио").whole == ("письмо",)


def test_beginnings_are_known() -> None:
    assert KNOWN.has_beginning("tena")
    assert KNOWN.has_beginning("tenants")
    assert not KNOWN.has_beginning("tenantsx")
    assert list(KNOWN.completions("ten")) == ["tenant", "tenants"]


@given(st.text("abcdefgh", min_size=4, max_size=10), st.data())
def test_any_letter_left_out_is_found_again(word: str, data: st.DataObject) -> None:
    typed_at = data.draw(st.integers(0, len(word) - 1))
    typed = word[:typed_at] + word[typed_at + 1 :]
    if len(typed) >= 4 and typed != word:
        assert word in Vocabulary([word]).near(typed).whole
