"""Somebody takes in the list of another toolbox or of a directory."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from toolbox.library.columns import NAMES, read_cells, write_cell
from toolbox.library.hsds.command import import_hsds
from toolbox.library.hsds.import_ import Report, keep, read
from toolbox.library.hsds.tests.library import entry, fill, full_entry
from toolbox.library.models import Resource, Waiting

pytestmark = [pytest.mark.django_db, pytest.mark.urls("toolbox.library.hsds.tests.urls")]
TODAY = date(2026, 5, 1)
SERVICE = {
    "id": "6f2c7a0e-3f55-4d0e-9a51-0c2f4b1d8e77",
    "name": "Tuesday <b>Table</b>",
    "status": "temporarily closed",
    "description": "<p>Warm meals &amp; tea.</p><p>Every Tuesday.</p>",
    "url": "https://table.example.org/meals",
    "eligibility_description": "Anybody",
    "assured_date": "2026-02-03",
    "organization": {"id": "0a52", "name": "Table Friends", "description": "Friends."},
    "phones": [{"id": "1", "number": "call us"}, {"id": "2", "number": "+1 415 555 0142"}],
    "languages": [{"id": "1", "code": "es"}, {"id": "2", "code": "es"}, {"id": "3", "name": "Quechua"}],
    "service_areas": [{"id": "1", "name": "Harbour; Hill"}],
    "service_at_locations": [{"location": {"addresses": [{"city": "Harbour Town", "state_province": "CA"}]}}],
}
ORGANIZATION = {
    "id": "3d7a1b8c-4c55-4b6b-8d3c-2a1f0e9d8c7b",
    "name": "Hill Garden",
    "description": "Vegetables for the hill.",
    "website": "http://garden.example.org",
}


def take_in(whole: Any, came_from: str = "a directory") -> Report:
    return keep(read(json.dumps(whole).encode()), came_from, TODAY)


def rows() -> list[dict[str, str]]:
    return [waiting.row for waiting in Waiting.objects.all()]


@pytest.mark.parametrize("asked", ["?format=ndjson", "?per_page=200"])
def test_resources_of_another_toolbox_come_back_word_for_word(asked: str) -> None:
    fill(20)
    Resource.objects.filter(offers="").update(offers="Something.")
    Resource.objects.filter(name="").delete()
    listed = Resource.objects.filter(retired_on=None)
    before = {one.slug: {name: getattr(one, name) for name in NAMES} for one in listed}
    export = Client().get(f"/hsds/resources{asked}")
    data = export.getvalue() if export.streaming else export.content
    Resource.objects.all().delete()
    report = keep(read(data), "the next toolbox", TODAY)
    assert (report.problems, report.remarks, report.added) == ((), (), len(before))
    for row in rows():
        values, wrong = read_cells(row, {})
        assert wrong == []
        assert values == before[row["slug"]]
        assert row == {name: write_cell(value) for name, value in before[row["slug"]].items()}
    assert not Resource.objects.exists()


def test_a_second_time_adds_nothing() -> None:
    file = {"services": [SERVICE], "organizations": [ORGANIZATION, {**ORGANIZATION, "id": "7", "name": "Other"}]}
    assert take_in(file).added == 3
    again = take_in(file)
    assert (again.added, again.waiting, Waiting.objects.count()) == (0, 3, 3)


def test_what_was_declined_does_not_come_back() -> None:
    take_in([ORGANIZATION])
    Waiting.objects.update(declined_on=TODAY)
    assert take_in([ORGANIZATION])[:4] == (0, 0, 0, 1)


def test_a_service_becomes_a_row() -> None:
    report = take_in({"contents": [SERVICE]})
    assert report.added == 1
    assert {name: text for name, text in rows()[0].items() if text} == {
        "slug": "tuesday-table",
        "name": "Tuesday Table",
        "kind": "organisation",
        "maker": "Table Friends",
        "place": "Harbour Town, CA",
        "areas": "Harbour, Hill",
        "url": "https://table.example.org/meals",
        "link_source": "unchecked",
        "phone": "+1 415 555 0142",
        "status": "dormant",
        "languages": "es",
        "offers": "Warm meals & tea. Every Tuesday.",
        "for_whom": "Anybody",
        "origin": "added",
        "looked_on": "2026-02-03",
    }
    assert rows()[0]["category"] == ""
    assert set(rows()[0]) == set(NAMES)
    assert any("phone" in str(remark) for remark in report.remarks)


def test_an_organization_becomes_a_row_with_a_state_that_nobody_knows() -> None:
    take_in(ORGANIZATION)
    row = rows()[0]
    assert (row["name"], row["status"], row["url"]) == ("Hill Garden", "unknown", "http://garden.example.org")


def test_an_organization_that_is_also_its_own_service_comes_once() -> None:
    service = {"id": "5", "name": "Hill Garden", "status": "active", "organization_id": ORGANIZATION["id"]}
    report = take_in({"organizations": [ORGANIZATION], "services": [service]})
    assert (report.added, report.repeated) == (1, 1)


def test_two_services_of_the_same_name_by_different_groups_both_come() -> None:
    pantries = [{"id": str(number), "name": "Food pantry", "status": "active"} for number in range(2)]
    assert take_in(pantries).added == 2
    first, second = (row["slug"] for row in rows())
    assert first == "food-pantry"
    assert second.startswith("food-pantry-")


@pytest.mark.parametrize(("slug", "url"), [("hill-garden", ""), ("another", "https://www.garden.example.org/")])
def test_what_the_library_has_by_slug_or_address_is_counted_and_left_alone(slug: str, url: str) -> None:
    entry(slug, name="Ours", url=url)
    report = take_in([ORGANIZATION])
    assert (report.added, report.here, Waiting.objects.count()) == (0, 1, 0)
    assert Resource.objects.get().name == "Ours"


def test_categories_and_kinds_of_project_that_we_do_not_have_are_left_empty() -> None:
    full_entry(category="bee-keeping", kits=["bee-keeping"])
    page = Client().get("/hsds/resources").content
    Resource.objects.all().delete()
    assert keep(read(page), "bees", TODAY).added == 1
    assert (rows()[0]["category"], rows()[0]["kits"]) == ("", "")


def test_one_problem_means_that_nothing_is_taken_in() -> None:
    report = take_in([ORGANIZATION, {"id": "8", "status": "active"}])
    assert [str(problem) for problem in report.problems] == ["Item 2: It has no name."]
    assert (report.added, Waiting.objects.count()) == (0, 0)


def test_small_ids_of_two_directories_are_two_things() -> None:
    take_in([{"id": 1, "name": "A", "description": "a"}], "one directory")
    assert take_in([{"id": 1, "name": "B", "description": "b"}], "another directory").added == 1


def test_the_command_tells_what_it_did(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text(json.dumps([SERVICE, ORGANIZATION]), "utf-8")
    first = CliRunner().invoke(import_hsds, [str(file), "--from", "The county’s list"])
    assert first.exit_code == 0
    assert "2 added" in first.output
    assert "Left out: Item 1: phone" in first.output
    assert {waiting.came_from for waiting in Waiting.objects.all()} == {"The county’s list"}
    assert "2 waiting already." in CliRunner().invoke(import_hsds, [str(file)]).output
    file.write_bytes(b"\xff\xfe")
    broken = CliRunner().invoke(import_hsds, [str(file)])
    assert broken.exit_code == 1
    assert "UTF-16" in broken.output
    assert "Nothing was taken in." in broken.output
