"""A file that a member chose, as a table; or a sentence that says why it is none."""

import threading
from collections.abc import Iterable, Iterator

import msgspec
from django.utils.translation import gettext as _

from toolbox.kernel.apart import running
from toolbox.tools.needs.tables.table import EMPTY, MOST_BYTES, MOST_ROWS, NO_TABLE, OLD, TOO_LARGE, TOO_MANY, Table

SECONDS = 25.0
"""How long a file may wait for its turn and be read, together."""

MOST = 64 * 1024 * 1024
"""Bytes of a table."""

_turns = threading.BoundedSemaphore(1)


class CannotRead(Exception):
    """There is no table in it; the message is a sentence for whoever chose the file."""


def read(pieces: Iterable[bytes]) -> Table:
    """The table of a file that is given piece by piece. Raises CannotRead, and what `pieces` raises."""
    try:
        with running.turn(_turns, SECONDS) as left:
            done = running.run("toolbox.tools.needs.tables.child", [str(int(left) + 1)], _all(pieces), left, most=MOST)
    except running.Crowded:
        raise CannotRead(_("Another file is being read just now. Try again in a minute.")) from None
    except running.TookTooLong:
        raise CannotRead(_("Reading this file took too long and was stopped. Save it as CSV, or in parts.")) from None
    except running.CannotStart:
        raise CannotRead(_("The program that reads files could not be started. Try again in a minute.")) from None
    if done.code:
        raise CannotRead(_why(done.code))
    try:
        return msgspec.msgpack.decode(done.said, type=Table)
    except msgspec.MsgspecError:
        raise CannotRead(_why(0)) from None


def _all(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """All pieces. Raises CannotRead where there are too many."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            raise CannotRead(too_large())
        yield piece


def too_large() -> str:
    """The sentence for a file of more than we take."""
    return _("This file is larger than %(most)d MB. Take out pictures and other sheets, or bring it in in parts.") % {
        "most": MOST_BYTES // (1024 * 1024)
    }


def _why(code: int) -> str:
    match code:
        case code if code == TOO_LARGE or code < 0:
            return _("This file unpacks to more than can be read. Save the sheet you need alone, as CSV.")
        case code if code == NO_TABLE:
            return _("This is no table that can be read here. Save it as CSV or as XLSX, and choose that file.")
        case code if code == OLD:
            return _(
                "This is an old Excel file, or one with a password. Save it as XLSX or as CSV, without a password."
            )
        case code if code == EMPTY:
            return _("There is nothing in this file, or nothing on its sheets.")
        case code if code == TOO_MANY:
            return _("This file has more than %(most)d rows. Bring it in in parts.") % {"most": MOST_ROWS}
    return _("This file is damaged or not complete. Save it once more, as CSV, and choose that file.")
