"""Somebody prints the library, takes the booklet to a table, and finds what is in it."""

import subprocess
import sys
from typing import Any, get_args

import pikepdf
import pytest

from toolbox.kernel.printing.job import LONGEST_CODE
from toolbox.kernel.printing.tests import reading
from toolbox.library.printing.booklet import LABELS, Booklet, Entry, Paper, Section, SheetPaper, make, sheet
from toolbox.library.printing.labels import labels

WORDS = {name: name.replace("_", " ").title() for name in LABELS}
POT = Entry(
    name="The Common Pot Handbook",
    kind="Guide",
    maker="Elm Street Kitchen",
    place="Rio Claro",
    years="since 2019",
    offers="How to cook for a hundred people. Call 555-0100 to borrow the pots.",
    for_whom="small groups",
    languages="English; Spanish",
    licence="CC BY 4.0",
    status="Active",
    link="https://example.org/kitchen/the-common-pot/handbook.pdf?edition=3",
    link_shown="example.org/kitchen/the-common-pot/handbook.pdf?edition=3",
    link_note="Seen on 3 November.",
    warnings=("Old guide: laws change.", "This does not replace training."),
    page_address="https://toolbox.example.org/library/common-pot/",
    guess_note="We think this is what the list meant.",
    category="Food",
)
CIRCLE = Entry(name="Circle of Neighbours", page_address="https://toolbox.example.org/library/circle/")


def booklet(*entries: Entry, **other: Any) -> Booklet:
    """A booklet with one section."""
    about: dict[str, Any] = {"title": "What others built", "language": "en", "labels": WORDS}
    section = Section(title="Kitchens", introduction="Begin with soup.", entries=entries)
    return Booklet(**{**about, "sections": (section,), "colophon": ("Pass it on.",), **other})


def pages(pdf: bytes) -> list[str]:
    """The words of each page, without white space."""
    return reading.words(pdf)


def has(page: str, *texts: str) -> bool:
    """Whether a page has all these texts."""
    return all(reading.squeezed(text) in page for text in texts)


def test_the_booklet_has_a_cover_contents_sections_and_a_back_page() -> None:
    cover, contents, inside, back = pages(make(booklet(POT, CIRCLE, subtitle="And how to begin")))
    assert has(cover, "What others built", "And how to begin")
    assert has(contents, "Contents", "Kitchens", POT.name, CIRCLE.name)
    assert has(inside, "Kitchens", "Begin with soup.", POT.name, CIRCLE.name)
    assert has(back, "Pass it on.")


def test_everything_that_is_known_of_a_resource_is_on_its_page() -> None:
    inside = pages(make(booklet(POT)))[2]
    known = [POT.name, POT.kind, POT.maker, POT.place, POT.years, POT.offers, POT.for_whom, POT.languages]
    assert has(inside, *known, POT.licence, POT.status, POT.link_shown, POT.link_note, POT.guess_note)
    assert has(inside, *POT.warnings)


def test_without_a_link_the_librarys_own_page_is_named() -> None:
    assert has(pages(make(booklet(CIRCLE)))[2], CIRCLE.page_address)


def test_contents_name_the_page_of_each_resource() -> None:
    many = tuple(Entry(name=f"Kitchen {word}", offers="Soup. " * 60) for word in ("Ash", "Birch", "Cedar", "Dogwood"))
    found = pages(make(booklet(*many)))
    for entry in many:
        place = next(number for number, page in enumerate(found, 1) if number > 2 and has(page, entry.name))
        line = found[1].split(reading.squeezed(entry.name))[1].lstrip(".")
        assert line.startswith(str(place))


def test_a_resource_is_not_torn_over_two_pages() -> None:
    many = tuple(Entry(name=f"Kitchen {n}", offers="Soup. " * 90, licence=f"End{n}.") for n in range(10, 19))
    for page in pages(make(booklet(*many)))[2:-1]:
        assert page.count("Soup.") % 90 == 0


def test_a_resource_longer_than_a_page_runs_on() -> None:
    found = reading.drawn(make(booklet(Entry(name="Endless", offers="Soup. " * 2000))))
    seen = [text for page in found for _, up, text in page if up > 0]
    assert "".join(seen).count("Soup.") == 2000


@pytest.mark.parametrize("count", [1, 3, 8, 9, 14])
def test_a_folded_booklet_fills_its_sheets_and_keeps_its_back_page_outside(count: int) -> None:
    entries = tuple(Entry(name=f"Kitchen {n}", offers="Soup. " * 90) for n in range(count))
    found = pages(make(booklet(*entries), paper="a4-folded"))
    assert len(found) % 2 == 0
    assert has(found[0], "What others built", "Pass it on.", WORDS["folding"])
    assert has(found[1], "Contents")


def test_notes_fill_the_last_sheet_and_how_to_fold_is_only_said_where_there_is_a_fold() -> None:
    long = (POT, *(Entry(name=f"Kitchen {n}", offers="Soup. " * 90) for n in range(4)))
    folded, flat = ("".join(pages(make(booklet(*long), paper=paper))) for paper in ("a4-folded", "a5"))
    assert has(folded, WORDS["folding"], WORDS["notes"])
    assert not has(flat, WORDS["folding"])
    assert not has(flat, WORDS["notes"])


@pytest.mark.parametrize("paper", get_args(Paper))
def test_each_paper_has_its_size(paper: Paper) -> None:
    expected = {"a5": (420, 595), "a4-folded": (842, 595), "letter-folded": (792, 612)}
    assert reading.sizes(make(booklet(POT), paper=paper)) == {expected[paper]}


def test_an_arabic_booklet_is_set_in_arabic_and_keeps_its_numbers() -> None:
    circle = Entry(name="حلقة الجيران", maker="Elm Street (ESN)", offers="اتصل على 555-0100 الآن.", years="2014–2025")
    pdf = make(booklet(circle, language="ar", title="التعاون المتبادل"))
    assert reading.missing_shapes(pdf) == 0
    assert "NotoSansArabic-Regular" in reading.fonts(pdf)
    assert all(name.startswith("Noto") for name in reading.fonts(pdf))
    assert has(pages(pdf)[2], "555-0100", circle.maker)


def test_a_spanish_booklet_has_all_its_accents() -> None:
    olla = Entry(name="La olla común", offers="¿Sin cocina? También se aprende: año, pingüino, corazón.")
    pdf = make(booklet(olla, language="es"))
    assert has(pages(pdf)[2], olla.name, olla.offers)
    assert reading.missing_shapes(pdf) == 0


HOSTILE = '#eval("1") $x^2$ *bold* _it_ \\textbf{x} // no /* none */ @ref <lab> `raw` [x] {y}'


def test_hostile_words_are_only_words() -> None:
    bad = Entry(
        **{name: HOSTILE for name in Entry.__struct_fields__ if name != "warnings"},
        warnings=(HOSTILE, "W" * 300),
    )
    pdf = make(booklet(bad, title=HOSTILE, subtitle=HOSTILE, colophon=(HOSTILE,)))
    assert all(reading.squeezed(HOSTILE) in page for page in (pages(pdf)[0], pages(pdf)[-1]))
    assert "".join(pages(pdf)).count(reading.squeezed(HOSTILE)) >= len(Entry.__struct_fields__) - 3
    assert has(pages(sheet(bad, language="en", labels=WORDS))[0], HOSTILE)


def test_one_resource_fills_one_sheet() -> None:
    (page,) = pages(sheet(POT, language="en", labels=WORDS, colophon=("Pass it on.",)))
    assert has(page, POT.name, POT.offers, POT.link_shown, POT.page_address, POT.category, *POT.warnings)
    assert has(page, "Pass it on.")


def test_a_sheet_shrinks_its_type_before_it_takes_a_second_page() -> None:
    long = Entry(name="Kitchen", offers="Soup for all of us. " * 60, link=POT.link, link_shown=POT.link_shown)
    assert len(pages(sheet(long, language="en", labels=WORDS))) == 1


@pytest.mark.parametrize("paper", get_args(SheetPaper))
def test_a_sheet_comes_once_or_twice_on_its_paper(paper: SheetPaper) -> None:
    (page,) = pages(sheet(POT, language="en", labels=WORDS, paper=paper))
    assert page.count(reading.squeezed(POT.offers)) == (2 if "pair" in paper else 1)


@pytest.mark.parametrize(("paper", "size"), [("a4-large", (595, 842)), ("letter-large", (612, 792))])
def test_a_sheet_in_large_type_fills_a_whole_page(paper: SheetPaper, size: tuple[int, int]) -> None:
    with reading.opened(sheet(POT, language="en", labels=WORDS, paper=paper)) as document:
        (page,) = document.pages
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        assert (round(right - left), round(top - bottom)) == size
        page.contents_coalesce()
        scale = float(page.Contents.read_bytes().split(b"q ")[-1].split()[0])
        assert scale > 1.25, "larger by a quarter at the least"


def test_large_print_is_larger() -> None:
    entries = tuple(Entry(name=f"Kitchen {n}", offers="Soup. " * 90) for n in range(4))
    assert len(pages(make(booklet(*entries), large=True))) > len(pages(make(booklet(*entries))))


def test_a_link_too_long_for_a_code_gives_way_to_our_own_page() -> None:
    address = "https://toolbox.example.org/library/circle/"
    far = Entry(name="Far", link="https://example.org/" + "a" * LONGEST_CODE, link_shown="far", page_address=address)
    with reading.opened(make(booklet(far))) as document:
        spoken = [str(thing.Alt) for thing in document.objects if _is_figure(thing)]
    assert spoken == [address]


def test_a_forgotten_label_is_named() -> None:
    with pytest.raises(ValueError, match="contents"):
        make(booklet(POT, labels=dict.fromkeys(LABELS - {"contents"}, "x")))


def test_the_labels_are_complete() -> None:
    assert labels().keys() == LABELS


def test_the_same_booklet_gives_the_same_bytes() -> None:
    assert make(booklet(POT), paper="letter-folded") == make(booklet(POT), paper="letter-folded")


def test_the_process_that_asks_never_loads_the_printers() -> None:
    story = (
        "import sys\n"
        "from toolbox.library.printing.booklet import *\n"
        "pdf = sheet(Entry(name='Soup'), language='en', labels={name: name for name in LABELS})\n"
        "assert pdf.startswith(b'%PDF')\n"
        "print(sorted({'typst', 'pikepdf', 'segno'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", story], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def _is_figure(thing: Any) -> bool:
    """Whether a PDF object is a picture with words for those who do not see it."""
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure" and "/Alt" in thing
