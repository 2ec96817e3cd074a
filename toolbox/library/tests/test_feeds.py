"""Somebody follows the list in a feed reader."""

from datetime import timedelta
from html import unescape
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client

from toolbox.library import categories, keeping
from toolbox.library.tests.shelf import DAY, FRIDGE, LATER, LETTERS, PANTRY, fill, load

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    root = fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated", "link"):
        assert root.find(ATOM + needed) is not None, needed
    for entry in root.iter(f"{ATOM}entry"):
        for needed in ("id", "title", "updated", "link"):
            assert entry.find(ATOM + needed) is not None, needed
    return root


def text(element: Element, name: str) -> str:
    return element.findtext(ATOM + name) or ""


def entries(root: Element) -> list[Element]:
    return list(root.iter(f"{ATOM}entry"))


def titles(root: Element) -> list[str]:
    return [text(entry, "title") for entry in entries(root)]


def test_an_entry_has_its_words_its_address_and_its_days(client: Client) -> None:
    load(FRIDGE)
    keeping.edit("riverbend-fridge", {"status": "closed"}, LATER)
    root = feed(client, "/library/feeds/new/")
    (entry,) = entries(root)
    assert text(root, "title") == "New in the library"
    assert (text(entry, "title"), text(entry, "summary")) == (FRIDGE["name"], FRIDGE["offers"])
    assert text(entry, "published") == "2026-03-01T00:00:00+00:00"
    assert text(entry, "updated") == "2026-04-02T00:00:00+00:00"
    assert text(root, "updated") == "2026-04-02T00:00:00+00:00"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://testserver/library/riverbend-fridge/"


def test_each_feed_is_one_of_its_own_for_a_feed_reader(client: Client) -> None:
    load(FRIDGE)
    addresses = [f"{side}/library/feeds/{name}/" for side in ("", "/es") for name in ("new", "changed", "food")]
    for address in addresses:
        assert text(feed(client, address), "id") == f"http://testserver{address}"


def test_the_newest_and_the_last_changed_come_first(client: Client) -> None:
    load(PANTRY)
    load(FRIDGE, today=DAY + timedelta(days=1))
    load(LETTERS, today=DAY + timedelta(days=2))
    assert titles(feed(client, "/library/feeds/new/")) == ["Letters Inside", "Riverbend Fridge", "Porch Pantry"]
    keeping.edit("porch-pantry", {"maker": "Ana"}, LATER)
    assert titles(feed(client, "/library/feeds/changed/"))[0] == "Porch Pantry"
    assert titles(feed(client, "/library/feeds/new/"))[0] == "Letters Inside"


def test_a_category_has_its_own_feed(client: Client) -> None:
    load(FRIDGE, PANTRY, LETTERS)
    assert titles(feed(client, "/library/feeds/prisoner-support/")) == ["Letters Inside"]
    assert client.get("/library/feeds/weather/").status_code == 404


def test_a_feed_in_spanish_is_in_spanish_and_leads_to_spanish_pages(client: Client) -> None:
    load(FRIDGE)
    root = feed(client, "/es/library/feeds/food/")
    (entry,) = entries(root)
    assert text(root, "title") == "Comida"
    assert text(entry, "title") == FRIDGE["name_es"]
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://testserver/es/library/riverbend-fridge/"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"


def test_an_entry_keeps_its_identity_when_it_changes(client: Client) -> None:
    load(FRIDGE)
    before = text(entries(feed(client, "/library/feeds/new/"))[0], "id")
    keeping.edit("riverbend-fridge", {"name": "Another name"}, LATER)
    assert text(entries(feed(client, "/library/feeds/changed/"))[0], "id") == before


def test_what_stands_in_an_entry_cannot_break_the_feed(client: Client) -> None:
    load({**PANTRY, "name": "]]><script>&amp; \u2028 \x85 🌱 رف", "offers": "a & b < c > d \"e\" 'f'"})
    (entry,) = entries(feed(client, "/library/feeds/new/"))
    assert text(entry, "title").startswith("]]><script>&amp;")
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None
    assert summary.get("type") == "html"  # so its text is HTML, in which our words must be escaped
    assert "<" not in (summary.text or "")
    assert unescape(summary.text or "") == "a & b < c > d \"e\" 'f'"


def test_a_feed_is_no_longer_than_fifty(client: Client) -> None:
    fill(70, category="food")
    assert titles(feed(client, "/library/feeds/new/")) == [f"Entry {number:03}" for number in range(69, 19, -1)]
    assert len(titles(feed(client, "/library/feeds/changed/"))) == 50
    assert len(titles(feed(client, "/library/feeds/food/"))) == 50


def test_a_retired_entry_is_in_no_feed(client: Client) -> None:
    load(FRIDGE, PANTRY)
    keeping.retire("porch-pantry", DAY)
    for address in ("new", "changed", "food"):
        assert titles(feed(client, f"/library/feeds/{address}/")) == ["Riverbend Fridge"]


@pytest.mark.usefixtures("library")
def test_every_feed_that_the_site_offers_is_there(client: Client) -> None:
    page = client.get("/library/share/").content.decode()
    for category in categories.load():
        address = f"/library/feeds/{category.slug}/"
        assert f'href="{address}"' in page
        assert titles(feed(client, address))


def test_a_feed_without_entries_is_right_too(client: Client) -> None:
    assert titles(feed(client, "/library/feeds/new/")) == []
