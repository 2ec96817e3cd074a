"""Somebody whose spreadsheet speaks Spanish takes the list out, works on it, and brings it back."""

import csv
import io
from datetime import date

import pytest

from toolbox.library import keeping
from toolbox.library.exporting import as_csv, on_the_list
from toolbox.library.tests.shelf import everything


@pytest.mark.usefixtures("library")
def test_a_file_with_semicolons_comes_back_unchanged() -> None:
    text = as_csv(on_the_list(), semicolons=True)
    assert text.startswith("\ufeff")
    header = next(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
    assert header[:2] == ["slug", "name"]
    before = everything()
    report = keeping.load(text.encode(), date(2027, 1, 1))
    assert (report.added, report.changed, report.problems) == (0, 0, ())
    assert everything() == before


def test_every_wrong_row_is_named_at_once() -> None:
    from toolbox.library.rows import read

    rows = b"name,kind,category,offers\na,b\nA Pot,leaflet,food,Soup\nB Pot,guide,Food,Soup\n"
    problems = read(rows, {"category": ["food"], "kits": []}).problems
    assert [problem.line for problem in problems] == [2, 3, 4]
    assert "is not one of: food." in problems[2].reason
