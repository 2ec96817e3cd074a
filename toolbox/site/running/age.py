"""Sealing a copy to age keys that lie elsewhere, and opening it. Source: age-encryption.org/v1."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

import pyrage  # type: ignore[import-untyped]
from pyrage.x25519 import Identity, Recipient  # type: ignore[import-untyped]

from toolbox.site.running.stream import Damaged

PREFIX = "AGE-SECRET-KEY-"


class WrongKey(Exception):
    """A key is none, or opens something else. The message is a sentence."""


class Pair(NamedTuple):
    """A new key: what may be known, and what lies on paper."""

    public: str
    secret: str


class Sink(Protocol):
    """What takes the opened bytes."""

    def write(self, piece: bytes, /) -> int: ...

    def flush(self) -> None: ...


def new_pair() -> Pair:
    """A new key."""
    made = Identity.generate()
    return Pair(str(made.to_public()), str(made))


def recipients(words: Iterable[str]) -> list[Recipient]:
    """Public keys as they were typed. Raises WrongKey."""
    try:
        return [Recipient.from_str(word) for word in words]
    except pyrage.RecipientError:
        raise WrongKey("A public key for backups is mistyped: it begins with age1 and has 62 letters.") from None


def identity(typed: str) -> Identity:
    """A secret key from a file of age's, or as somebody typed it from paper. Raises WrongKey."""
    lines = [line for line in typed.splitlines() if not line.lstrip().startswith("#")]
    letters = re.sub(r"[\s.]", "", "".join(lines)).upper()
    try:
        return Identity.from_str(letters if letters.startswith(PREFIX) else PREFIX + letters.removeprefix("-"))
    except pyrage.IdentityError:
        raise WrongKey(
            "This is no secret key, or it is mistyped: it begins with AGE-SECRET-KEY-1, and 58 letters and digits "
            "follow. Its last letters check the others."
        ) from None


def seal(pieces: Iterator[bytes], file: BinaryIO, to: list[Recipient]) -> None:
    """Write the pieces, sealed while they come. Whatever breaks on the way is raised as it broke."""
    reading = _Reading(pieces)
    try:
        pyrage.encrypt_io(reading, file, to)
    except pyrage.EncryptError:
        if reading.broke:
            raise reading.broke from None
        raise


def unseal(path: Path, to: Sink, key: Identity) -> None:
    """Hand on what a file holds. Raises WrongKey, Damaged, and whatever the sink raises."""
    writing = _Writing(to)
    try:
        with path.open("rb") as file:
            pyrage.decrypt_io(file, writing, [key])
    except (pyrage.DecryptError, OSError) as error:
        if writing.broke:
            raise writing.broke from None
        if "No matching keys" in str(error):
            raise WrongKey("This key does not open this backup: it was sealed to another one.") from None
        if isinstance(error, OSError) and error.errno:
            raise Damaged(f"The file {path} cannot be read ({error.strerror}).") from None
        raise Damaged("The backup does not open: it is cut off, was changed, or is no backup.") from None


class _Reading:
    """What age reads from. It remembers what broke: age hands on the text of an exception only."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")
        self.broke: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces, b""))
                if not self._left:
                    return b""
        except BaseException as error:
            self.broke = error
            raise
        piece, self._left = self._left[:size], self._left[size:]
        return bytes(piece)


class _Writing:
    """What age writes to, with the same memory."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.broke: BaseException | None = None

    def write(self, piece: Any) -> int:
        try:
            return self._sink.write(bytes(piece))
        except BaseException as error:
            self.broke = error
            raise

    def flush(self) -> None:
        self._sink.flush()
