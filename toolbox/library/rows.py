"""Reads a list from a file: any bytes in, rows or clear reasons out."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from toolbox.library.columns import BY_NAME, COLUMNS, NAMES, Known, read_cells, with_slug

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
FORMAT = "mutual-aid-toolbox-library"
REQUIRED = tuple(column.name for column in COLUMNS if column.required)


class Problem(NamedTuple):
    """Why something cannot be loaded: the line (or entry) it is in, its column if one is to blame, and the reason."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"Line {self.line}{f', {self.column}' if self.column else ''}: {self.reason}"


class Row(NamedTuple):
    """One entry of a file: its line and the values of the columns that the file has."""

    line: int
    values: dict[str, Any]


class Rows(NamedTuple):
    """What a file holds. Rows are to be used only where there are no problems."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


Cells = tuple[int, dict[str, str]]


def read(data: bytes, known: Known) -> Rows:
    """Read a CSV or JSON file. Never raises for what the bytes hold: everything wrong is a Problem."""
    problems: list[Problem] = []
    rows: list[Row] = []
    try:
        cells = list(_cells(data, problems))
    except _Unreadable as unreadable:
        return Rows((), (*problems, unreadable.problem))
    first_line: dict[str, int] = {}
    for line, texts in cells:
        values, wrong = read_cells(with_slug(texts), known)
        problems += [Problem(line, column, reason) for column, reason in wrong]
        slug = values.get("slug", "")
        if slug in first_line:
            problems.append(Problem(line, "slug", f"“{slug}” stands in line {first_line[slug]} already."))
        elif slug:
            first_line[slug] = line
        rows.append(Row(line, values))
    return Rows(tuple(rows), tuple(sorted(problems, key=lambda problem: problem.line)))


class _Unreadable(Exception):
    def __init__(self, line: int, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.problem = Problem(line, column, reason)


def _cells(data: bytes, problems: list[Problem]) -> Iterator[Cells]:
    if len(data) > MOST_BYTES:
        raise _Unreadable(1, f"The file has more than {MOST_BYTES:,} bytes, which is what can be loaded at once.")
    text = _decode(data)
    if text.lstrip()[:1] in {"{", "["}:
        return _json_cells(text)
    return _csv_cells(text, problems)


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Unreadable(1, "The file is written in UTF-16. Save it again as “CSV UTF-8”.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Unreadable(line, "This is not UTF-8. Save the file again as “CSV UTF-8”.") from None


def _csv_cells(text: str, problems: list[Problem]) -> Iterator[Cells]:
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    if not first.strip():
        raise _Unreadable(1, "The file has no header row.")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True
    )
    try:
        header = [name.strip().lower() for name in next(reader)]
        _check_header(header)
        line, count = reader.line_num + 1, 0
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                problems.append(Problem(begins, "", f"It has {len(cells)} columns; the header has {len(header)}."))
                continue
            count += 1
            if count > MOST_ROWS:
                raise _Unreadable(begins, f"The file has more than {MOST_ROWS:,} rows.")
            yield begins, dict(zip(header, cells, strict=True))
    except csv.Error:
        raise _Unreadable(
            reader.line_num, "The quotation marks of this row do not close, or a cell is too long."
        ) from None


def _check_header(header: list[str], line: int = 1) -> None:
    for name in header:
        if name not in BY_NAME:
            shown = name[:40].encode("utf-8", "replace").decode() or "(empty)"
            raise _Unreadable(line, f"There is no column “{shown}”. The columns are: {', '.join(NAMES)}.")
        if header.count(name) > 1:
            raise _Unreadable(line, f"The column “{name}” stands there twice.")
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise _Unreadable(line, f"These columns are missing: {', '.join(missing)}.")


def _json_cells(text: str) -> Iterator[Cells]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise _Unreadable(error.lineno, "This is not complete JSON.") from None
    except (RecursionError, ValueError):
        raise _Unreadable(1, "This JSON cannot be read.") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or not isinstance(whole.get("resources"), list):
        raise _Unreadable(1, f"This JSON is not a library: it needs “format”: “{FORMAT}” and a list of “resources”.")
    if len(whole["resources"]) > MOST_ROWS:
        raise _Unreadable(1, f"The file has more than {MOST_ROWS:,} entries.")
    for number, entry in enumerate(whole["resources"], 1):
        if not isinstance(entry, dict) or not all(isinstance(text, str) for text in entry.values()):
            raise _Unreadable(number, "Each entry must be an object whose values are texts.")
        _check_header(list(entry), number)
        yield number, entry
