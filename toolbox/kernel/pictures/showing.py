"""What a view needs to show a picture that somebody sent. The file itself stays as it is, sealed."""

import threading
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec
from django.http import HttpResponse
from django.utils.translation import gettext as _

from toolbox.kernel.apart import running
from toolbox.kernel.pictures.kinds import BEGINNING, Kind, kind_of
from toolbox.kernel.pictures.picture import TOO_LARGE, Picture
from toolbox.kernel.pictures.trouble import CannotShow

LONGEST = 1600
"""Pixels of the longer side: enough to read a photographed letter."""

THUMBNAIL = 320

MOST = 32 * 1024 * 1024
"""Bytes of a file that is shown; more than an upload may have."""

SECONDS = 10.0
"""How long a picture may wait for its turn and be made, together."""

AT_ONCE = 2
"""How many children one web process may have at the same time."""

_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
_turns = threading.BoundedSemaphore(AT_ONCE)


def shown(pieces: Iterable[bytes], media_type: str, longest: int = LONGEST, seconds: float = SECONDS) -> Picture:
    """A file, given piece by piece, as a picture that tells nothing but what is seen on it.

    What it is, its first bytes say; `media_type`, which the sender's browser claimed, only chooses the sentence when
    it is none. No side is longer than `longest` pixels. Raises CannotShow, and what `pieces` raises.
    """
    pieces = iter(pieces)
    beginning = _beginning(pieces)
    kind = kind_of(beginning)
    if kind is None:
        raise CannotShow(_not_one_of_ours(media_type))
    try:
        with running.turn(_turns, seconds) as left:
            return _made(_all(beginning, pieces), kind, longest, left)
    except running.Crowded:
        raise CannotShow(_("Many pictures are being opened just now. Try again in a minute.")) from None


def answer(picture: Picture) -> HttpResponse:
    """A picture for an `<img>`: kept by nobody, under a name that says nothing, unable to do anything."""
    name = "picture.png" if picture.media_type == "image/png" else "picture.jpg"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "no-store",
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(picture.body, content_type=picture.media_type, headers=headers)


def _beginning(pieces: Iterator[bytes]) -> bytes:
    """The first pieces, until they say which kind it is."""
    held = b""
    for piece in pieces:
        held += piece
        if len(held) >= BEGINNING:
            break
    return held


def _all(beginning: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """All pieces. Raises CannotShow where there are too many."""
    size = 0
    for piece in chain([beginning], pieces):
        size += len(piece)
        if size > MOST:
            raise CannotShow(_too_large())
        yield piece


def _made(pieces: Iterator[bytes], kind: Kind, longest: int, seconds: float) -> Picture:
    """What a child makes of it, which nobody else's picture has been in. Raises CannotShow."""
    arguments = [kind, str(longest), str(int(seconds) + 1)]
    try:
        done = running.run("toolbox.kernel.pictures.child", arguments, pieces, seconds, most=MOST)
    except running.TookTooLong:
        raise CannotShow(_("Opening this picture took too long and was stopped. Try again in a minute.")) from None
    except running.CannotStart:
        raise CannotShow(_("The program that opens pictures could not be started.")) from None
    if done.code == TOO_LARGE or done.code < 0:
        raise CannotShow(_too_large())
    try:
        picture = msgspec.msgpack.decode(done.said, type=Picture)
    except msgspec.MsgspecError:
        picture = None
    if done.code or picture is None or not picture.is_as_asked(longest):
        raise CannotShow(_("This picture is damaged or not complete, so it cannot be shown."))
    return picture


def _too_large() -> str:
    return _("This picture is too large to be shown.")


def _not_one_of_ours(media_type: str) -> str:
    """The sentence for what is no picture, or none that is shown here."""
    if media_type.startswith("image/"):
        return _("This file says that it is a picture, but it is none that can be shown here.")
    return _("This file is no picture, so it is not shown.")
