"""Somebody writes a sheet: the reference names every key, every kind and every sheet, and nothing besides."""

from typing import get_args

import msgspec
import pytest

from tests.words.test_docs import REFERENCE, rows_of, sections, text
from toolbox.kernel.projects.sheets import written
from toolbox.kernel.projects.sheets.sheet import sheets

PARTS = sections(text(REFERENCE / "sheets.md"))


def test_every_sheet_is_there_and_whether_it_must_be_checked() -> None:
    there = rows_of(PARTS["Every sheet"])
    assert there.keys() == sheets().keys()
    for name, sheet in sheets().items():
        assert there[name].rstrip(" |").endswith(f"| {sheet.band}".rstrip()) or not sheet.band, name


@pytest.mark.parametrize(("heading", "kind"), [("A file", written.Sheet), ("A part", written.Part)])
def test_every_key_is_there_and_no_other(heading: str, kind: type[msgspec.Struct]) -> None:
    kinds = set(get_args(written.Kind))
    there = rows_of(PARTS[heading]).keys()
    keys = set(kind.__struct_fields__)
    assert keys <= there
    assert there <= keys | kinds


def test_every_kind_of_part_and_every_group_is_there() -> None:
    assert set(get_args(written.Kind)) <= rows_of(PARTS["A part"]).keys()
    assert all(f"`{group}`" in PARTS["A file"] for group in get_args(written.Group))
