"""Starts the child process that prints, so that the web process never loads typst or pikepdf."""

import re
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec
from django.utils.translation import gettext as _

from toolbox.kernel.apart import running
from toolbox.kernel.printing.job import SHEET_IS_BROKEN, TOO_BIG, Imposition, Job, Paper
from toolbox.kernel.printing.languages import reads_right_to_left
from toolbox.kernel.printing.trouble import CannotPrint

SECONDS = 30.0
"""How long a job may wait for its turn and run, together."""

AT_ONCE = 2
"""How many children one web process may have at the same time."""

LARGEST = 256 * 1024 * 1024
"""Bytes of a PDF."""

_PLACE = re.compile(rb"[\w.-]{1,80}:\d{1,6}")
_turns = threading.BoundedSemaphore(AT_ONCE)


def typeset(
    sheet: Path,
    data: bytes,
    language: str,
    *,
    title: str = "",
    codes: Sequence[str] = (),
    large: bool = False,
    imposition: Imposition = "none",
    paper: Paper = "a4",
    seconds: float = SECONDS,
) -> bytes:
    """Set a typst template with JSON data and return the PDF.

    `language` is a tag such as "es" or "pt-br"; it decides hyphenation and direction. `title` becomes the
    PDF's title, its only metadata. `codes` are the texts the template asks QR codes for. `large` sets the
    text in large print. The same input gives the same bytes. Raises CannotPrint.
    """
    return _press(
        Job(
            sheet=str(sheet),
            content=data,
            language=language,
            title=title,
            codes=tuple(codes),
            large=large,
            imposition=imposition,
            paper=paper,
            right_to_left=reads_right_to_left(language),
        ),
        seconds,
    )


def fold(pdf: bytes, paper: Paper, *, right_to_left: bool = False, seconds: float = SECONDS) -> bytes:
    """Impose A5 pages two-up in booklet order, filled with blanks to a multiple of four. Raises CannotPrint.

    Print the result on both sides, turned over on the short edge, and fold the pile in the middle.
    """
    job = Job(sheet=None, content=pdf, imposition="fold", paper=paper, right_to_left=right_to_left)
    return _press(job, seconds)


def pair(pdf: bytes, paper: Paper, *, seconds: float = SECONDS) -> bytes:
    """Put every A5 page twice on a landscape sheet, to be cut in the middle. Raises CannotPrint."""
    return _press(Job(sheet=None, content=pdf, imposition="pair", paper=paper), seconds)


def _press(job: Job, seconds: float) -> bytes:
    """Wait for a turn, run the child, and return what it wrote."""
    try:
        work = msgspec.msgpack.encode(job)
    except (UnicodeEncodeError, ValueError):
        raise CannotPrint(_("A text in it is damaged and cannot be printed.")) from None
    try:
        with running.turn(_turns, seconds) as left:
            return _run(work, left)
    except running.Crowded:
        raise CannotPrint(_("Too much is being printed just now. Try again in a minute.")) from None


def _run(work: bytes, seconds: float) -> bytes:
    """Run the child once with `work` on its standard input."""
    try:
        done = running.run(
            "toolbox.kernel.printing.child",
            [str(int(seconds) + 2)],
            [work],
            seconds,
            most=LARGEST,
            more={"RAYON_NUM_THREADS": "2"},
        )
    except running.TookTooLong:
        raise CannotPrint(_("Printing took too long and was stopped. Try a shorter selection.")) from None
    except running.CannotStart:
        raise CannotPrint(_("The printing program could not be started.")) from None
    if done.code == 0 and done.said.startswith(b"%PDF-"):
        return done.said
    raise CannotPrint(_reason(done.code, done.said))


def _reason(code: int, said: bytes) -> str:
    """A plain sentence for an exit code; of what the child said only a file name and line pass."""
    if code == SHEET_IS_BROKEN:
        place = said.decode("ascii") if _PLACE.fullmatch(said) else "?"
        return _("The sheet has a mistake and cannot be set (%(place)s).") % {"place": place}
    if code == TOO_BIG or code < 0:
        return _("This is too large to be printed in one piece. Try a shorter selection.")
    return _("This could not be printed.")
