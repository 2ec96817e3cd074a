"""What is printed is what the page showed."""

import re

import pytest
from django.test import Client

from toolbox.library.tests.reader import html


@pytest.mark.usefixtures("library")
def test_a_search_is_printed_as_it_was_found(client: Client) -> None:
    page = html(client, "/library/?q=pods&kind=worksheet")
    found = set(re.findall(r'name="put" value="([a-z0-9-]+)"', page))
    assert 0 < len(found) < 10
    assert "/library/booklet/?q=pods&amp;kind=worksheet" in page
    choice = html(client, "/library/booklet/?q=pods&kind=worksheet")
    assert f"{len(found)} entries" in choice
    assert 'name="q" value="pods"' in choice


@pytest.mark.usefixtures("library")
def test_while_typing_the_address_and_the_filters_follow(client: Client) -> None:
    answer = client.get("/library/?q=pods&kind=worksheet&place=&sort=", headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.headers["HX-Replace-Url"] == "/library/?q=pods&kind=worksheet"
    assert "<html" not in text
    assert 'id="filters" hx-swap-oob="true"' in text
    assert 'id="to-es" hx-swap-oob="true"' in text
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.usefixtures("library")
def test_on_paper_stand_the_words_and_the_addresses(client: Client) -> None:
    page = html(client, "/library/?q=pods&kind=worksheet")
    looked_for = page.partition('<p class="on-paper">')[2].partition("</p>")[0]
    assert "“pods” · " in looked_for
    assert "What was looked for:" not in html(client, "/library/")
    entry = page.partition('<li class="entry"')[2].partition("</li>")[0]
    assert '<p class="on-paper code"><bdi dir="ltr">http' in entry
    for other in ("/library/food-not-bombs/", "/kits/food-sharing/"):
        assert '<p class="on-paper code"><bdi dir="ltr">http' in html(client, other), other
