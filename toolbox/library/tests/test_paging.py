"""A long list in pages. Their addresses stay right while the list grows."""

import pytest
from django.test import Client

from toolbox.library import keeping
from toolbox.library.models import Resource
from toolbox.library.tests.reader import entries, html, link
from toolbox.library.tests.shelf import LATER, fill

pytestmark = pytest.mark.django_db


def turn(client: Client, page: str, rel: str) -> str:
    """Press *More* (next) or *Earlier ones* (prev)."""
    address = link(page, f'rel="{rel}"')
    assert address, f"there is no {rel}"
    return html(client, address)


def all_slugs(**only: str) -> list[str]:
    return list(Resource.objects.filter(**only).order_by("slug").values_list("slug", flat=True))


@pytest.mark.parametrize("query", ["", "sort=name", "q=neighbours&sort=name"])
def test_turning_the_pages_shows_everything_once(client: Client, query: str) -> None:
    fill(130, category="food")
    page = html(client, f"/library/?{query}")
    seen = entries(page)
    assert not link(page, 'rel="prev"')
    while link(page, 'rel="next"'):
        page = turn(client, page, "next")
        seen += entries(page)
    assert seen == all_slugs()


def test_going_back_shows_the_same_page_again(client: Client) -> None:
    fill(130, category="food")
    first = html(client, "/library/")
    second = turn(client, first, "next")
    third = turn(client, second, "next")
    assert len(entries(third)) == 30
    assert "from number 101" in third
    again = turn(client, third, "prev")
    assert entries(again) == entries(second)
    assert entries(turn(client, again, "prev")) == entries(first)


def test_filters_search_and_order_are_kept_while_turning(client: Client) -> None:
    fill(120, status="active")
    address = link(html(client, "/library/?q=neighbours&status=active&sort=name"), 'rel="next"')
    for kept in ("q=neighbours", "status=active", "sort=name"):
        assert kept in address
    assert entries(html(client, address)) == all_slugs()[50:100]


def test_a_page_stays_right_when_an_entry_is_added_in_front(client: Client) -> None:
    fill(120, category="food")
    first = html(client, "/library/?sort=name")
    address = link(first, 'rel="next"')
    second = entries(html(client, address))
    keeping.add({"name": "AAA first", "kind": "guide", "category": "food", "offers": "x"}, LATER)
    assert entries(html(client, address)) == second


def test_a_page_whose_key_was_retired_begins_again_from_the_front(client: Client) -> None:
    fill(120, category="food")
    first = html(client, "/library/")
    address, last = link(first, 'rel="next"'), entries(first)[-1]
    keeping.retire(last, LATER)
    assert entries(html(client, address))[0] == "entry-000"


def test_after_the_last_entry_the_way_back_is_shown(client: Client) -> None:
    fill(60, category="food")
    page = html(client, "/library/?after=entry-059")
    assert "Nothing found." not in page
    assert entries(page)


@pytest.mark.parametrize(
    "key", ["after=nobody", "before=nobody", "after=", "before=entry-000", "after=%00", "after=🌱"]
)
def test_a_key_that_leads_nowhere_shows_the_first_page(client: Client, key: str) -> None:
    fill(60, category="food")
    assert entries(html(client, f"/library/?{key}"))[0] == "entry-000"


@pytest.mark.parametrize(("count", "more"), [(49, False), (50, False), (51, True), (100, True)])
def test_there_is_more_only_where_there_is_more(client: Client, count: int, more: bool) -> None:
    fill(count, category="food")
    page = html(client, "/library/")
    assert bool(link(page, 'rel="next"')) is more
    assert len(entries(page)) == min(count, 50)
    if count == 100:
        assert not link(turn(client, page, "next"), 'rel="next"')


def test_a_category_is_turned_like_the_whole_list(client: Client) -> None:
    fill(70, category="food")
    page = html(client, "/library/categories/food/")
    assert entries(page) + entries(turn(client, page, "next")) == all_slugs(category="food")
