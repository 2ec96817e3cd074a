"""Somebody looks through the list, narrows it down and puts it in another order."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from toolbox.library import categories, keeping
from toolbox.library.catalogue import current
from toolbox.library.models import Resource
from toolbox.library.tests.reader import entries, html, link, options, words
from toolbox.library.tests.shelf import DAY, FRIDGE, LETTERS, PANTRY, fill, load

pytestmark = pytest.mark.django_db


def three() -> None:
    load(FRIDGE, PANTRY, LETTERS)


@pytest.mark.usefixtures("library")
def test_the_categories_stand_in_the_founding_lists_order_with_introductions(client: Client) -> None:
    page = html(client, "/library/categories/")
    places = [page.index(f'href="/library/categories/{category.slug}/"') for category in categories.load()]
    assert places == sorted(places)
    seen = words(page)
    for category in categories.load():
        assert category.introduction in seen
        assert category.introduction in words(html(client, f"/library/categories/{category.slug}/"))


@pytest.mark.usefixtures("library")
def test_each_category_shows_its_entries_and_all_together_are_the_list(client: Client) -> None:
    found: list[str] = []
    for category in categories.load():
        found += entries(html(client, f"/library/categories/{category.slug}/"))
    assert found == [item.slug for item in current().items]
    assert len(found) == Resource.objects.count()


def test_an_unknown_category_is_not_there(client: Client) -> None:
    assert client.get("/library/categories/weather/").status_code == 404


def test_a_category_page_stays_in_its_category(client: Client) -> None:
    three()
    assert entries(html(client, "/library/categories/food/?category=prisoner-support")) == [
        "riverbend-fridge",
        "porch-pantry",
    ]
    assert "Nothing found." in html(client, "/library/categories/bail-funds/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("category=food", ["riverbend-fridge", "porch-pantry"]),
        ("kind=guide", ["porch-pantry"]),
        ("place=California", ["riverbend-fridge"]),
        ("language=es", ["riverbend-fridge"]),
        ("status=unknown", ["porch-pantry", "letters-inside"]),
        ("kit=food-sharing", ["riverbend-fridge"]),
        ("period=2010-2016", ["riverbend-fridge"]),
        ("category=food&status=unknown", ["porch-pantry"]),
        ("category=food&kind=worksheet", []),
        ("kind=&place=", ["riverbend-fridge", "porch-pantry", "letters-inside"]),
        ("kind=poem", ["riverbend-fridge", "porch-pantry", "letters-inside"]),
        ("kind=poem&category=food", ["riverbend-fridge", "porch-pantry"]),
        ("colour=red&sort=colour", ["riverbend-fridge", "porch-pantry", "letters-inside"]),
        ("q=food&sort=name", ["porch-pantry", "riverbend-fridge"]),
        ("q=food&kind=guide", ["porch-pantry"]),
        ("q=letters&category=food", []),
    ],
)
def test_filters_combine_with_each_other_and_the_search(client: Client, query: str, found: list[str]) -> None:
    three()
    assert entries(html(client, f"/library/?{query}")) == found


def test_the_form_keeps_what_is_chosen_and_offers_what_is_left(client: Client) -> None:
    three()
    page = html(client, "/library/?category=food&q=food")
    assert '<option value="food" selected>' in page
    assert options(page, "kind") == {"": "All kinds", "guide": "guide (1)", "organisation": "organisation (1)"}
    assert options(page, "category")["food"] == "Food (2)"
    assert 'value="food" maxlength="200"' in page


def test_a_filter_can_be_taken_away_alone(client: Client) -> None:
    three()
    page = html(client, "/library/?category=food&kind=guide&q=food&sort=name")
    assert link(page, 'href="/library/?q=food&amp;kind=') == "/library/?q=food&kind=guide&sort=name"
    without_kind = link(page, 'href="/library/?q=food&amp;category=')
    assert entries(html(client, without_kind)) == ["porch-pantry", "riverbend-fridge"]


def test_the_orders(client: Client) -> None:
    load({**LETTERS, "since": "1999"}, {**PANTRY, "name": "a pantry"}, FRIDGE)
    keeping.add({**PANTRY, "slug": "newest", "name": "Zebra"}, DAY.replace(year=2027))
    orders = {
        "": ["porch-pantry", "riverbend-fridge", "newest", "letters-inside"],
        "name": ["porch-pantry", "letters-inside", "riverbend-fridge", "newest"],
        "new": ["newest", "riverbend-fridge", "porch-pantry", "letters-inside"],
        "year": ["letters-inside", "riverbend-fridge", "porch-pantry", "newest"],
    }
    for sort, found in orders.items():
        assert entries(html(client, f"/library/?sort={sort}")) == found, sort


def test_the_order_by_name_knows_accents(client: Client) -> None:
    names = {"a": "Zapatos", "b": "Índice", "c": "ayuda", "d": "Ñandú", "e": "Órdenes", "f": "nido"}
    load(*({**PANTRY, "slug": slug, "name": name} for slug, name in names.items()))
    found = entries(html(client, "/library/?sort=name"))
    assert [names[slug] for slug in found] == ["ayuda", "Índice", "Ñandú", "nido", "Órdenes", "Zapatos"]


def test_a_list_of_500_costs_as_many_queries_as_one_of_50(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (50, 500):
        Resource.objects.all().delete()
        fill(count)
        with django_assert_num_queries(4):  # the version, the entries, the link checks, how it went for others
            client.get("/library/")
        with django_assert_num_queries(1):  # the version
            assert f"{count} entries" in html(client, "/library/")
        with django_assert_num_queries(1):
            client.get("/library/?q=neighbours&kind=guide&sort=name")


def test_what_a_reader_put_on_the_list_is_marked_for_this_reader_only(client: Client) -> None:
    three()
    client.get("/library/")
    client.post("/library/list/change/", {"put": "porch-pantry"})
    assert html(client, "/library/").count("✓ on my list") == 1
    assert "✓" not in html(Client(), "/library/")


def test_a_change_is_seen_at_once(client: Client) -> None:
    three()
    assert "Porch Pantry" in html(client, "/library/?kind=guide")
    keeping.edit("porch-pantry", {"name": "Corner Pantry", "kind": "zine"}, DAY)
    assert "Corner Pantry" in html(client, "/library/?kind=zine")
    assert "Corner Pantry" in html(client, "/library/porch-pantry/")
    assert "guide" not in options(html(client, "/library/"), "kind")


def test_htmx_gets_the_results_alone_and_a_person_the_whole_page(client: Client) -> None:
    three()
    part = client.get("/library/?q=food", headers={"HX-Request": "true"})
    assert part.content.lstrip().startswith(b'<div id="results"')
    assert b"<html" not in part.content
    assert "HX-Request" in part.headers["Vary"]
    back = client.get("/library/?q=food", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert b"<html" in back.content


def test_an_empty_library_says_so(client: Client) -> None:
    assert "Nothing found." in html(client, "/library/")
    html(client, "/library/categories/")
