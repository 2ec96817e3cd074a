"""A reader puts entries on a list, sorts it, shares it and forgets it, without an account."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from toolbox.library import keeping, reading
from toolbox.library.tests.reader import entries, html, link, words
from toolbox.library.tests.shelf import DAY, FRIDGE, LETTERS, PANTRY, fill, load

pytestmark = pytest.mark.django_db
LIST = "/library/list/"
CHANGE = "/library/list/change/"


def press(client: Client, **fields: str) -> Any:
    response = client.post(CHANGE, fields)
    assert response.status_code == 302
    return response


def on_list(client: Client) -> list[str]:
    return entries_of(html(client, LIST))


def entries_of(page: str) -> list[str]:
    """The slugs on a reading list's page."""
    rows = page.split('<li class="entry"')[1:]
    return [row.split("/library/")[1].split("/")[0] for row in rows]


def share_address(page: str) -> str:
    return page.split('<textarea id="share"')[1].split(">", 1)[1].partition("<")[0].strip()


@pytest.fixture(autouse=True)
def _three(db: None) -> None:
    load(FRIDGE, PANTRY, LETTERS)


def test_a_list_begins_with_the_first_entry_and_so_does_the_cookie(client: Client) -> None:
    page = html(client, LIST)
    assert "Nothing is on your list yet." in page
    assert "cookie that begins with the first entry" in page
    assert not client.cookies
    response = press(client, put="porch-pantry", back="/library/?q=food")
    assert response.headers["Location"] == "/library/?q=food#e-porch-pantry"
    cookie = response.cookies["list"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("porch-pantry", True, "Lax")
    assert on_list(client) == ["porch-pantry"]
    assert "My list (1)" in words(html(client, "/library/"))


def test_over_https_the_cookie_stays_on_https(client: Client) -> None:
    assert client.post(CHANGE, {"put": "porch-pantry"}, secure=True).cookies["list"]["secure"]
    assert not press(Client(), put="porch-pantry").cookies["list"]["secure"]


def test_entries_keep_the_order_in_which_they_were_put_and_can_be_moved(client: Client) -> None:
    for slug in ("letters-inside", "porch-pantry", "riverbend-fridge", "porch-pantry"):
        press(client, put=slug)
    assert on_list(client) == ["letters-inside", "porch-pantry", "riverbend-fridge"]
    press(client, up="riverbend-fridge")
    assert on_list(client) == ["letters-inside", "riverbend-fridge", "porch-pantry"]
    press(client, up="letters-inside")
    press(client, take="riverbend-fridge")
    assert on_list(client) == ["letters-inside", "porch-pantry"]


def test_taking_the_last_one_off_takes_the_cookie_away(client: Client) -> None:
    press(client, put="porch-pantry")
    assert press(client, take="porch-pantry").cookies["list"]["max-age"] == 0
    press(client, put="porch-pantry.letters-inside")
    page = client.post(CHANGE, {"forget": "1"})
    assert page.cookies["list"]["max-age"] == 0
    assert "?r=porch-pantry.letters-inside</textarea>" in page.content.decode(), "it stands there this once"
    assert "My list (" not in page.content.decode()
    assert "This address brings it back." not in html(client, LIST)
    assert "Nothing is on your list yet." in html(client, LIST)


def test_a_shared_address_opens_the_same_list_for_somebody_else(client: Client) -> None:
    press(client, put="letters-inside.riverbend-fridge")
    address = share_address(html(client, LIST))
    assert address == "http://testserver/library/list/?r=letters-inside.riverbend-fridge"
    other = Client()
    page = html(other, address.removeprefix("http://testserver"))
    assert entries_of(page) == ["letters-inside", "riverbend-fridge"]
    assert "Somebody shared this list with you." in page
    assert "Make it my list" in page
    assert not other.cookies
    press(other, put="letters-inside.riverbend-fridge")
    assert on_list(other) == on_list(client)
    assert share_address(html(other, LIST)) == address


def test_a_shared_list_is_added_to_ones_own(client: Client) -> None:
    press(client, put="porch-pantry")
    page = html(client, f"{LIST}?r=letters-inside.porch-pantry")
    assert "Add these to my list" in page
    assert on_list(client) == ["porch-pantry"]
    press(client, put="letters-inside.porch-pantry")
    assert on_list(client) == ["porch-pantry", "letters-inside"]


def test_a_shared_list_can_be_opened_in_spanish_and_printed(client: Client) -> None:
    page = html(client, "/es/library/list/?r=riverbend-fridge.porch-pantry")
    assert entries_of(page) == ["riverbend-fridge", "porch-pantry"]
    assert link(page, "/es/library/booklet/?r=riverbend-fridge.porch-pantry")


def test_what_is_no_longer_in_the_library_is_said(client: Client) -> None:
    press(client, put="porch-pantry.letters-inside")
    keeping.retire("porch-pantry", DAY)
    page = html(client, LIST)
    assert entries_of(page) == ["letters-inside"]
    assert "1 entry of this list is no longer in the library." in page
    assert "2 entries of this list" in html(client, f"{LIST}?r=nobody.porch-pantry.letters-inside")


def test_only_entries_of_the_library_can_be_put_on_a_list(client: Client) -> None:
    response = press(client, put="nobody.<script>.porch-pantry.../etc/passwd")
    assert response.cookies["list"].value == "porch-pantry"
    assert press(client, put="nobody").cookies["list"].value == "porch-pantry"


def test_a_full_list_refuses_more_and_loses_nothing(client: Client) -> None:
    fill(120, category="food")
    hundred = ".".join(f"entry-{number:03}" for number in range(100))
    press(client, put=hundred)
    before = client.cookies["list"].value
    response = press(client, put="porch-pantry")
    assert response.headers["Location"] == f"{LIST}?full=1"
    assert "list" not in response.cookies
    assert client.cookies["list"].value == before == hundred
    assert "The list is full: it takes at most 100 entries" in words(html(client, f"{LIST}?full=1"))
    press(client, take="entry-005")
    press(client, put="porch-pantry")
    assert len(on_list(client)) == 100


def test_a_list_of_long_names_is_full_before_the_cookie_is_too_big(client: Client) -> None:
    slugs = [f"{'very-' * 14}long-{number:02}" for number in range(60)]
    load(*({**PANTRY, "slug": slug, "name": slug} for slug in slugs))
    for slug in slugs:
        press(client, put=slug)
    assert len(client.cookies["list"].value) <= reading.MOST_CHARACTERS < 4096 - len("list=")
    assert on_list(client) == slugs[: len(on_list(client))]


def test_a_shared_address_that_is_too_long_for_a_list_is_still_answered(client: Client) -> None:
    slugs = [f"{'very-' * 14}long-{number:02}" for number in range(60)]
    load(*({**PANTRY, "slug": slug, "name": slug} for slug in slugs))
    page = html(client, f"{LIST}?r={'.'.join(slugs)}")
    assert entries_of(page)[0] == slugs[0]


@pytest.mark.parametrize("text", ["", "....", "%00", "<script>", "🌱.🌱", "A.B", "a--b", "x" * 20_000, "." * 20_000])
def test_nonsense_in_an_address_or_a_cookie_is_an_empty_list(client: Client, text: str) -> None:
    assert entries_of(html(client, f"{LIST}?r={text}")) == []
    client.cookies["list"] = text.encode("ascii", "ignore").decode()
    assert "<script>" not in html(client, LIST)
    assert entries(html(client, "/library/"))


def test_the_share_address_and_its_list_are_one_and_the_same() -> None:
    slugs = ("a-b", "c", "d-2")
    assert reading.unpack(reading.pack(slugs)) == slugs
    assert parse_qs(urlsplit("/?r=" + reading.pack(slugs)).query)["r"] == ["a-b.c.d-2"]
    assert reading.unpack("a-b, c  d-2\na-b") == slugs  # as somebody types it from paper
