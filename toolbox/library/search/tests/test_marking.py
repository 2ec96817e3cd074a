"""What was found is marked on the page, in whatever form it stands there, and nothing else changes."""

import html
import re

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from toolbox.library.search import Entry, Index
from toolbox.library.search.tests.library import shelf
from toolbox.library.search.words import find_words

SHELF = shelf()


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("bail", "A Bail fund", "A <mark>Bail</mark> fund"),
        ("fun", "A bail fund", "A bail <mark>fun</mark>d"),
        ("organizing", "We organize", "We <mark>organize</mark>"),
        ("inquilina", "Los inquilinos", "Los <mark>inquilinos</mark>"),
        ("carcel", "la cárcel", "la <mark>cárcel</mark>"),
        ("carcel", "la ca\u0301rcel", "la <mark>ca\u0301rcel</mark>"),
        ("carce", "la ca\u0301rcele\u0301", "la <mark>ca\u0301rce</mark>le\u0301"),
        ("pantyr", "the pantry", "the <mark>pantry</mark>"),
        ("copwatch", "Maple Cop Watch crew", "Maple <mark>Cop Watch</mark> crew"),
        ("cop watch", "Maple copwatch", "Maple <mark>copwatch</mark>"),
        ("knowyourrights", "Know-your-rights cards", "<mark>Know-your-rights</mark> cards"),
        ("people", "people's & <b>", "<mark>people&#x27;s</mark> &amp; &lt;b&gt;"),
        ("rights", "“rights”/rights", "“<mark>rights</mark>”/<mark>rights</mark>"),
        ("互助", "互助書信", "<mark>互</mark><mark>助</mark>書信"),
        ("رسائل", "ثلاث رسائل", "ثلاث <mark>رسائل</mark>"),
        ("how to start a fund", "how to start a fund", "how to <mark>start</mark> a <mark>fund</mark>"),
        ("ail", "bail", "bail"),
        ("rights", "e\u0301rights", "e\u0301rights"),
        ("zanzibar", "<script>", "&lt;script&gt;"),
    ],
)
def test_a_match_is_marked(typed: str, text: str, marked: str) -> None:
    assert SHELF.search(typed).mark(text) == marked


def test_a_snippet_shows_the_telling_part_cut_between_words() -> None:
    text = "Nothing here. " * 30 + "The crew keeps the bail fund & its rules. " + "Nothing there. " * 30
    shown = SHELF.search("bail fund").snippet(text, 80)
    assert "<mark>bail</mark> <mark>fund</mark> &amp;" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    plain = _plain(shown).strip("…")
    assert len(plain) <= 80
    assert f" {plain} " in text.replace(plain, f" {plain} ")
    assert SHELF.search("bail").snippet("A bail fund") == "A <mark>bail</mark> fund"


# Words of the shelf, spoilt words and whatever else there is: queries that find something, and texts that match.
USUAL = (
    *("bail", "Cop", "Watch", "copwatch", "cárcel", "ca\u0301rcel", "rights", "people's", "organizing"),
    *("互助", "fodo", "tenannt", "the", "start", "know-your-"),
)
anything = st.text() | st.text("abcñé'’- &<>\u0301خ互İßﬁ\u00ad", max_size=40)
words = st.sampled_from(USUAL)
mixed = st.lists(words | anything, max_size=8).map(" ".join)


@given(typed=mixed, text=mixed)
def test_marks_change_nothing_but_add_marks(typed: str, text: str) -> None:
    found = SHELF.search(typed)
    shown = found.mark(text)
    assert isinstance(shown, SafeString)
    assert _plain(shown) == text
    assert "<" not in re.sub(r"</?mark>", "", shown)
    assert re.fullmatch(r"(?:[^<]|<mark>[^<]+</mark>)*", shown)


@given(typed=mixed, text=mixed, length=st.integers(1, 60))
def test_a_snippet_is_a_part_of_the_text(typed: str, text: str, length: int) -> None:
    shown = _plain(SHELF.search(typed).snippet(text, length))
    assert shown == text or any(part in text for part in (shown.removeprefix("…"), shown.removeprefix("…")[:-1]))
    assert len(shown) <= max(length, 1) + 2


@given(mixed)
def test_whatever_an_entry_says_is_found_by_its_own_words(text: str) -> None:
    index = Index([Entry("it", (text,), ()), Entry("other", ("Something else",), ("entirely",))])
    typed = " ".join(word.raw for word in list(find_words(text))[:3])
    found = index.search(typed)
    if any(letter.isalnum() for letter in typed):
        assert "it" in found.keys


def _plain(shown: str) -> str:
    return html.unescape(re.sub(r"</?mark>", "", shown))
