"""Somebody's program reads the library as HSDS."""

import json
from typing import Any

import pytest
from django.test import Client

from toolbox.library.hsds.identity import identify
from toolbox.library.hsds.tests.library import DAY, entry, fill, full_entry
from toolbox.library.hsds.tests.schemas import faults
from toolbox.library.models import LinkCheck
from toolbox.library.vocabulary import Kind, LinkSource, Status

pytestmark = [pytest.mark.django_db, pytest.mark.urls("toolbox.library.hsds.tests.urls")]
LISTS = {"services": "service", "organizations": "organization", "resources": "resource"}


def get(address: str, code: int = 200) -> Any:
    response = Client().get(f"/hsds/{address}")
    assert response.status_code == code, response.content[:200]
    return response.json()


def ndjson(address: str) -> list[Any]:
    response = Client().get(f"/hsds/{address}")
    assert response["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in response.getvalue().decode().splitlines()]


def names(address: str) -> set[str]:
    return {item["name"] for item in get(address)["contents"]}


@pytest.mark.parametrize("full", ["", "&full=true"])
@pytest.mark.parametrize("listed", LISTS)
def test_every_page_of_every_list_keeps_to_the_schemas(listed: str, full: str) -> None:
    fill()
    seen: list[str] = []
    number, last = 1, False
    while not last:
        page = get(f"{listed}?per_page=20&page={number}{full}")
        assert faults("page", page) == []
        assert [faults(LISTS[listed], item) for item in page["contents"]] == [[]] * page["size"]
        assert page["page_number"] == number
        assert page["first_page"] == (number == 1)
        seen += [item["id"] for item in page["contents"]]
        number, last = number + 1, page["last_page"]
    assert page["total_pages"] == number - 1 > 1
    assert page["total_items"] == len(seen) == len(set(seen))
    assert seen == [item["id"] for item in ndjson(f"{listed}?format=ndjson")]


@pytest.mark.parametrize("listed", LISTS)
def test_each_one_is_found_by_its_identifier_and_keeps_to_the_schema(listed: str) -> None:
    fill(40)
    for item in get(f"{listed}?per_page=60")["contents"]:
        one = get(f"{listed}/{item['id']}")
        assert one["id"] == item["id"]
        assert faults(LISTS[listed], one) == []


def test_the_schemas_catch_what_is_wrong() -> None:
    assert faults("service", {"id": "7", "name": "A", "status": "active"})
    assert faults("service", {"id": identify("service", "a"), "name": "A", "status": "unknown"})
    assert faults("organization", {"id": identify("organization", "a"), "name": "A"})
    assert faults("organization", {"id": identify("a"), "name": "", "description": "", "website": "not an address"})
    assert faults("attribute", {"id": identify("a"), "taxonomy_term": {"id": identify("b"), "name": "B"}})
    assert faults("page", {"contents": []})


def test_a_service_says_what_the_library_knows() -> None:
    full_entry()
    service = ndjson("services?format=ndjson&full=true")[0]
    assert service["id"] == identify("service", "river-street-kitchen")
    assert service["status"] == "active"
    assert service["description"] == "Hot soup & bread on every evening; nobody is asked why <3."
    assert service["eligibility_description"] == "anybody who is hungry"
    assert service["url"] == "https://kitchen.example.org/qu%C3%A9-hacemos?a=1&b=2"
    assert service["assured_date"] == "2026-01-31"
    assert [phone["number"] for phone in service["phones"]] == ["+1 415-555-0142"]
    assert [language.get("name") for language in service["languages"]] == ["English", "Spanish", "Arabic", None]
    assert service["languages"][-1]["note"] == "dozens of languages through friends"
    assert [area["name"] for area in service["service_areas"]] == ["California", "Online"]
    assert service["organization"]["id"] == service["organization_id"]
    assert service["resource_id"] == get("resources")["contents"][0]["id"]
    assert not {"locations", "addresses", "schedules", "contacts", "assurer_email"} & set(service)


def test_only_groups_and_hotlines_are_services_and_never_with_a_state_that_nobody_knows() -> None:
    for kind in Kind:
        entry(f"a-{kind}", name=f"A {kind}", kind=kind, status=Status.ACTIVE)
    for status in Status:
        entry(f"group-{status}", name=f"Group {status}", kind=Kind.ORGANISATION, status=status)
    states = {item["name"]: item["status"] for item in get("services")["contents"]}
    assert states == {
        "A organisation": "active",
        "A hotline": "active",
        "Group active": "active",
        "Group dormant": "inactive",
        "Group closed": "defunct",
    }
    assert "Group unknown" in names("organizations")
    assert get("resources")["total_items"] == len(Kind) + len(Status)


def test_a_hotline_is_run_by_the_listed_group_of_its_makers_name_or_by_its_maker() -> None:
    entry("night-line", name="Night Line", kind=Kind.HOTLINE, status=Status.ACTIVE, maker="Night Owls")
    entry("owls", name="Night Owls", kind=Kind.ORGANISATION, status=Status.UNKNOWN, offers="Company at night.")
    entry("day-line", name="Day Line", kind=Kind.HOTLINE, status=Status.ACTIVE, maker="Day Birds")
    entry("noon-line", name="Noon Line", kind=Kind.HOTLINE, status=Status.ACTIVE, maker="Day Birds")
    entry("own-line", name="Own Line", kind=Kind.HOTLINE, status=Status.ACTIVE)
    by_name = {item["name"]: item["organization"] for item in get("services")["contents"]}
    assert by_name["Night Line"]["id"] == identify("organization", "owls")
    assert by_name["Night Line"]["description"] == "Company at night."
    assert by_name["Day Line"]["name"] == "Day Birds"
    assert by_name["Day Line"]["description"] == "Runs “Day Line”."
    assert by_name["Noon Line"] == by_name["Day Line"]
    assert by_name["Own Line"]["name"] == "Own Line"
    assert names("organizations") == {"Night Owls", "Day Birds", "Own Line"}


def test_a_page_by_somebody_else_is_not_given_as_a_groups_own_website() -> None:
    entry(
        "a",
        name="A",
        kind=Kind.ORGANISATION,
        status=Status.ACTIVE,
        url="https://example.org/news",
        link_source=LinkSource.THIRD_PARTY,
    )
    assert "url" not in get("services")["contents"][0]
    assert "website" not in get("organizations")["contents"][0]
    assert get("resources")["contents"][0]["url"] == "https://example.org/news"


def test_a_resource_says_when_its_address_last_answered() -> None:
    resource = full_entry()
    for day, outcome in ((1, "ok"), (2, "moved"), (3, "gone")):
        LinkCheck.objects.create(resource=resource, url=resource.url, day=DAY.replace(day=day), outcome=outcome)
    LinkCheck.objects.create(resource=resource, url="https://before.example.org/", day=DAY.replace(day=9), outcome="ok")
    assert get("resources")["contents"][0]["answered_on"] == "2026-03-02"


def test_what_is_retired_is_gone_from_everywhere() -> None:
    retired = full_entry(retired_on=DAY)
    for listed, what in LISTS.items():
        assert get(listed)["contents"] == []
        get(f"{listed}/{identify(what, retired.slug)}", 404)


@pytest.mark.parametrize("listed", LISTS)
@pytest.mark.parametrize("asked", ["", "&full=true", "&format=ndjson", "&minimal=true", "&search=number"])
def test_the_number_of_queries_does_not_grow_with_the_library(
    listed: str, asked: str, django_assert_max_num_queries: Any
) -> None:
    fill(130)
    with django_assert_max_num_queries(5):
        response = Client().get(f"/hsds/{listed}?per_page=200{asked}")
        assert len(response.getvalue() if response.streaming else response.content) > 1000


def test_identifiers_never_change() -> None:
    assert identify("service", "river-street-kitchen") == "c225c345-1fa1-5230-8fc1-4a45a0af168f"
