"""Reads the sheets of an Excel workbook (OOXML). Only the child process imports this."""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

import openpyxl

from toolbox.tools.needs.tables.table import (
    EMPTY,
    MOST_COLUMNS,
    MOST_NAME,
    MOST_ROWS,
    MOST_UNPACKED,
    NO_TABLE,
    TOO_LARGE,
    TOO_MANY,
    Nothing,
    Sheet,
    Table,
)
from toolbox.tools.needs.tables.text import clean, gathered

_LETTERS = ("cp437", "cp1252", "utf_8_sig", "utf_16", "utf_16_le", "utf_16_be")
"""What Python imports only when it meets such letters."""
_ALWAYS = (*(f"encodings.{name}" for name in _LETTERS), "openpyxl.reader.excel", "openpyxl.worksheet._read_only")
_NO_DAY = datetime.date(1904, 1, 2)  # a time of day alone is kept as a moment of one of the first days


def prepare() -> None:
    """Import all that is needed: later no file can be opened any more."""
    for name in _ALWAYS:
        import_module(name)
    warnings.simplefilter("ignore")


def table(data: bytes) -> Table:
    """The sheets that are not hidden, as far as their rows fit. Raises Nothing, and much else for a broken file.

    A formula counts as what it came to when the file was saved; where it never was worked out, as the text that it is.
    Nothing is worked out here.
    """
    _look(data)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    if not visible:
        raise Nothing(NO_TABLE)
    found: list[Sheet] = []
    left_out = 0
    for sheet in visible:
        left = MOST_ROWS - sum(len(one.rows) for one in found)
        try:
            rows = gathered(_words(data, sheet, book.sheetnames.index(sheet.title), left))
        except Nothing as nothing:
            if nothing.code == TOO_MANY and not found:
                raise
            left_out += nothing.code == TOO_MANY
        else:
            found.append(Sheet(clean(sheet.title)[:MOST_NAME], rows))
    if not found:
        raise Nothing(EMPTY)
    return Table(rows=found[0].rows, sheets=len(found) + left_out, book=tuple(found) if len(found) > 1 else ())


def _words(data: bytes, sheet: Any, place: int, most: int) -> list[tuple[int, list[str]]]:
    """The rows of a sheet. Raises Nothing where there are more than so many."""
    rows: list[tuple[int, list[str]]] = []
    formulas = set()
    for number, cells in _rows(sheet):
        if len(rows) == most:
            raise Nothing(TOO_MANY)
        for column, cell in enumerate(cells):
            if cell.data_type == "f":
                formulas.add((number, column))
        rows.append((number, [_said(cell) for cell in cells]))
    if formulas:
        _worked_out(data, place, dict(rows), formulas)
    return rows


def _look(data: bytes) -> None:
    """Refuse what says itself that it is too much, before a byte is unpacked. It unpacks to no more than it says."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {info.filename for info in archive.infolist()}
        if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
            raise Nothing(TOO_LARGE)
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
            raise Nothing(NO_TABLE)


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    sheet.reset_dimensions()  # what a file says of its size may be a lie
    for number, cells in enumerate(sheet.iter_rows(), 1):
        shown = list(cells)[:MOST_COLUMNS]
        if any(cell.value is not None for cell in shown):
            yield number, shown


def _worked_out(data: bytes, place: int, rows: dict[int, list[str]], formulas: Iterable[tuple[int, int]]) -> None:
    """Put what formulas had come to in their place."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    there = dict(_rows(book[book.sheetnames[place]]))
    for number, column in formulas:
        cells = there.get(number, ())
        if column < len(cells) and (said := _said(cells[column])):
            rows[number][column] = said


def _said(cell: Any) -> str:
    """A cell as somebody would write it."""
    if cell.data_type == "e":  # #N/A and the like
        return ""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "yes" if value else "no"
        case float(value):
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        case datetime.datetime() as when:
            if when.date() < _NO_DAY:
                return when.strftime("%H:%M")
            return when.strftime("%Y-%m-%d %H:%M") if when.time() != datetime.time() else when.date().isoformat()
        case datetime.time() as at:
            return at.strftime("%H:%M")
        case datetime.date() as day:
            return day.isoformat()
    return str(cell.value)
