"""Somebody reads in Spanish. What is there only in English is shown and marked as English."""

import re

import pytest
from django.test import Client

from toolbox.library import keeping
from toolbox.library.categories import areas, load, projects
from toolbox.library.tests.reader import entries, html, options, words
from toolbox.library.tests.shelf import DAY, FRIDGE, PANTRY
from toolbox.library.tests.shelf import load as load_rows

pytestmark = pytest.mark.django_db
MARK = 'lang="en" dir="ltr"'


def test_an_entry_is_shown_in_spanish(client: Client) -> None:
    load_rows(FRIDGE)
    page = html(client, "/es/library/riverbend-fridge/")
    assert '<html lang="es"' in page
    seen = words(page)
    for name in ("name", "maker", "place", "years", "offers", "for_whom", "licence", "languages_note"):
        assert FRIDGE[f"{name}_es"] in seen, name
        assert name == "place" or FRIDGE[name] not in seen.replace(FRIDGE[f"{name}_es"], ""), name
    assert "31 de enero de 2026" in seen
    assert "inglés, español, y otros" in seen
    assert MARK not in page


def test_what_has_no_spanish_is_shown_in_english_and_marked(client: Client) -> None:
    load_rows({name: text for name, text in FRIDGE.items() if not name.endswith("_es")})
    page = html(client, "/es/library/riverbend-fridge/")
    assert f"<h1 {MARK}>Riverbend Fridge</h1>" in page
    for name in ("maker", "place", "years", "offers", "for_whom", "licence"):
        assert re.search(rf"<\w+[^>]* {MARK}>{re.escape(FRIDGE[name])}</", page), name
    row = html(client, "/es/library/")
    assert f"{MARK}>Riverbend Fridge</a>" in row
    assert f"{MARK}>{FRIDGE['offers']}</p>" in row
    assert MARK not in html(client, "/library/riverbend-fridge/").partition("<body>")[2]


def test_a_retired_entry_is_named_in_its_language(client: Client) -> None:
    load_rows(FRIDGE)
    keeping.retire("riverbend-fridge", DAY)
    assert "La nevera de Riverbend" in html(client, "/es/library/riverbend-fridge/", status=410)


@pytest.mark.usefixtures("library")
def test_the_filters_speak_spanish(client: Client) -> None:
    page = html(client, "/es/library/")
    chosen = options(page, "category")
    for category in load():
        assert chosen[category.slug].startswith(category.name_es)
    kits = options(page, "kit")
    assert all(kits[p.slug].startswith(p.name_es) for p in projects() if p.slug in kits)
    places = options(page, "place")
    assert all(places[a.name].startswith(a.name_es) for a in areas() if a.name in places)
    assert options(page, "language")["es"].startswith("español")


@pytest.mark.usefixtures("library")
def test_each_page_leads_to_itself_in_the_other_language(client: Client) -> None:
    for address in ("/library/?q=food&kind=guide", "/library/food-not-bombs/", "/library/categories/food/"):
        page = html(client, f"/es{address}")
        assert f'<a id="to-en" href="{address.replace("&", "&amp;")}" lang="en" hreflang="en">' in page


def test_english_and_spanish_words_find_the_same_on_both_sides(client: Client) -> None:
    load_rows(FRIDGE, PANTRY)
    for side in ("", "/es"):
        for word in ("nevera", "fridge", "hambre"):
            assert entries(html(client, f"{side}/library/?q={word}")) == ["riverbend-fridge"]


def test_the_language_comes_from_the_address_alone(client: Client) -> None:
    load_rows(FRIDGE)
    page = html(client, "/library/riverbend-fridge/")
    asked = client.get("/library/riverbend-fridge/", headers={"Accept-Language": "es"})
    assert asked.content.decode() == page
