"""Somebody prints a kit and takes it along: tonight on page one, and everything else behind it."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from toolbox.kernel.printing.tests import reading
from toolbox.kernel.projects.kits import finding
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.projects.printing import booklet, words
from toolbox.kernel.projects.printing.blocks import Par, Todo, prose
from toolbox.kernel.projects.printing.booklet import Booklet, Entry, Paper

SAMPLE = ("bail-fund", "copwatch", "pods")
LINK = "https://example.org/a-guide"
COLOPHON = ("Printed on 3 March 2026 from https://toolbox.example.org/",)


def entries(kit: Kit) -> dict[str, Entry]:
    """Invented entries of the library under the slugs that a kit names."""
    return {
        slug: Entry(name=f"Entry {slug}", offers="It teaches.", link=LINK, link_shown="example.org/a-guide")
        for slug in kit.english.resources
    }


def of(slug: str, language: str = "en") -> Booklet:
    """The booklet of a kit."""
    kit = finding.kits()[slug]
    with override(language):
        return words.booklet(kit, language, entries(kit), COLOPHON)


def said(made: Booklet) -> Iterator[str]:
    """Texts that must be on the paper."""
    yield from (made.name, made.summary, made.tonight.says, *made.tonight.things)
    yield from (text for moment in made.tonight.evening for text in (moment.what, moment.how))
    yield from (section.title for section in made.sections)
    yield from (entry.name for entry in made.entries)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("slug", SAMPLE)
def test_all_of_a_kit_is_in_its_booklet_and_no_letter_is_missing(slug: str, language: str) -> None:
    made = of(slug, language)
    pdf = booklet.make(made)
    shown = "".join(reading.words(pdf))
    for text in said(made):
        assert reading.squeezed(text) in shown, text
    assert reading.missing_shapes(pdf) == 0
    assert all(font.startswith("Noto") for font in reading.fonts(pdf))
    assert reading.sizes(pdf) == {(420, 595)}


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("slug", SAMPLE)
def test_tonight_is_the_first_page_and_one_page(slug: str, language: str) -> None:
    made = of(slug, language)
    (page,) = reading.words(booklet.tonight(made))
    first = reading.words(booklet.make(made))[0]
    for text in (made.tonight.says, *(moment.what for moment in made.tonight.evening)):
        assert reading.squeezed(text) in page
        assert reading.squeezed(text) in first


@pytest.mark.parametrize(
    ("paper", "size"),
    [
        ("a4-folded", (842, 595)),
        ("letter-folded", (792, 612)),
        ("a4-large", (595, 842)),
        ("letter-large", (612, 792)),
    ],
)
def test_it_comes_to_fold_and_in_large_type(paper: Paper, size: tuple[int, int]) -> None:
    made = of("pods")
    pdf = booklet.make(made, paper=paper)
    assert reading.sizes(pdf) == {size}
    pages = reading.words(pdf)
    assert reading.squeezed(made.tonight.says) in pages[0]
    if paper.endswith("folded"):
        assert len(pages) % 2 == 0
        assert reading.squeezed("Printed on 3 March 2026") in pages[0]
        assert reading.squeezed("turn over on the short edge") in pages[0]
    else:
        assert reading.missing_shapes(pdf) == 0


def test_safety_bears_its_band() -> None:
    made = of("bail-fund")
    shown = "".join(reading.words(booklet.make(made)))
    assert reading.squeezed("Safety and law") + reading.squeezed("Not checked here yet.") in shown


def test_steps_say_when_who_and_with_which_sheet() -> None:
    made = of("bail-fund")
    month = next(section for section in made.sections if section.title == "The first month")
    todos = [block for block in month.blocks if isinstance(block, Todo)]
    assert len(todos) == len(finding.kits()["bail-fund"].english.step)
    assert any("before anything goes out" in todo.when for todo in todos)
    assert any("Sheet: " in todo.small for todo in todos)


def test_a_label_that_is_forgotten_is_named() -> None:
    made = of("pods")
    bare = Booklet(name="x", summary="x", language="en", labels={}, tonight=made.tonight)
    with pytest.raises(ValueError, match="notes"):
        booklet.make(bare)


def test_a_guide_becomes_paragraphs_lists_and_numbers_of_entries() -> None:
    text = (
        "One *small*\nline.\n\n- [Group](library:group) did **it**.\n- [Other](library:gone) too.\n\n1. First\n2. Then"
    )
    assert prose(text, {"group": 3}) == (
        Par(runs=(("", "One "), ("bold", "small"), ("", " "), ("", "line."))),
        Par(runs=(("bold", "Group"), ("aside", "3"), ("", " did "), ("bold", "it"), ("", ".")), mark="•"),
        Par(runs=(("bold", "Other"), ("", " too.")), mark="•"),
        Par(runs=(("", "First"),), mark="1."),
        Par(runs=(("", "Then"),), mark="2."),
    )
