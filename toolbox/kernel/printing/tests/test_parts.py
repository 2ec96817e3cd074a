"""Sheets to fill in by hand: fields, tables, maps, trees, cards, panels and signs. All their words reach the paper."""

import pytest

from toolbox.kernel.printing.slips import (
    Around,
    Blank,
    Cards,
    Envelope,
    Fields,
    Grid,
    Huge,
    Labels,
    Page,
    Rows,
    Slip,
    Steps,
    Tree,
    Upright,
    Words,
    printed,
)
from toolbox.kernel.printing.tests import reading

BY_HAND = Slip(
    title="By hand",
    parts=(
        Fields(heading="Who", labels=("Day", "Hour", "Place"), columns=3),
        Grid(head=("What", "By when"), rows=3, first=("Pots",), widths=(3, 1)),
        Rows(rows=(("10", "Arrive"), ("20", "Go round")), head=("Minutes", "What"), narrow=True),
        Around(middle="Me", near=5, far=7),
        Tree(near=3, far=3),
        Page(heading="A second page", lead="For the other side."),
        Huge(lines=("Full", "Stop sending")),
        Blank(lines=2, tall=True),
        Envelope(sender=("From",), labels=("To", "Place"), to=("", "Alder\n12 Fern Street")),
    ),
    foot="Shred it.",
)
CARD = Cards(
    title="Slip",
    lines=("Ask nothing.",),
    blanks=("Bag", "Address"),
    ticks=("handed over", "nobody"),
    count=9,
    columns=3,
    numbered=True,
    band="Not checked.",
)


@pytest.mark.parametrize("paper", ["a4", "letter", "a5"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_word_is_on_the_paper(language: str, large: bool, paper: Upright) -> None:
    pdf = printed([BY_HAND, Slip(title="Cards", parts=(CARD,))], language, paper=paper, large=large)
    shown = "".join(reading.words(pdf))
    for words in (
        *("Byhand", "Who", "Day", "Hour", "What", "Bywhen", "Pots", "Arrive", "Minutes", "Me", "13", "Asecondpage"),
        *("Fortheotherside.", "Full", "Stopsending", "From", "Alder", "12FernStreet", "Shredit.", "Asknothing."),
        *("Bag", "handedover", "nobody", "Notchecked.", "1/9", "9/9"),
    ):
        assert words in shown, words
    assert reading.missing_shapes(pdf) == 0


def test_a_part_begins_a_page_with_its_own_title_and_the_same_foot() -> None:
    parts = (Words(paragraphs=("First side.",)), Page(heading="A second page"), Words(paragraphs=("Other side.",)))
    first, second = reading.words(printed([Slip(title="Two", parts=parts, foot="Shred it.")], "en"))
    assert "Asecondpage" not in first
    assert second.startswith("Asecondpage")
    assert "Shredit." in first
    assert "Shredit." in second


def test_a_tree_of_three_and_three_has_thirteen_numbers() -> None:
    (page,) = reading.drawn(printed([Slip(title="Tree", parts=(Tree(near=3, far=3),))], "en"))
    assert [text for _, _, text in page if text.isdecimal()] == [str(number) for number in range(1, 14)]


def test_a_tree_turns_round_with_the_language_and_its_numbers_do_not() -> None:
    def place(language: str) -> float:
        (page,) = reading.drawn(printed([Slip(title="Tree", parts=(Tree(near=3, far=3),))], language))
        return next(across for across, _, text in page if text == "13")

    assert place("en") > 300
    assert place("ar") < 300


def test_cards_are_many_and_half_as_many_in_large_print() -> None:
    def count(large: bool, numbered: bool) -> int:
        card = Cards(title="Card", lines=(), count=6, numbered=numbered)
        return "".join(reading.words(printed([Slip(title="", parts=(card,))], "en", large=large))).count("Card")

    assert (count(False, False), count(True, False), count(True, True)) == (6, 3, 6)


@pytest.mark.parametrize(("paper", "left", "top"), [("letter", 4.8, 12.7), ("a4", 4.9, 21.5)])
def test_labels_lie_where_the_paper_is_cut(paper: Upright, left: float, top: float) -> None:
    texts = tuple(f"Number{number}" for number in range(31))
    pdf = printed([Slip(title="", parts=(Labels(texts=texts),))], "en", paper=paper)
    first, second = reading.drawn(pdf)
    assert len(first) == 30
    assert len(second) == 1
    height = 792 if paper == "letter" else 842
    point = 72 / 25.4
    for place, (across, up, text) in enumerate(first):
        row, column = divmod(place, 3)
        assert text == f"Number{place}"
        assert 0 < across - (left + 66.7 * column) * point < 66.7 * point / 2
        assert 0 < height - up - (top + 25.4 * row) * point < 25.4 * point


def test_a_long_address_is_set_smaller_and_never_cut_short() -> None:
    long = "\n".join(f"Line {number} of a long address that a place insists on" for number in range(4))
    shown = "".join(reading.words(printed([Slip(title="", parts=(Labels(texts=(long,)),))], "en")))
    assert reading.squeezed(long) in shown


def test_what_is_long_still_runs_on() -> None:
    steps = Steps(steps=tuple(f"Step number {number} has some words to it." for number in range(90)))
    pages = reading.words(printed([Slip(title="Long", parts=(Words(paragraphs=("First.",)), steps))], "en"))
    assert len(pages) > 1
    assert pages[1].endswith("Long·2")
