"""Somebody searches, spells it wrong, finds nothing, or means harm."""

from urllib.parse import quote

import pytest
from django.test import Client

from toolbox.library import keeping
from toolbox.library.tests.reader import entries, html, link, words
from toolbox.library.tests.shelf import DAY, FRIDGE, LETTERS, PANTRY, load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three(db: None) -> None:
    load(FRIDGE, PANTRY, LETTERS)


@pytest.mark.parametrize(
    "q", ["fridge", "FRIDGE", "fridgse", "fri", "nevera", "neveras", "publica", "California", "food-sharing fridge"]
)
def test_the_fridge_is_found(client: Client, q: str) -> None:
    assert entries(html(client, f"/library/?q={q}"))[0] == "riverbend-fridge"


def test_what_was_found_is_marked(client: Client) -> None:
    assert "Riverbend <mark>Fridge</mark>" in html(client, "/library/?q=fridge")
    assert "<mark>Fridge</mark>" in html(client, "/library/?q=frigde")


def test_a_misspelt_word_is_offered_as_it_should_be(client: Client) -> None:
    page = html(client, "/library/?q=fridje")
    assert "Did you mean fridge?" in words(page)
    assert entries(html(client, link(page, "q=fridge"))) == ["riverbend-fridge"]


def test_did_you_mean_keeps_the_filters(client: Client) -> None:
    page = html(client, "/library/?q=fridje&kind=organisation&sort=name")
    address = link(page, "q=fridge")
    assert "kind=organisation" in address
    assert "sort=name" in address


def test_some_words_are_better_than_nothing_and_it_is_said(client: Client) -> None:
    page = html(client, "/library/?q=fridge+worksheet+letters")
    assert "Nothing has all of these words. These have some of them." in words(page)
    assert set(entries(page)) >= {"riverbend-fridge", "letters-inside"}


def test_finding_nothing_says_what_to_do(client: Client) -> None:
    page = html(client, "/library/?q=xylophone&kind=guide")
    assert "Nothing found." in page
    assert "Look through the categories" in page
    assert entries(html(client, link(page, "q=xylophone"))) == []
    assert "Search the whole library, without the filters" in page
    assert "without the filters" not in html(client, "/library/?q=xylophone")


def test_without_the_filters_it_is_there(client: Client) -> None:
    page = html(client, "/library/?q=fridge&kind=guide")
    assert entries(page) == []
    addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert "/library/?q=fridge" in addresses


def test_a_retired_entry_is_not_found(client: Client) -> None:
    keeping.retire("riverbend-fridge", DAY)
    assert "riverbend-fridge" not in entries(html(client, "/library/?q=fridge"))
    keeping.restore("riverbend-fridge", DAY)
    assert entries(html(client, "/library/?q=fridge")) == ["riverbend-fridge"]


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    "fridge</mark><script>",
    "fridge\0",
    "\0",
    "\x1b[31m",
    "x" * 10_000,
    "fridge " * 2_000,
    "🌱" * 300,
    "👩🏽‍🌾 fridge",
    "ثلاجة عامة",
    "\u202efridge\u202c",
    "f\u0301ridge" + "\u0301" * 5_000,
    "AND OR NOT ( [ { ~ ^ * ? : \\ /",
    'name:"',
    "%00%ff%fe",
    "-",
    "*",
    " \t\n ",
    "{{ 7*7 }}{% now %}",
]


@pytest.mark.parametrize("where", ["/library/?q=", "/es/library/?sort=name&q=", "/library/categories/food/?q="])
def test_a_hostile_search_is_answered_and_never_runs(client: Client, where: str) -> None:
    for q in HOSTILE:
        page = html(client, where + quote(q))
        assert "<script>" not in page
        assert "<img src=x" not in page
        assert "\0" not in page
        assert "49" not in page, q
        assert len(page) < 40_000 + 4 * len(quote(q))  # the address itself stands in a few links


@pytest.mark.parametrize("raw", ["%ff%fe", "%ed%a0%80", "%00", "%", "%e2%80", "a%0d%0aSet-Cookie:x=1"])
def test_bytes_that_are_no_text_are_answered(client: Client, raw: str) -> None:
    response = client.get(f"/library/?q={raw}&category={raw}&after={raw}&sort={raw}&kit={raw}")
    assert response.status_code == 200
    assert not response.cookies


def test_a_cut_search_is_still_the_same_search(client: Client) -> None:
    long = "fridge " + "x" * 5_000
    assert len(link(html(client, f"/library/?kind=organisation&q={quote(long)}"), "?q=fridge")) < 1_000
