"""Tables for a spreadsheet program, as CSV and as a workbook, in which every cell is a text and none is a formula.

The workbook is written here: openpyxl puts its sheets into files on the disk while it writes, in clear.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

Cells = Sequence[str]

MARK = "\ufeff"  # tells a spreadsheet that the file is UTF-8
_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST = 32_767  # characters of a cell that Excel opens
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_WORKBOOK}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_WORKBOOK}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="r1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_DOCUMENT}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="r1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def harmless(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula: where it could, an apostrophe stands in front."""
    return f"'{cell}" if cell.lstrip(" \u00a0\u200b\ufeff").startswith(_LEADS) or cell.startswith(_LEADS) else cell


def as_csv(rows: Iterable[Cells]) -> bytes:
    """CSV in UTF-8 with its mark, every cell in quotation marks."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([harmless(cell) for cell in row] for row in rows)
    return (MARK + out.getvalue()).encode("utf-8", "replace")


def as_xlsx(rows: Iterable[Cells]) -> bytes:
    """A workbook with one sheet. Its cells are texts by their kind: nothing in them is ever worked out."""
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    sheet = f'<worksheet xmlns="{_SHEETS}"><sheetData>{lines}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            info = zipfile.ZipInfo(name)  # with no time of its own
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, (_HEAD + part).encode("utf-8", "replace"))
    return out.getvalue()


def _cell(words: str) -> str:
    text = escape(_NOT_IN_XML.sub("", words)[:_MOST])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
