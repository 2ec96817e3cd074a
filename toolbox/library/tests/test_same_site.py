"""Another site tries to press our buttons, or to send our readers away."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from toolbox.library.tests.reader import html
from toolbox.library.tests.shelf import FRIDGE, PANTRY, load

pytestmark = pytest.mark.django_db
CHANGE = "/library/list/change/"
PUT = {"put": "porch-pantry"}


@pytest.fixture(autouse=True)
def _two(db: None) -> None:
    load(FRIDGE, PANTRY)


@pytest.fixture
def strict() -> Client:
    """A browser against which Django's own check of forms is on, as it is outside of tests."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "nonsense"},
        {"Origin": "https://evil.example.org"},
        {"Origin": "http://testserver.evil.example.org"},
        {"Origin": "http://evil.example.org/testserver"},
        {"Origin": "http://testserver@evil.example.org"},
        {"Origin": "http://testserver:8001"},
        {"Origin": "testserver"},
        {"Origin": "http://[evil"},
    ],
    ids=str,
)
def test_another_sites_form_is_refused(strict: Client, headers: dict[str, str]) -> None:
    response = strict.post(CHANGE, PUT, headers=headers)
    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"Origin": "null"},  # what a browser sends where we ask it not to tell its page
    ],
    ids=str,
)
def test_our_own_form_is_taken_without_a_token(strict: Client, headers: dict[str, str]) -> None:
    response = strict.post(CHANGE, PUT, headers=headers)
    assert response.status_code == 302
    assert response.cookies["list"].value == "porch-pantry"
    assert set(response.cookies) == {"list"}


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_a_list_changes_by_post_only(client: Client, method: str) -> None:
    response = getattr(client, method)(CHANGE + "?put=porch-pantry")
    assert response.status_code == (302 if method in {"get", "head"} else 405)
    assert not response.cookies


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example.org/",
        "//evil.example.org/",
        "///evil.example.org/",
        "/\\evil.example.org/",
        "\\\\evil.example.org/",
        "/\t/evil.example.org/",
        "/\n/evil.example.org/",
        "\n//evil.example.org/",
        "/\x00/evil.example.org",
        " //evil.example.org/",
        "javascript:alert(1)",
        "http:evil.example.org",
        "/%2f/evil.example.org/",
        "/\r\nSet-Cookie: a=b",
        "/@evil.example.org",
        "evil.example.org",
        "",
    ],
    ids=repr,
)
def test_the_way_back_never_leads_to_another_site(client: Client, back: str) -> None:
    response = client.post(CHANGE, {**PUT, "back": back})
    assert response.status_code == 302
    where = response.headers["Location"]
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))
    assert not any(character in where for character in "\r\n\t\0\\")
    assert urlsplit(where).netloc == ""
    assert set(response.cookies) == {"list"}


@pytest.mark.parametrize("back", ["/library/?q=a%26b&kind=guide", "/es/library/porch-pantry/", "/library/?q=ñandú"])
def test_the_way_back_leads_to_where_the_reader_was(client: Client, back: str) -> None:
    where = client.post(CHANGE, {**PUT, "back": back}).headers["Location"]
    assert where == back.replace("ñ", "%C3%B1").replace("ú", "%C3%BA") + "#e-porch-pantry"


def test_the_way_back_from_a_very_long_search_does_not_lose_the_entry(client: Client) -> None:
    back = "/library/?q=" + "fridge+" * 1_000
    response = client.post(CHANGE, {**PUT, "back": back})
    assert response.status_code == 302
    assert response.cookies["list"].value == "porch-pantry"
    html(client, response.headers["Location"])


def test_pages_hold_no_token_that_would_need_a_cookie(client: Client) -> None:
    for address in ("/library/", "/library/porch-pantry/", "/library/list/?r=porch-pantry"):
        assert "csrfmiddlewaretoken" not in html(client, address)
