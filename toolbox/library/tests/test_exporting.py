"""The list as a file, which another toolbox takes as it is."""

import csv
import io
import json

import pytest
from django.test import Client

from toolbox.library import keeping
from toolbox.library.columns import NAMES
from toolbox.library.exporting import as_csv, as_json, on_the_list
from toolbox.library.models import Resource
from toolbox.library.tests.shelf import DAY, FRIDGE, LATER, PANTRY, load

pytestmark = pytest.mark.django_db


def files() -> tuple[str, str]:
    return as_csv(on_the_list()), as_json(on_the_list())


def change_much() -> None:
    """Some editing, as a group does in a month."""
    keeping.edit("food-not-bombs", {"offers_es": "Comida, gratis; «y punto».", "looked_on": "2026-11-02"}, DAY)
    keeping.edit("black-and-pink", {"phone": "+1 415 555 0142", "languages": "en; es; ar"}, DAY)
    keeping.add({**FRIDGE, "name": 'Fridge, "the" first', "name_es": "رف المطبخ"}, DAY)
    keeping.retire("f2l", DAY)
    keeping.retire("stroll-pdx", DAY)
    keeping.restore("stroll-pdx", DAY)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("which", [0, 1])
def test_export_load_export_is_identical(edited: bool, which: int) -> None:
    if edited:
        change_much()
    before = files()
    Resource.objects.all().delete()
    report = keeping.load(before[which].encode(), LATER)
    assert report.problems == ()
    assert files() == before


@pytest.mark.usefixtures("library")
def test_our_own_export_changes_nothing_here() -> None:
    change_much()
    for text in files():
        report = keeping.load(text.encode(), LATER)
        assert (report.added, report.changed, report.kept) == (0, 0, 0)


def test_the_file_has_every_column_as_a_spreadsheet_reads_it() -> None:
    load(FRIDGE, PANTRY)
    rows = list(csv.DictReader(io.StringIO(as_csv(on_the_list()))))
    assert list(rows[0]) == list(NAMES)
    assert rows[0] == FRIDGE
    whole = json.loads(as_json(on_the_list()))
    assert whole["resources"] == rows


def test_a_retired_entry_is_in_no_file() -> None:
    load(FRIDGE, PANTRY)
    keeping.retire("porch-pantry", DAY)
    assert all("porch-pantry" not in text for text in files())
    keeping.restore("porch-pantry", DAY)
    assert all("porch-pantry" in text for text in files())


def test_the_site_gives_the_files(client: Client) -> None:
    load(FRIDGE, PANTRY)
    for name, kind, text in zip(("csv", "json"), ("text/csv", "application/json"), files(), strict=True):
        response = client.get(f"/library/share/library.{name}")
        assert response.headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert response.headers["Content-Disposition"] == f'attachment; filename="library.{name}"'
        assert response.content.decode() == text


def test_an_empty_list_is_a_right_file_too() -> None:
    for text in files():
        assert keeping.load(text.encode(), DAY) == keeping.Report()
