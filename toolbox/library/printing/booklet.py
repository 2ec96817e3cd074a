"""Makes the library's booklet and the sheet of one resource from ready-made words in one language."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from toolbox.kernel.printing.job import LONGEST_CODE, Imposition
from toolbox.kernel.printing.job import Paper as Landscape
from toolbox.kernel.printing.press import typeset

Paper: TypeAlias = Literal["a5", "a4-folded", "letter-folded"]
"""How a booklet comes: page by page, or two-up in the order for folding."""

SheetPaper: TypeAlias = Literal["a5", "a4-pair", "letter-pair", "a4-large", "letter-large"]
"""How a sheet comes: once, twice on a landscape page that is cut in the middle, or enlarged to a whole page."""

_SHEETS: Mapping[SheetPaper, Imposition] = {
    "a5": "none",
    "a4-pair": "pair",
    "letter-pair": "pair",
    "a4-large": "enlarge",
    "letter-large": "enlarge",
}

LABELS = frozenset(
    {
        *("address", "by", "contents", "folding", "for_whom", "how_to_fold", "kind", "languages"),
        *("licence", "notes", "page", "place", "status", "years"),
    }
)
"""The fixed words that a booklet and a sheet need."""

_HERE = Path(__file__).resolve().parent


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One resource in the words that are shown; what is unknown is an empty text."""

    name: str
    kind: str = ""
    maker: str = ""
    place: str = ""
    years: str = ""
    offers: str = ""
    for_whom: str = ""
    languages: str = ""
    licence: str = ""
    status: str = ""
    link: str = ""
    """The whole address, for the QR code."""
    link_shown: str = ""
    """The address as a person copies it by hand."""
    link_note: str = ""
    """How sure the link is, in a sentence."""
    warnings: tuple[str, ...] = ()
    page_address: str = ""
    """The address of the resource's page in this library."""
    guess_note: str = ""
    category: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, what is said under it, and its resources."""

    title: str
    introduction: str = ""
    entries: tuple[Entry, ...] = ()


class Booklet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that stands in a booklet."""

    title: str
    language: str
    labels: Mapping[str, str]
    sections: tuple[Section, ...]
    subtitle: str = ""
    colophon: tuple[str, ...] = ()


def make(booklet: Booklet, *, paper: Paper = "a5", large: bool = False) -> bytes:
    """The booklet as a PDF with A5 pages, or imposed on landscape A4 or Letter for folding.

    Raises CannotPrint, and ValueError if a label of `LABELS` is missing.
    """
    _check(booklet.labels)
    imposition: Imposition = "none" if paper == "a5" else "fold"
    entries = (entry for section in booklet.sections for entry in section.entries)
    return typeset(
        _HERE / "booklet.typ",
        msgspec.json.encode({**msgspec.structs.asdict(booklet), "folded": imposition == "fold"}),
        booklet.language,
        title=booklet.title,
        codes=_codes(entries),
        large=large,
        imposition=imposition,
        paper=_landscape(paper),
    )


def sheet(
    entry: Entry,
    *,
    language: str,
    labels: Mapping[str, str],
    colophon: tuple[str, ...] = (),
    paper: SheetPaper = "a5",
) -> bytes:
    """One resource on an A5 page without cover and contents; or that page twice, to be cut apart; or enlarged.

    Raises CannotPrint, and ValueError if a label of `LABELS` is missing.
    """
    _check(labels)
    return typeset(
        _HERE / "sheet.typ",
        msgspec.json.encode({"entry": entry, "labels": labels, "colophon": colophon}),
        language,
        title=entry.name,
        codes=_codes([entry]),
        imposition=_SHEETS[paper],
        paper=_landscape(paper),
    )


def _check(labels: Mapping[str, str]) -> None:
    """Raise ValueError if a fixed word is missing."""
    missing = LABELS - labels.keys()
    if missing:
        raise ValueError(f"Labels are missing: {', '.join(sorted(missing))}")


def _codes(entries: Iterable[Entry]) -> list[str]:
    """What may be shown as a QR code: links, and this library's pages where a link is absent or too long."""
    codes: list[str] = []
    for entry in entries:
        if entry.link:
            codes.append(entry.link)
        if entry.page_address and not 0 < len(entry.link.encode()) <= LONGEST_CODE:
            codes.append(entry.page_address)
    return codes


def _landscape(paper: Paper | SheetPaper) -> Landscape:
    """The landscape sheet that is printed on."""
    return "letter" if paper.startswith("letter") else "a4"
