"""A kit's booklet: page one is *tonight*, and works if nobody ever opens the toolbox again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from toolbox.kernel.printing.job import Imposition
from toolbox.kernel.printing.job import Paper as Landscape
from toolbox.kernel.printing.press import typeset
from toolbox.kernel.projects.printing.blocks import Section

Paper: TypeAlias = Literal["a5", "a4-folded", "letter-folded", "a4-large", "letter-large"]
"""Page by page, two-up in the order for folding, or each page in large type on a whole sheet."""

LABELS = frozenset({"from_library", "folding", "how_to_fold", "notes"})
"""The fixed words that a booklet needs."""

_HERE = Path(__file__).resolve().parent


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the first evening."""

    minutes: str
    what: str
    how: str


class Tonight(msgspec.Struct, frozen=True, kw_only=True):
    """The first page."""

    says: str
    things: tuple[str, ...]
    evening: tuple[Moment, ...]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the library in the words that are shown; what is unknown is an empty text."""

    name: str
    facts: tuple[str, ...] = ()
    offers: str = ""
    warnings: tuple[str, ...] = ()
    link: str = ""
    """The whole address, for the QR code."""
    link_shown: str = ""
    link_note: str = ""
    page_address: str = ""
    """The address of its page in this library."""


class Booklet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that stands in a booklet, in one language."""

    name: str
    summary: str
    language: str
    labels: Mapping[str, str]
    tonight: Tonight
    sections: tuple[Section, ...] = ()
    entries: tuple[Entry, ...] = ()
    colophon: tuple[str, ...] = ()


def make(booklet: Booklet, *, paper: Paper = "a5") -> bytes:
    """The booklet as a PDF. Raises CannotPrint, and ValueError if a label of `LABELS` is missing."""
    imposition: Imposition = "fold" if paper.endswith("folded") else "enlarge" if paper.endswith("large") else "none"
    landscape: Landscape = "letter" if paper.startswith("letter") else "a4"
    return _set(booklet, imposition, landscape, large=imposition == "enlarge", only_tonight=False)


def tonight(booklet: Booklet, *, paper: Landscape = "a4", large: bool = False) -> bytes:
    """The first page by itself on a whole sheet. Raises as `make` does."""
    return _set(booklet, "enlarge", paper, large=large, only_tonight=True)


def _set(booklet: Booklet, imposition: Imposition, paper: Landscape, *, large: bool, only_tonight: bool) -> bytes:
    missing = LABELS - booklet.labels.keys()
    if missing:
        raise ValueError(f"Labels are missing: {', '.join(sorted(missing))}")
    more = {"folded": imposition == "fold", "only_tonight": only_tonight}
    return typeset(
        _HERE / "booklet.typ",
        msgspec.json.encode({**msgspec.to_builtins(booklet), **more}),
        booklet.language,
        title=booklet.name,
        codes=[text for entry in booklet.entries for text in (entry.link, entry.page_address) if text],
        large=large,
        imposition=imposition,
        paper=paper,
    )
