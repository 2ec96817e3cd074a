"""Starts the child process that prints, so that the web process never loads typst or pikepdf."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
from django.utils.translation import gettext as _

from toolbox.kernel.printing.job import SHEET_IS_BROKEN, TOO_BIG, Imposition, Job, Paper
from toolbox.kernel.printing.languages import reads_right_to_left
from toolbox.kernel.printing.trouble import CannotPrint

SECONDS = 30.0
"""How long a job may wait for its turn and run, together."""

AT_ONCE = 2
"""How many children one web process may have at the same time."""

_PACKAGES = Path(__file__).resolve().parents[3]
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
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
    until = time.monotonic() + seconds
    if not _turns.acquire(timeout=seconds):
        raise CannotPrint(_("Too much is being printed just now. Try again in a minute."))
    try:
        return _run(work, max(0.0, until - time.monotonic()))
    finally:
        _turns.release()


def _run(work: bytes, seconds: float) -> bytes:
    """Run the child once with `work` on its standard input."""
    command = [sys.executable, "-B", "-P", "-m", "toolbox.kernel.printing.child", str(int(seconds) + 2)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no word of a document among its arguments
            command,
            input=work,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotPrint(_("Printing took too long and was stopped. Try a shorter selection.")) from None
    except OSError:
        raise CannotPrint(_("The printing program could not be started.")) from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    raise CannotPrint(_reason(done.returncode, done.stdout))


def _environment() -> dict[str, str]:
    """The child's environment: what Python needs to start, and none of the server's secrets."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(_PACKAGES), "PYTHONUTF8": "1", "RAYON_NUM_THREADS": "2"}


def _reason(code: int, said: bytes) -> str:
    """A plain sentence for an exit code; of what the child said only a file name and line pass."""
    if code == SHEET_IS_BROKEN:
        place = said.decode("ascii") if _PLACE.fullmatch(said) else "?"
        return _("The sheet has a mistake and cannot be set (%(place)s).") % {"place": place}
    if code == TOO_BIG or code < 0:
        return _("This is too large to be printed in one piece. Try a shorter selection.")
    return _("This could not be printed.")
