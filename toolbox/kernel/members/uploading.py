"""The one upload handler: seals a file while its bytes arrive, for members, and for strangers where a form asks.

Anybody else's file is let go by. Django's own handlers would keep small files in memory and write larger ones to the
disk in clear.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db import OperationalError
from django.utils import timezone

from toolbox.kernel.members import patience, sessions
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault.filing import Receiving

LARGEST = 25 * 1024 * 1024  # bytes of one file
MOST_FILES = 10  # in one form
MOST_ALIKE = 3  # of a stranger's, in one field
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,80}")
_HIDDEN = re.compile(r"[/\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Allowance:
    """What a stranger's files may take in one request: a view sets `request.takes_files` before it reads the form."""

    def __init__(self, left: int) -> None:
        self.left = left  # bytes

    def take(self, size: int) -> bool:
        """Count bytes that arrived; False where there is no room for them."""
        self.left -= size
        return self.left >= 0


class SealedFile(UploadedFile):  # type: ignore[type-arg]
    """What a view finds in `request.FILES`: no content, only what opens it.

    `too_large` where nothing was kept: the file is over the limit, or the form had too many.
    """

    def __init__(self, attachment: Attachment | None, field_name: str, name: str) -> None:
        super().__init__(None, name or "file", size=attachment.size if attachment else 0)
        self.attachment = attachment
        self.too_large = attachment is None
        self.field_name = field_name

    def close(self) -> None:
        """Nothing is open here. Django closes what came already where the rest of a form cannot be read."""


def safe_name(name: str) -> str:
    """A file's name without what could lead astray: slashes, hidden signs; at most 120 characters."""
    cleaned = _HIDDEN.sub("", name.replace("\\", "/").rsplit("/", 1)[-1]).strip().strip(".")
    stem, dot, ending = cleaned.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[:108]}.{ending}"
    return cleaned[:120] or "file"


class SealedUpload(FileUploadHandler):
    """Never gives a byte on to another handler."""

    chunk_size = 64 * 1024

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._receiving: Receiving | None = None
        self._files = 0
        self._cut = False
        self._allowance: Allowance | None = None
        self._alike: Counter[str] = Counter()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin sealing, if the form takes files from anybody or the browser's session is known; else let it go by."""
        super().new_file(*args, **kwargs)
        self._files += 1
        self._alike[self.field_name or ""] += 1
        request: Any = self.request
        self._allowance = getattr(request, "takes_files", None)
        if self._allowance is None and (request is None or not sessions.known(request, timezone.now())):
            if request is not None:
                request.let_go_by = True  # so that whoever signs in again hears of it
            raise SkipFile
        alike = self._alike[self.field_name or ""] if self._allowance is not None else 0
        self._cut = self._files > MOST_FILES or alike > MOST_ALIKE
        if not self._cut:
            with self._room():
                self._receiving = Receiving()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal the next bytes, or drop all where the file is too large."""
        if self._receiving is None:
            return
        with self._room():
            if start + len(raw_data) > LARGEST or not self._takes(len(raw_data)):
                receiving, self._receiving, self._cut = self._receiving, None, True
                receiving.stop()
                return
            self._receiving.write(raw_data)
        patience.more()  # somebody with a weak line sends a photograph

    def _takes(self, size: int) -> bool:
        return self._allowance is None or self._allowance.take(size)

    def file_complete(self, file_size: int) -> SealedFile | None:
        """What stands for the file in `request.FILES`."""
        field, name = self.field_name or "", safe_name(self.file_name or "")
        if self._receiving is None:
            return SealedFile(None, field, name) if self._cut else None
        media_type = (self.content_type or "").lower()
        if not _MEDIA_TYPE.fullmatch(media_type):
            media_type = "application/octet-stream"
        attachment = None
        with self._room():
            attachment = self._receiving.finish(name, media_type)
        self._receiving = None
        return SealedFile(attachment, field, name)

    @contextmanager
    def _room(self) -> Iterator[None]:
        """Where the database cannot write, the rest of the form is read all the same: `no_room` tells the page."""
        try:
            yield
        except OperationalError:
            # What was sealed so far is claimed by nothing: the sweep drops it within two hours.
            self._receiving, self._cut = None, True
            self.request.no_room = True  # type: ignore[union-attr]

    def upload_interrupted(self) -> None:
        """The line broke: drop what came."""
        if self._receiving is not None:
            self._receiving.stop()
            self._receiving = None


def packed(attachment: Attachment) -> str:
    """A waiting file as text for a hidden field: its number and key. It is in the form, and nowhere else."""
    return msgspec.msgpack.encode(attachment).hex()


def unpacked(text: str) -> Attachment | None:
    """What `packed` made; None where somebody changed it."""
    try:
        return msgspec.msgpack.decode(bytes.fromhex(text), type=Attachment)
    except (ValueError, msgspec.MsgspecError):
        return None
