"""The shape of a copy: messages of MessagePack, each with its length before it. It knows nothing of any database."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

FORMAT = 1
LENGTH = 4  # bytes
MOST = 512 * 1024 * 1024  # bytes in one message; a page of the largest rows has some 10 MB

Node = tuple[str, str]  # a migration: application, name


class Damaged(Exception):
    """A copy is cut off, changed, or no copy at all. The message is a sentence."""


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """How many rows a table has, and a digest of all of them in the order of their ids."""

    rows: int
    digest: bytes


class Head(msgspec.Struct, frozen=True, tag="head"):
    """What stands first."""

    toolbox: str  # the version that wrote it
    day: str
    migrations: tuple[Node, ...]  # the state of the tables
    keys: dict[str, str]  # the server's keys by the name of their file; empty where it moves within one toolbox
    format: int = FORMAT
    demo: str = ""  # the seed of an invented town: whoever restores it must be told that it is one


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """Some rows of a table, in the order of their ids."""

    table: str  # such as `vault.record`
    columns: tuple[str, ...]
    rows: list[list[Any]]


class End(msgspec.Struct, frozen=True, tag="end"):
    """What stands last: without it a copy is not whole."""

    tables: dict[str, Tally]


Message = Head | Rows | End
encoder = msgspec.msgpack.Encoder(order="deterministic")
_decoder = msgspec.msgpack.Decoder(Message)


def written(message: Message) -> bytes:
    """A message as it stands in the stream."""
    body = encoder.encode(message)
    return len(body).to_bytes(LENGTH, "big") + body


class Reader:
    """Takes a stream in pieces of any size and hands on its messages. Raises Damaged."""

    def __init__(self, take: Callable[[Message], None]) -> None:
        self._take = take
        self._waiting = bytearray()
        self._first = True
        self._ended = False

    def write(self, piece: bytes) -> int:
        """The next bytes; returns how many, as a file does."""
        self._waiting += piece
        for body in self._bodies():
            self._hand_on(body)
        return len(piece)

    def flush(self) -> None:
        """As a file does."""

    def close(self) -> None:
        """Say that nothing more comes. Raises Damaged where something is missing."""
        if not self._ended or self._waiting:
            raise Damaged("The backup is cut off: its end is missing.")

    def _bodies(self) -> Iterator[bytes]:
        while len(self._waiting) >= LENGTH:
            size = int.from_bytes(self._waiting[:LENGTH], "big")
            if size > MOST:
                raise Damaged("This is not a backup of a toolbox.")
            if len(self._waiting) < LENGTH + size:
                return
            body = bytes(self._waiting[LENGTH : LENGTH + size])
            del self._waiting[: LENGTH + size]
            yield body

    def _hand_on(self, body: bytes) -> None:
        try:
            message = _decoder.decode(body)
        except msgspec.MsgspecError:
            raise Damaged("This is not a backup of a toolbox, or one of a newer version.") from None
        if self._ended or isinstance(message, Head) != self._first:
            raise Damaged("The backup is not in order.")
        if isinstance(message, Head) and message.format != FORMAT:
            raise Damaged("The backup was written by a newer version of the toolbox. Bring this one up to date first.")
        self._first, self._ended = False, isinstance(message, End)
        self._take(message)
