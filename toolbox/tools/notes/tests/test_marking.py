"""Words of a search, marked in what was found."""

import re

import pytest

from toolbox.tools.notes.marking import marked


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("The lawyer", "LAWYER", "The <mark>lawyer</mark>"),
        ("Víveres y ropa", "viveres", "<mark>Víveres</mark> y ropa"),
        ("call (555) 0100 now", "5550100", "call (<mark>555) 0100</mark> now"),
        ("<b>bread</b>", "b", "&lt;<mark>b</mark>&gt;<mark>b</mark>read&lt;/<mark>b</mark>&gt;"),
        ("Æsop", "aes", "<mark>Æs</mark>op"),
        ("nothing", "", "nothing"),
    ],
)
def test_what_was_found_is_marked(text: str, words: str, html: str) -> None:
    assert marked(text, words) == html


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("bread, bread", "bread", "<mark>bread</mark>, <mark>bread</mark>"),
        ("555 0100 and 555-0100", "5550100", "<mark>555 0100</mark> and <mark>555-0100</mark>"),
        ("the lawyers", "law lawyer", "the <mark>law</mark>yers"),
        ("lawyer", "wyer law", "<mark>law</mark>yer"),
        ("aaaaa", "aa", "<mark>aa</mark><mark>aa</mark>a"),
        ("Straße und ½", "ss 1/2", "Stra<mark>ß</mark>e und <mark>½</mark>"),
        ("a.b", ".", "a<mark>.</mark>b"),
    ],
)
def test_every_place_is_marked_and_none_twice(text: str, words: str, html: str) -> None:
    assert marked(text, words) == html


def test_nothing_that_was_looked_for_stays_in_memory() -> None:
    assert "<mark>" in marked("Quillfeather: (555) 73-19", "quillfeather 5557319")
    kept = " ".join(str(key) for name in ("_cache", "_cache2") for key in getattr(re, name, ()))
    assert kept, "Python keeps patterns: otherwise this test cannot see anything"
    assert "quillfeather" not in kept
    assert not re.search(r"7\W*3\W*1\W*9", kept)
