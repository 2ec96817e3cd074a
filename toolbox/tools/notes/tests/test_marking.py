"""Words of a search, marked in what was found."""

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
