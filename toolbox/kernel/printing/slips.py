"""Sheets with one thing on them: a code, a share, an agreement, a list to tick. The words come from the caller."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override

from toolbox.kernel.printing.press import typeset
from toolbox.kernel.printing.trouble import CannotPrint

Upright: TypeAlias = Literal["a4", "letter", "a5"]
"""Upright paper. Pages of A5 are for a booklet that is folded (`press.fold`)."""

_SHEET = Path(__file__).resolve().parent / "slip.typ"


class _Part(msgspec.Struct, frozen=True, kw_only=True, tag_field="part"):
    """A piece of a slip, with a heading of its own where it has one."""

    heading: str = ""


class Words(_Part, frozen=True, kw_only=True, tag="words"):
    """Paragraphs."""

    paragraphs: tuple[str, ...]


class Warn(_Part, frozen=True, kw_only=True, tag="warn"):
    """A sentence that nobody may miss."""

    words: str


class Code(_Part, frozen=True, kw_only=True, tag="code"):
    """A code that is read aloud or typed: large, cut only between its words, from left to right."""

    text: str
    qr: str = ""
    """The same for a telephone's eye, as text and never as an address; empty for none. At most 271 bytes."""


class Numbered(_Part, frozen=True, kw_only=True, tag="numbered"):
    """Words or codes with numbers, counted down each column, from left to right: shares, recovery codes."""

    items: tuple[str, ...]
    columns: Literal[1, 2, 3] = 3


class Steps(_Part, frozen=True, kw_only=True, tag="steps"):
    """What to do, one after the other."""

    steps: tuple[str, ...]


class Rows(_Part, frozen=True, kw_only=True, tag="rows"):
    """A table of two columns; `head` names them. `narrow` makes the first as wide as its words."""

    rows: tuple[tuple[str, str], ...]
    head: tuple[str, str] | None = None
    narrow: bool = False


class Boxes(_Part, frozen=True, kw_only=True, tag="boxes"):
    """Things to tick."""

    items: tuple[str, ...]


class Blank(_Part, frozen=True, kw_only=True, tag="blank"):
    """Lines to write on by hand; a label stands in front of the first. `tall` ones are for a thick pen."""

    label: str = ""
    lines: int = 1
    tall: bool = False


class Fields(_Part, frozen=True, kw_only=True, tag="fields"):
    """Labels, each with a line to write on below it."""

    labels: tuple[str, ...]
    columns: Literal[1, 2, 3] = 1


class Grid(_Part, frozen=True, kw_only=True, tag="grid"):
    """A table to fill in by hand: its head, and so many empty rows."""

    head: tuple[str, ...]
    rows: int = 8
    first: tuple[str, ...] = ()
    """What stands in the first column, row by row, where it is known."""
    widths: tuple[int, ...] = ()
    """How wide each column is beside the others; empty for all the same."""


class Around(_Part, frozen=True, kw_only=True, tag="around"):
    """A circle in the middle with empty circles around it, near ones and far ones: a map of people."""

    middle: str
    near: int = 6
    far: int = 6


class Tree(_Part, frozen=True, kw_only=True, tag="tree"):
    """Who calls whom, in numbers: the first calls `near` others, each of them calls `far` more."""

    near: int = 3
    far: int = 3


class Huge(_Part, frozen=True, kw_only=True, tag="huge"):
    """Words for a door, each line as large as the paper is wide."""

    lines: tuple[str, ...]


class Page(_Part, frozen=True, kw_only=True, tag="page"):
    """A new page, with its heading as its title."""

    lead: str = ""


class Cards(_Part, frozen=True, kw_only=True, tag="cards"):
    """The same small card, so many times, to be cut apart. In large print a column less, and half as many."""

    title: str
    lines: tuple[str, ...]
    blanks: tuple[str, ...] = ()
    """Labels with a line to write on."""
    ticks: tuple[str, ...] = ()
    """Things to tick."""
    count: int = 8
    columns: Literal[1, 2, 3] = 2
    tick_columns: Literal[1, 2, 3] = 1
    numbered: bool = False
    """Each says which it is of how many."""
    band: str = ""
    """What must not be missed once the card is cut out."""


class Envelope(_Part, frozen=True, kw_only=True, tag="envelope"):
    """Panels to cut out and glue on: who sends it at the top, and to whom, one panel for each of `to`."""

    sender: tuple[str, ...]
    labels: tuple[str, ...]
    to: tuple[str, ...] = ("",)
    """Addresses, each with its lines; an empty one has lines to write on with the labels."""


class Labels(_Part, frozen=True, kw_only=True, tag="labels"):
    """Thirty labels of 66.7 by 25.4 mm (2 5/8 by 1 inch), three across, in type of 14 points or as large as fits."""

    texts: tuple[str, ...]


Part: TypeAlias = (
    Words
    | Warn
    | Code
    | Numbered
    | Steps
    | Rows
    | Boxes
    | Blank
    | Fields
    | Grid
    | Around
    | Tree
    | Huge
    | Page
    | Cards
    | Envelope
    | Labels
)


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """One slip: what it is, what it is for, its parts, and small print at its foot."""

    title: str
    lead: str = ""
    parts: tuple[Part, ...] = ()
    foot: str = ""


def printed(
    slips: Sequence[Slip],
    language: str,
    *,
    per_page: Literal[1, 2] = 1,
    paper: Upright = "a4",
    large: bool = False,
) -> bytes:
    """The slips as a PDF on upright paper, each on a page of its own, or two on a page to be cut apart.

    A slip is set a little smaller where it then fits; one too long for half a page gets a whole one. `large`
    sets large print, never smaller. The file's title is only "Sheet", so that a list of files tells nothing.
    Raises CannotPrint, and ValueError for no slips.
    """
    if not slips:
        raise ValueError("There is nothing to print.")
    with override(language):
        title = _("Sheet")
    try:
        data = msgspec.json.encode({"slips": slips, "halves": per_page == 2, "paper": paper})
    except UnicodeEncodeError:
        raise CannotPrint(_("A text in it is damaged and cannot be printed.")) from None
    return typeset(_SHEET, data, language, title=title, codes=list(_codes(slips)), large=large)


def _codes(slips: Sequence[Slip]) -> Iterator[str]:
    """The texts that are shown as QR codes."""
    for slip in slips:
        yield from (part.qr for part in slip.parts if isinstance(part, Code) and part.qr)
