"""Somebody folds the pile in the middle, and the pages follow one another."""

import json
from pathlib import Path

import pytest

from toolbox.kernel.printing.job import Paper
from toolbox.kernel.printing.press import fold, pair, typeset
from toolbox.kernel.printing.signature import Side, folded, paired
from toolbox.kernel.printing.tests import reading

SHEETS = Path(__file__).parent / "sheets"


def read_through(sides: list[Side], right_to_left: bool = False) -> list[int | None]:
    """The pages in the order of a reader who turns the leaves of the folded pile."""
    turned = [(right, left) if right_to_left else (left, right) for left, right in sides]
    first_half = [page for side in range(len(turned)) for page in [turned[side][1 - side % 2]]]
    second_half = [turned[side][side % 2] for side in reversed(range(len(turned)))]
    return first_half + second_half


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9, 48])
@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_folded_pile_reads_from_first_to_last(count: int, right_to_left: bool) -> None:
    pages = read_through(folded(count, right_to_left), right_to_left)
    assert len(pages) % 4 == 0
    assert pages == [*range(count), *[None] * (len(pages) - count)]


def test_the_cover_is_on_the_right_and_in_arabic_on_the_left() -> None:
    assert folded(4)[0] == (3, 0)
    assert folded(4, right_to_left=True)[0] == (0, 3)


def test_a_pair_is_the_same_page_twice() -> None:
    assert paired(2) == [(0, 0), (1, 1)]


def without_numbers(words: str) -> str:
    """Words without page numbers."""
    return "".join(sign for sign in words if not sign.isdigit())


def five_pages() -> bytes:
    """A PDF of five A5 pages, each with one word."""
    data = json.dumps({"pages": ["One", "Two", "Three", "Four", "Five"]}).encode()
    return typeset(SHEETS / "pages.typ", data, "en", title="Five")


@pytest.mark.parametrize(("paper", "size"), [("a4", (842, 595)), ("letter", (792, 612))])
def test_five_pages_become_two_sheets_to_fold(paper: Paper, size: tuple[int, int]) -> None:
    pdf = fold(five_pages(), paper)
    assert reading.sizes(pdf) == {size}
    assert [without_numbers(words) for words in reading.words(pdf)] == ["One", "Two", "Three", "FourFive"]


def test_folding_in_the_same_run_gives_the_same_sheets() -> None:
    data = json.dumps({"pages": ["One", "Two", "Three", "Four", "Five"]}).encode()
    pdf = typeset(SHEETS / "pages.typ", data, "en", title="Five", imposition="fold", paper="letter")
    assert reading.words(pdf) == reading.words(fold(five_pages(), "letter"))
    assert pdf == typeset(SHEETS / "pages.typ", data, "en", title="Five", imposition="fold", paper="letter")
    with reading.opened(pdf) as document:
        assert document.docinfo["/Title"] == "Five"
        assert set(document.docinfo.keys()) == {"/Title"}


def test_a_pair_has_each_page_twice() -> None:
    assert without_numbers(reading.words(pair(five_pages(), "a4"))[0]) == "OneOne"
