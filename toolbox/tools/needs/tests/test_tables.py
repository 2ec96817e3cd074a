"""Tables in and out: whatever the bytes, a table or a sentence; and nothing that a spreadsheet would work out."""

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.tools.needs.tables import reading, text, writing
from toolbox.tools.needs.tables import workbook as workbooks
from toolbox.tools.needs.tables.table import MOST_COLUMNS, Nothing, Table

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_nothing(data: bytes) -> None:
    try:
        table = text.table(data)
    except Nothing:
        return
    assert table.rows
    assert all(any(row.cells) and len(row.cells) <= MOST_COLUMNS for row in table.rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_whatever_it_is_written_in_and_parted_by(encoding: str, between: str) -> None:
    words = "\r\n".join(between.join(row) for row in (["Nombre", "Teléfono"], ["Álamo", "555"], ["Peña", ""]))
    table = text.table(words.encode(encoding))
    assert [row.cells for row in table.rows] == [("Nombre", "Teléfono"), ("Álamo", "555"), ("Peña", "")]
    assert table.guessed == (encoding in {"utf-16-le", "utf-16-be", "cp1252"})


def test_a_cell_may_hold_lines_and_separators_and_rows_keep_their_numbers() -> None:
    table = text.table(b'Name,Notes\n\n"Rosa","one, two\nthree"\n')
    assert [(row.line, row.cells) for row in table.rows] == [(1, ("Name", "Notes")), (3, ("Rosa", "one, two\nthree"))]


@given(CELLS)
def test_no_cell_of_a_csv_file_is_a_formula(cell: str) -> None:
    data = writing.as_csv([[cell]])
    (row,) = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert not row[0].lstrip(" \u00a0\u200b\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert row[0].removeprefix("'") in {cell, cell.removeprefix("'")}


@pytest.mark.parametrize("cell", ["=1+1", "+12025550143", "-2", "@SUM(A1)", '=HYPERLINK("http://example.org")', " =1"])
def test_what_was_marked_as_a_text_comes_back_as_it_was(cell: str) -> None:
    assert text.table(writing.as_csv([[cell, "x"]])).rows[0].cells[0] == cell.strip()


@given(ROWS)
def test_a_workbook_of_ours_holds_texts_alone(rows: list[list[str]]) -> None:
    data = writing.as_xlsx(rows)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert all(cell.data_type in {"s", "inlineStr", "n"} for row in sheet.iter_rows() for cell in row)
    assert all(isinstance(cell.value, str | None) for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_workbook_of_ours_comes_back() -> None:
    table = reading.read([writing.as_xlsx([["Name", "Notes"], ["Álamo", "=1+1"]])])
    assert [row.cells for row in table.rows] == [("Name", "Notes"), ("Álamo", "=1+1")]


def workbook(**parts: bytes) -> bytes:
    """A workbook of ours with other parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(writing.as_xlsx([["Name"], ["Rosa"]]))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return out.getvalue()


def test_a_small_file_that_unpacks_to_much_is_refused() -> None:
    bomb = workbook(sheet1=b" " * (210 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    with pytest.raises(reading.CannotRead, match="unpacks to more"):
        reading.read([bomb])


def test_names_that_unfold_into_many_are_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(reading.CannotRead):
        reading.read([workbook(sheet1=laughs)])


def test_a_size_that_lies_costs_nothing() -> None:
    sheet = writing.as_xlsx([["Name"], ["Rosa"]])
    with zipfile.ZipFile(io.BytesIO(sheet)) as archive:
        body = archive.read("xl/worksheets/sheet1.xml")
    lies = body.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    table: Table = reading.read([workbook(sheet1=lies)])
    assert [row.cells for row in table.rows] == [("Name",), ("Rosa",)]


def test_sheets_are_read_as_far_as_rows_go(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for name, rows in (("Sheet", 0), ("A", 3), ("B", 8), ("C", 2)):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in range(rows):
            sheet.append([f"{name}{row}"])
    out = io.BytesIO()
    book.save(out)
    monkeypatch.setattr(workbooks, "MOST_ROWS", 10)
    table = workbooks.table(out.getvalue())
    assert [one.name for one in table.book] == ["A", "C"]
    assert table.sheets == 3, "B has too many"
    assert table.turned_to(1).rows[1].cells == ("C1",)
    assert table.turned_to(7).rows == table.rows == table.book[0].rows
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
    with pytest.raises(Nothing):
        workbooks.table(out.getvalue())
