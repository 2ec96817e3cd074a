"""Somebody's program asks for a part of the library, rightly and wrongly."""

import json
from typing import Any

import pytest
from django.test import Client

from toolbox.library import categories
from toolbox.library.hsds.identity import identify
from toolbox.library.hsds.query import BadQuery, read
from toolbox.library.hsds.terms import TAXONOMY_ID, term_id
from toolbox.library.hsds.tests.library import entry, fill, full_entry
from toolbox.library.vocabulary import Kind, Status

pytestmark = [pytest.mark.django_db, pytest.mark.urls("toolbox.library.hsds.tests.urls")]
NOBODY = "00000000-0000-4000-8000-000000000000"


def get(address: str, code: int = 200) -> Any:
    response = Client().get(f"/hsds/{address}")
    assert response.status_code == code, response.content[:200]
    return response.json()


def slugs(asked: str) -> list[str]:
    response = Client().get(f"/hsds/resources?format=ndjson&{asked}")
    assert response.status_code == 200
    return [json.loads(line)["slug"] for line in response.getvalue().decode().splitlines()]


def test_all_words_of_a_search_must_occur() -> None:
    full_entry()
    entry("other", name="Soup for all")
    assert slugs("search=SOUP") == ["other", "river-street-kitchen"]
    assert slugs("search=soup+bread") == ["river-street-kitchen"]
    assert slugs("search=100%25") == []
    assert slugs("search=Cocina") == ["river-street-kitchen"]


def test_categories_are_terms_of_one_taxonomy() -> None:
    first, second = categories.load()[:2]
    entry("one", category=first.slug)
    entry("two", category=second.slug)
    entry("none", category="")
    assert slugs(f"taxonomy_term_id={term_id(second.slug)}") == ["two"]
    assert slugs(f"taxonomy_id={TAXONOMY_ID}") == ["one", "two"]
    assert slugs(f"taxonomy_term_id={NOBODY}") == slugs(f"taxonomy_id={NOBODY}") == []
    attribute = get("resources?search=two")["contents"] or get(f"resources/{identify('resource', 'two')}")
    term = attribute["attributes"][0]["taxonomy_term"]
    assert (term["name"], term["code"], term["taxonomy_id"]) == (second.name, second.slug, TAXONOMY_ID)


def test_filters_combine() -> None:
    fill(30)
    first = categories.load()[0].slug
    both = slugs(f"taxonomy_term_id={term_id(first)}&search=number")
    assert set(both) == set(slugs(f"taxonomy_term_id={term_id(first)}")) & set(slugs("search=number")) != set()


def test_services_of_one_organization() -> None:
    entry("group", name="Group", kind=Kind.ORGANISATION, status=Status.ACTIVE)
    entry("line", name="Line", kind=Kind.HOTLINE, status=Status.ACTIVE, maker="Group")
    entry("other", name="Other", kind=Kind.ORGANISATION, status=Status.ACTIVE)
    found = get(f"services?organization_id={identify('organization', 'group').upper()}")
    assert [item["name"] for item in found["contents"]] == ["Group", "Line"]
    assert get(f"services?organization_id={NOBODY}")["empty"] is True


@pytest.mark.parametrize("moment", ["2026-03-11", "2026-03-11T23:59:59Z", "2026-03-12T01:00:00+02:00"])
def test_what_changed_on_a_day_or_later(moment: str) -> None:
    fill(20)
    assert slugs(f"modified_after={moment}") == [f"entry-{number:03}" for number in range(10, 20)]


def test_minimal_objects_come_in_one_page() -> None:
    fill()
    page = get("resources?minimal=true")
    assert page["size"] == page["total_items"] > 130
    assert all(set(item) == {"id", "last_modified"} for item in page["contents"])
    assert get("resources?minimal=true&per_page=7")["size"] == 7


def test_a_page_after_the_last_is_empty_and_says_so() -> None:
    fill(3)
    page = get("resources?page=99")
    assert (page["contents"], page["empty"], page["last_page"], page["first_page"]) == ([], True, True, False)


def test_an_empty_library_is_one_empty_page() -> None:
    page = get("services")
    assert (page["total_items"], page["total_pages"], page["first_page"], page["last_page"]) == (0, 0, True, True)
    assert page["empty"] is True


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("page=0", "page must be a whole number from 1"),
        ("page=-1", "page must be"),
        ("page=two", "page must be"),
        ("page=9999999999999999999999", "page must be"),
        ("per_page=201", "from 1 to 200"),
        ("per_page=1.5", "per_page must be"),
        ("format=xml", "json or ndjson"),
        ("full=maybe", "true or false"),
        ("minimal=1", "true or false"),
        ("minimal=true&full=true", "choose one"),
        ("taxonomy_id=7", "a UUID"),
        ("taxonomy_term_id=7", "a UUID"),
        ("organization_id=zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", "a UUID"),
        ("modified_after=yesterday", "a date"),
        ("modified_after=2026-02-30", "a date"),
        ("modified_after=0001-01-01T00:00:00%2B23:00", "a date"),
        ("search=" + "a" * 201, "200 characters"),
        ("search=%00", "plain words"),
        ("search=" + "a+" * 11, "10 words"),
        ("postcode=94110", "postcode is not offered"),
        ("proximity=500", "proximity is not offered"),
    ],
)
def test_a_wrong_value_is_answered_with_what_would_be_right(asked: str, right: str) -> None:
    assert right in get(f"services?{asked}", 400)["error"]


def test_an_error_never_repeats_what_was_asked() -> None:
    for name in ("page", "per_page", "format", "full", "taxonomy_id", "modified_after", "postcode"):
        with pytest.raises(BadQuery) as bad:
            read({name: "a-secret-word"})
        assert "secret" not in str(bad.value)


@pytest.mark.parametrize("listed", ["services", "organizations", "resources"])
def test_an_unknown_identifier_is_a_404_in_json(listed: str) -> None:
    fill(3)
    for identifier in (NOBODY, "7", "entry-001", "%27%20OR%201=1"):
        assert "No " in get(f"{listed}/{identifier}", 404)["error"]


def test_an_unknown_address_and_a_slash_at_the_end_are_a_404_in_json() -> None:
    for address in ("nothing", "services/", "services/a/b", "profile/other.json"):
        assert get(address, 404)["error"].endswith(".")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_can_only_be_read(method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)("/hsds/services")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", ["", "services", "resources?format=ndjson", "services?page=0", "services/7", "no"])
def test_programs_of_other_sites_may_read_it_and_no_cookie_is_set(address: str) -> None:
    for response in (Client().get(f"/hsds/{address}"), Client().head(f"/hsds/{address}")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not response.cookies
