"""Reads a table from a text: of any common encoding, with commas, semicolons, tabs or bars between the cells."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from toolbox.tools.needs.tables.table import (
    EMPTY,
    MOST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_TABLE,
    TOO_MANY,
    Nothing,
    Row,
    Table,
)

_BETWEEN = ",;\t|"
_LOOKED_AT = 40  # rows by which it is decided what stands between cells
_NOT_IN_CELLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff\ufffe\uffff]")
_MARKED = re.compile(r"'\s*(?=[=+\-@])")  # a spreadsheet's own sign for "this is text"; our export sets it too


def table(data: bytes) -> Table:
    """The table of a text. Raises Nothing."""
    words, guessed = decoded(data)
    if not words.strip():
        raise Nothing(EMPTY)
    before = csv.field_size_limit(len(words) + 1)
    try:
        reader = csv.reader(io.StringIO(words, newline=""), delimiter=between(words))
        return Table(rows=gathered(enumerate(reader, 1)), guessed=guessed)
    except csv.Error:
        raise Nothing(NO_TABLE) from None
    finally:
        csv.field_size_limit(before)


def decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding was guessed. Raises Nothing for what is no text.

    A mark at the beginning decides; then UTF-8, which hardly any other text is by chance; then UTF-16 by its zeros;
    then what Windows writes in the west.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), False
    if 0 not in data:
        try:
            return data.decode("utf-8-sig"), False
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace"), True
    head = data[:2_000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 4 or min(even, odd) > len(head) // 20:
        raise Nothing(NO_TABLE)
    return data.decode("utf-16-be" if even > odd else "utf-16-le", "replace"), True


def between(words: str) -> str:
    """What stands between the cells: what parts most of the first rows into equally many, more than one."""
    best, found = (0, 0), ","
    for sign in _BETWEEN:
        counts = _widths(words, sign)
        if not counts:
            continue
        usual = max(set(counts), key=lambda width: (counts.count(width), width))
        if usual > 1 and (counts.count(usual), usual) > best:
            best, found = (counts.count(usual), usual), sign
    return found


def _widths(words: str, sign: str) -> list[int]:
    reader, found = csv.reader(io.StringIO(words, newline=""), delimiter=sign), []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(len(cells))
            if len(found) == _LOOKED_AT:
                break
    except csv.Error:
        return []
    return found


def gathered(lines: Iterable[tuple[int, Iterable[str]]]) -> tuple[Row, ...]:
    """The rows that hold something. Raises Nothing where there are too many, or none."""
    found = []
    for number, cells in lines:
        clean = tuple(_clean(list(cells)[:MOST_COLUMNS]))
        if any(clean):
            found.append(Row(number, clean))
        if len(found) > MOST_ROWS:
            raise Nothing(TOO_MANY)
    if not found:
        raise Nothing(EMPTY)
    return tuple(found)


def clean(text: str) -> str:
    """A text without what no page can show."""
    return _NOT_IN_CELLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _clean(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        text = clean(cell)
        yield _MARKED.sub("", text, count=1)[: MOST_CELL + 1] if text.startswith("'") else text[: MOST_CELL + 1]
