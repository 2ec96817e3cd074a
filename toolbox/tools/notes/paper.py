"""Notes on paper: one on a sheet, or all of them, also as a booklet to fold."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

import msgspec
from django.utils.translation import gettext as _

from toolbox.kernel.printing.job import Imposition
from toolbox.kernel.printing.job import Paper as Landscape
from toolbox.kernel.printing.press import typeset
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.tools.notes.blocks import blocks, reads_right_to_left

Paper: TypeAlias = Literal["a4", "letter", "a4-folded", "letter-folded"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
_SHEET = Path(__file__).resolve().parent / "sheets" / "notes.typ"


class Sheet(NamedTuple):
    """A note as it is set: `foot` says who changed it and when."""

    title: str
    text: str
    foot: str
    files: tuple[str, ...] = ()


def names() -> dict[Paper, str]:
    """What people call the papers."""
    return {
        "a4": _("A4 sheets"),
        "letter": _("Letter sheets"),
        "a4-folded": _("A booklet, folded from A4"),
        "letter-folded": _("A booklet, folded from Letter"),
    }


def printed(sheets: Sequence[Sheet], language: str, foot: str, *, paper: Paper = "a4", large: bool = False) -> bytes:
    """The notes as a PDF, with the contents in front where there are several.

    Its title says only "Notes", so that a list of files tells nothing more. Raises CannotPrint.
    """
    folded = paper.endswith("-folded")
    landscape: Landscape = "letter" if paper.startswith("letter") else "a4"
    imposition: Imposition = "fold" if folded else "none"
    data = {
        "notes": [_note(sheet) for sheet in sheets],
        "page": "" if folded else landscape,
        "foot": foot,
        "contents": _("What is in it"),
        "files": _("Files that lie with it"),
        "title": _("Notes"),
    }
    try:
        content = msgspec.json.encode(data)
    except UnicodeEncodeError:
        raise CannotPrint(_("A text in it is damaged and cannot be printed.")) from None
    return typeset(_SHEET, content, language, title=_("Notes"), large=large, imposition=imposition, paper=landscape)


def _note(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "blocks": blocks(sheet.text),
        "foot": sheet.foot,
        "files": list(sheet.files),
        "rtl": reads_right_to_left(sheet.text or sheet.title),
    }
