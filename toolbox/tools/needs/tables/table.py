"""A table as the child process gives it back: cells as texts; or the exit code that says why there is none."""

from typing import Final, NamedTuple

import msgspec

MOST_BYTES: Final = 10 * 1024 * 1024
"""Of a file."""

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
MOST_NAME: Final = 100
"""Characters of a sheet's name that are shown."""
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


class Sheet(msgspec.Struct, frozen=True):
    """A sheet of a workbook that is not empty."""

    name: str
    rows: tuple[Row, ...]

    def __repr__(self) -> str:
        return "Sheet"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a file, or of one of its sheets."""

    rows: tuple[Row, ...]
    guessed: bool = False
    """Whether it says nowhere how its letters are written, and is not UTF-8."""
    sheets: int = 1
    """How many sheets the file has, with those that were left out because there are too many rows."""
    book: tuple[Sheet, ...] = ()
    """Those that were read, where there is more than one."""

    def __repr__(self) -> str:
        return "Table"

    def turned_to(self, place: int) -> "Table":
        """The same with the rows of another sheet; as it is where there is none."""
        return msgspec.structs.replace(self, rows=self.book[place].rows) if place < len(self.book) else self


class Nothing(Exception):
    """There is no table: `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
