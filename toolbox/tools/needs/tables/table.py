"""A table as the child process gives it back: cells as texts; or the exit code that says why there is none."""

from typing import Final, NamedTuple

import msgspec

MOST_BYTES: Final = 10 * 1024 * 1024
"""Of a file."""

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
MOST_CELL: Final = 10_000
"""Characters; a longer cell arrives with one more, so that whoever reads it knows."""

MOST_UNPACKED: Final = 200 * 1024 * 1024
"""Bytes that a packed file may say it unpacks to."""

TOO_LARGE: Final = 3
DAMAGED: Final = 4
NO_TABLE: Final = 5
OLD: Final = 6
"""A file of Excel before 2007, or one that a password locks."""
EMPTY: Final = 7
TOO_MANY: Final = 8


class Row(NamedTuple):
    """A row that holds something, with its number in the file, counted from 1."""

    line: int
    cells: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a file, or of the first sheet of one."""

    rows: tuple[Row, ...]
    guessed: bool = False
    """Whether it says nowhere how its letters are written, and is not UTF-8."""
    sheets: int = 1

    def __repr__(self) -> str:
        return "Table"


class Nothing(Exception):
    """There is no table: `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
