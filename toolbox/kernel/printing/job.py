"""What the parent hands to the child that prints, and what the child's exit codes mean."""

from typing import Literal, TypeAlias

import msgspec

Paper: TypeAlias = Literal["a4", "letter"]
"""A landscape sheet that carries two A5 pages side by side."""

Imposition: TypeAlias = Literal["none", "fold", "pair", "enlarge"]
"""Pages as they are; in the order of a folded booklet; each page twice, to be cut apart; or each on a whole sheet."""

SHEET_IS_BROKEN = 3
"""Exit code: the template has a mistake; standard output says in which file and line."""

TOO_BIG = 4
"""Exit code: the child ran out of the memory it may use."""


LONGEST_CODE = 271
"""Bytes of a QR code's text: version 10 (57 squares a side) at level L, ISO/IEC 18004 table 7.

Printed 21 mm wide its squares are 0.37 mm; a longer text makes them too small for a telephone's eye.
"""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One run of the child: set a sheet, or take a finished PDF, then impose its pages."""

    sheet: str | None
    """Path of the template; None when `content` is a PDF."""
    content: bytes
    """JSON for the template, or the PDF to impose."""
    language: str = "en"
    title: str = ""
    codes: tuple[str, ...] = ()
    """Texts that the template shows as QR codes."""
    large: bool = False
    imposition: Imposition = "none"
    paper: Paper = "a4"
    right_to_left: bool = False
