"""Gives a sealed file out: opened while it streams, never shown in a page, under a name that says nothing."""

import re
from collections.abc import Iterator
from itertools import chain

from django.http import StreamingHttpResponse

from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault import filing, streams
from toolbox.kernel.vault.trouble import Damaged


def download(attachment: Attachment) -> StreamingHttpResponse:
    """The file as it came, to be saved. Raises Damaged where its first piece does not open.

    A later piece that does not open breaks the line off: what came is never taken for the whole.
    """
    response = StreamingHttpResponse(_from_first(filing.content(attachment)), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="file{ending(attachment.name)}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Length"] = str(attachment.size)
    response.headers["Cache-Control"] = "no-store"
    return response


def ending(name: str) -> str:
    """The ending of a file's name with its dot, or nothing: all that a download tells of it."""
    found = re.search(r"\.[A-Za-z0-9]{1,10}\Z", name)
    return found[0].lower() if found else ""


def _from_first(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, once the first has opened. Raises the vault's Damaged where it does not: then there is a page."""
    try:
        first = next(pieces, b"")
    except streams.Damaged:
        raise Damaged from None
    return chain([first], pieces)
