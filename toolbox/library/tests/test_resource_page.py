"""Somebody reads about one entry: what is known, what is not, and how sure we are."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from toolbox.library import categories, keeping
from toolbox.library.catalogue import current
from toolbox.library.models import LinkCheck, Resource
from toolbox.library.shown import day
from toolbox.library.tests.reader import entries, html, link, words
from toolbox.library.tests.shelf import DAY, FRIDGE, LETTERS, PANTRY, load

pytestmark = pytest.mark.django_db


def test_everything_that_is_known_stands_there(client: Client) -> None:
    load(FRIDGE)
    page = html(client, "/library/riverbend-fridge/")
    seen = words(page)
    for text in (
        "Riverbend Fridge",
        "A public fridge, open day and night.",
        "anybody who is hungry",
        "Neighbours of Riverbend",
        "2014 to 2025",
        "somebody has seen this very page",
        "Our program has not asked yet whether it answers.",
        "English, Spanish, and others",
        "CC BY 4.0",
        "from before 2018",
        "This is about health.",
        "We think this is what the founding list meant.",
        "from the founding list",
        day(date(2026, 1, 31)),
        "+1 415-555-0142",
        "organisation",
        "active",
    ):
        assert text in seen, text
    assert link(page, 'href="tel:') == "tel:+1-415-555-0142"
    assert link(page, 'rel="noreferrer external"') == FRIDGE["url"]
    assert link(page, "kit=food-sharing") == "/library/?kit=food-sharing"
    assert link(page, "/library/categories/food/")
    assert link(page, "/library/booklet/?only=riverbend-fridge")


def test_what_is_not_known_is_said(client: Client) -> None:
    load(PANTRY)
    seen = words(html(client, "/library/porch-pantry/"))
    for text in (
        "Phone: none known.",
        "No address is known.",
        "For whom Not known.",
        "Made by not known",
        "Where not known",
        "When not known",
        "Languages not known",
        "not known: link to it, do not copy it",
    ):
        assert text in seen, text
    assert "We think this is what" not in seen


def test_a_citation_can_be_copied(client: Client) -> None:
    load(FRIDGE)
    seen = words(html(client, "/library/riverbend-fridge/"))
    assert (
        "Neighbours of Riverbend. “Riverbend Fridge”. 2014 to 2025. https://fridge.example.org/what?a=1&b=2. "
        f"listed at http://testserver/library/riverbend-fridge/, {day(timezone.now().date())}."
    ) in seen


def test_when_the_link_last_answered_is_said(client: Client) -> None:
    load(FRIDGE)
    fridge = Resource.objects.get()
    LinkCheck.objects.create(resource=fridge, url=fridge.url, day=DAY, outcome="ok", code=200)
    keeping.grow_version()
    assert f"It answered on {day(DAY)}." in html(client, "/library/riverbend-fridge/")
    for later in (7, 14):
        again = DAY + timedelta(days=later)
        LinkCheck.objects.create(resource=fridge, url=fridge.url, day=again, outcome="gone", code=404)
    keeping.grow_version()
    assert "It was gone on the last days on which we asked." in html(client, "/library/riverbend-fridge/")
    assert "link gone" in html(client, "/library/")


def test_what_stands_in_an_entry_is_text_and_never_runs(client: Client) -> None:
    evil = "<script>alert(1)</script> & \"quotes\" 'more'"
    names = ("name", "offers", "maker", "place", "licence", "years", "for_whom", "languages_note", "offers_es")
    load({**PANTRY, "slug": "evil", **dict.fromkeys(names, evil)})
    for address in ("/library/evil/", "/library/", "/library/?q=script", "/es/library/evil/"):
        page = html(client, address)
        assert "<script>alert" not in page
        assert "alert" in page


def test_related_entries_share_a_maker_a_kind_of_project_or_a_category(client: Client) -> None:
    twin = {**PANTRY, "slug": "twin", "name": "Twin", "category": "bail-funds", "maker": FRIDGE["maker"]}
    kit = {**PANTRY, "slug": "kit", "name": "Kit", "category": "bail-funds", "kits": "food-sharing"}
    load(FRIDGE, PANTRY, LETTERS, twin, kit)
    found = [item.slug for item in current().related(current().by_slug["riverbend-fridge"])]
    assert found == ["twin", "kit"]
    page = html(client, "/library/riverbend-fridge/")
    assert link(page, "/library/twin/")
    assert "Related" not in html(client, "/library/letters-inside/")


def test_a_retired_entry_says_so_and_is_nowhere_else(client: Client) -> None:
    load(FRIDGE, PANTRY, LETTERS)
    keeping.retire("porch-pantry", DAY)
    page = html(client, "/library/porch-pantry/", status=410)
    assert f"“Porch Pantry” was taken off the list on {day(DAY)}." in words(page)
    assert "How to share food" not in page
    html(client, "/es/library/porch-pantry/", status=410)
    for address in ("/library/", "/library/categories/food/", "/library/?q=porch", "/library/riverbend-fridge/"):
        assert "porch-pantry" not in html(client, address), address
    for address in ("/library/feeds/new/", "/library/feeds/changed/", "/library/feeds/food/"):
        assert "Porch Pantry" not in html(client, address)
    keeping.restore("porch-pantry", DAY)
    html(client, "/library/porch-pantry/")
    assert "porch-pantry" in entries(html(client, "/library/"))


@pytest.mark.parametrize("slug", ["nobody", "Porch-Pantry", "porch_pantry", "x" * 500])
def test_an_entry_that_never_was_is_not_found(client: Client, slug: str) -> None:
    load(PANTRY)
    assert client.get(f"/library/{slug}/").status_code == 404


@pytest.mark.usefixtures("library")
def test_every_entry_of_the_shipped_list_has_its_page_in_both_languages(client: Client) -> None:
    names = {category.slug: (category.name, category.name_es) for category in categories.load()}
    for item in current().items:
        english = words(html(client, f"/library/{item.slug}/"))
        spanish = words(html(client, f"/es/library/{item.slug}/"))
        resource = item.resource
        assert resource.offers in english
        assert resource.offers_es in spanish
        assert names[resource.category][0] in english
        assert names[resource.category][1] in spanish
        assert ("We think this is what" in english) is resource.guess
