"""Reads the pages of an SQLite file as they lie on a disk: where each row is, and what lies between rows.

Source: "Database File Format" and "Write-Ahead Log File Format" in SQLite's documentation.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LEAF_TABLE, INNER_TABLE = 13, 5
OVERFLOW = 4  # bytes that name the next page


class Place(NamedTuple):
    """Where a row lies."""

    rowid: int
    pages: tuple[int, ...]  # its leaf, then its overflow pages
    offset: int  # in its leaf: what came later lies lower


class Image:
    """One file, whose write-ahead log was taken into it."""

    def __init__(self, path: Path) -> None:
        with sqlite3.connect(path) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.roots = dict(opened.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
        opened.close()
        self.path = path
        self._data = path.read_bytes()
        self.size = int.from_bytes(self._data[16:18], "big")

    def page(self, number: int) -> bytes:
        """The bytes of a page, counted from 1."""
        return self._data[(number - 1) * self.size : number * self.size]

    def rows(self, table: str) -> Iterator[Place]:
        """Every row of a table, with its place, in the order of the tree."""
        yield from self._walk(self.roots[table])

    def all_pages(self) -> Iterator[tuple[int, bytes]]:
        """Every page with its number, free ones too."""
        for number in range(1, len(self._data) // self.size + 1):
            yield number, self.page(number)

    def _head(self, number: int) -> int:
        return 100 if number == 1 else 0

    def _cells(self, number: int) -> list[int]:
        page, head = self.page(number), self._head(number)
        start = head + (8 if page[head] == LEAF_TABLE else 12)
        count = int.from_bytes(page[head + 3 : head + 5], "big")
        return [int.from_bytes(page[at : at + 2], "big") for at in range(start, start + 2 * count, 2)]

    def _leaves(self, number: int) -> Iterator[int]:
        page, head = self.page(number), self._head(number)
        if page[head] == LEAF_TABLE:
            yield number
        elif page[head] == INNER_TABLE:
            children = [int.from_bytes(page[cell : cell + 4], "big") for cell in self._cells(number)]
            for child in [*children, int.from_bytes(page[head + 8 : head + 12], "big")]:
                yield from self._leaves(child)

    def _walk(self, root: int) -> Iterator[Place]:
        for number in self._leaves(root):
            page = self.page(number)
            for cell in self._cells(number):
                size, at = _varint(page, cell)
                rowid, at = _varint(page, at)
                yield Place(rowid, (number, *self._overflow(page, at, size)), cell)

    def _overflow(self, page: bytes, at: int, size: int) -> Iterator[int]:
        most, least = self.size - 35, (self.size - 12) * 32 // 255 - 23
        if size <= most:
            return
        here = least + (size - least) % (self.size - OVERFLOW)
        follows = int.from_bytes(page[at + (here if here <= most else least) :][:OVERFLOW], "big")
        while follows:
            yield follows
            follows = int.from_bytes(self.page(follows)[:OVERFLOW], "big")


def written(wal: Path) -> list[list[int]]:
    """The page numbers of each transaction that still stands in a write-ahead log, in their order."""
    data = wal.read_bytes() if wal.exists() else b""
    size = int.from_bytes(data[8:12], "big")
    found: list[list[int]] = [[]]
    for at in range(32, len(data), size + 24) if size else ():
        found[-1].append(int.from_bytes(data[at : at + 4], "big"))
        if int.from_bytes(data[at + 4 : at + 8], "big"):  # the last page of a transaction says the file's length
            found.append([])
    return [pages for pages in found if pages]


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for length in range(8):
        byte = page[at + length]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + length + 1
    return value << 8 | page[at + 8], at + 9


def varint(value: int) -> bytes:
    """A number of up to 62 bits as a row's own number is written."""
    if value >> 56:  # nine bytes, the last one whole
        return bytes((value >> 8 >> shift & 127 | 128) for shift in range(49, -1, -7)) + bytes([value & 255])
    digits = [value >> shift & 127 for shift in range(49, -1, -7) if value >> shift]
    return bytes(digit | 128 for digit in digits[:-1]) + bytes(digits[-1:])
