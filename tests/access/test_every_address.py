"""Every public address: a table that the address book fills. An address that the table lacks fails.

Sealed addresses fall under tests/access/test_sealed_addresses.py by themselves.
"""

from typing import NamedTuple

import pytest
from django.test import Client

from tests.pantry import make as make_pantry
from toolbox.kernel.registry.audience import SEALED, Audience, addresses


class Expected(NamedTuple):
    """What a stranger gets at an address: an example of it, and the answer to a GET."""

    example: str
    answer: int
    audience: Audience = Audience.PUBLIC


TABLE: dict[str, Expected] = {
    "healthz": Expected("/healthz", 200, Audience.OPERATOR),
    "sw.js": Expected("/sw.js", 200),
    "": Expected("/", 200),
    "support/": Expected("/support/", 200),
    "offer/": Expected("/offer/", 200),
    "start/": Expected("/start/", 200),
    "kits/": Expected("/kits/", 200),
    "kits/<slug:slug>/": Expected("/kits/bail-fund/", 200),
    "kits/<slug:slug>/booklet/": Expected("/kits/bail-fund/booklet/", 200),
    "kits/<slug:slug>/booklet/pdf/": Expected("/kits/bail-fund/booklet/pdf/?paper=a5", 200),
    "sheets/": Expected("/sheets/", 200),
    "sheets/<slug:slug>/": Expected("/sheets/rights-home/", 200),
    "sheets/<slug:slug>/pdf/": Expected("/sheets/go-round/pdf/?paper=letter", 200),
    "kits/<slug:slug>/went/": Expected("/kits/bail-fund/went/", 200),
    "about/": Expected("/about/", 200),
    "about/list/": Expected("/about/list/", 200),
    "privacy/": Expected("/privacy/", 200),
    "leave/": Expected("/leave/", 200),
    "tour/": Expected("/tour/", 404),  # there in an invented town alone
    "offline/": Expected("/offline/", 200),
    "what-this-cannot-protect/": Expected("/what-this-cannot-protect/", 200),
    "in/": Expected("/in/", 200),
    "in/pin/": Expected("/in/pin/", 405),
    "in/sheet/": Expected("/in/sheet/", 200),
    "in/paper/": Expected("/in/paper/", 200),
    "found/": Expected("/found/", 200),
    "join/": Expected("/join/", 200),
    "lock/": Expected("/lock/", 405),
    "receipt/": Expected("/receipt/", 200),
    "receipt/slip/": Expected("/receipt/slip/", 405),
    "receipt/about/": Expected("/receipt/about/", 200),
    "components/": Expected("/components/", 404, Audience.DEBUG),
    "at/": Expected("/at/", 200),
    "at/<slug:slug>/": Expected("/at/porch-pantry/", 200),
    "at/<slug:slug>/<slug:form>/": Expected("/at/porch-pantry/i-need-groceries/", 200),
    "wanted/<slug:slug>/": Expected("/wanted/porch-pantry/", 200),
    "library/": Expected("/library/", 200),
    "library/categories/": Expected("/library/categories/", 200),
    "library/categories/<slug:slug>/": Expected("/library/categories/food/", 200),
    "library/list/": Expected("/library/list/", 200),
    "library/list/change/": Expected("/library/list/change/", 302),
    "library/booklet/": Expected("/library/booklet/", 200),
    "library/booklet/pdf/": Expected("/library/booklet/pdf/?only=food-not-bombs", 200),
    "library/share/": Expected("/library/share/", 200),
    "library/share/library.csv": Expected("/library/share/library.csv", 200),
    "library/share/library.json": Expected("/library/share/library.json", 200),
    "library/feeds/new/": Expected("/library/feeds/new/", 200),
    "library/feeds/changed/": Expected("/library/feeds/changed/", 200),
    "library/feeds/<slug:slug>/": Expected("/library/feeds/food/", 200),
    "library/suggest/": Expected("/library/suggest/", 200),
    "library/went/": Expected("/library/went/", 200),
    "library/<slug:slug>/went/": Expected("/library/food-not-bombs/went/", 200),
    "library/<slug:slug>/": Expected("/library/food-not-bombs/", 200),
    "hsds/": Expected("/hsds/", 200),
    "hsds/openapi.json": Expected("/hsds/openapi.json", 200),
    "hsds/services": Expected("/hsds/services", 200),
    "hsds/services/<str:identifier>": Expected("/hsds/services/nobody", 404),
    "hsds/organizations": Expected("/hsds/organizations", 200),
    "hsds/organizations/<str:identifier>": Expected("/hsds/organizations/nobody", 404),
    "hsds/resources": Expected("/hsds/resources", 200),
    "hsds/resources/<str:identifier>": Expected("/hsds/resources/nobody", 404),
    "hsds/profile": Expected("/hsds/profile", 200),
    "hsds/profile/<str:name>": Expected("/hsds/profile/nothing", 404),
    "hsds/schema/resource.json": Expected("/hsds/schema/resource.json", 200),
}
MACHINES = ("healthz", "sw.js", "hsds/")  # stand once, not in each language
EVERYWHERE = "hsds/"  # the last pattern of HSDS answers every other address below it with 404


@pytest.fixture
def pantry(db: None) -> None:
    """A public page with a form that takes something in."""
    make_pantry()


def test_no_address_is_missing_from_the_table() -> None:
    there = {address.route for address in addresses() if address.audience not in SEALED}
    assert there - TABLE.keys() <= {EVERYWHERE}
    assert TABLE.keys() <= there


def test_each_address_declares_the_audience_of_the_table() -> None:
    for address in addresses():
        if address.name != "unknown" and address.audience not in SEALED:
            assert address.audience == TABLE[address.route].audience, address.route


@pytest.mark.parametrize("expected", TABLE.values(), ids=lambda expected: expected.example)
def test_what_a_stranger_gets(expected: Expected, client: Client, library: None, pantry: None) -> None:
    response = client.get(expected.example)
    assert response.status_code == expected.answer
    assert not response.cookies, "whoever only reads gets no cookie"
    if not expected.example.startswith(tuple(f"/{start}" for start in MACHINES)):
        assert client.get(f"/es{expected.example}").status_code == expected.answer


@pytest.mark.parametrize("expected", TABLE.values(), ids=lambda expected: expected.example)
def test_every_answer_has_the_strict_headers(expected: Expected, client: Client, library: None, pantry: None) -> None:
    headers = client.get(expected.example).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}
    assert (headers["Cross-Origin-Resource-Policy"] == "cross-origin") == expected.example.startswith("/hsds")
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_page_without_audience_is_not_found(client: Client, settings: object) -> None:
    from django.http import HttpResponse
    from django.test import override_settings
    from django.urls import path

    bare = type("Urls", (), {"urlpatterns": [path("secret/", lambda _request: HttpResponse("undeclared"))]})
    with override_settings(ROOT_URLCONF=bare):
        assert client.get("/secret/").status_code == 404


def test_errors_speak_plainly(client: Client, library: None) -> None:
    page = client.get("/no-such-page/")
    assert page.status_code == 404
    assert "There is no such page" in page.content.decode()
    assert "no-such-page" not in page.content.decode().replace("/es/no-such-page/", "")


def test_too_much_is_refused_with_a_page(client: Client, library: None) -> None:
    page = client.post(
        "/library/list/change/", {"put": "x" * 1_100_000}, content_type="application/x-www-form-urlencoded"
    )
    assert page.status_code == 413
    assert "more than we can take" in page.content.decode()


def test_an_upload_is_kept_nowhere(client: Client, library: None) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client.post("/library/list/change/", {"put": SimpleUploadedFile("a.txt", b"x" * 100)})
    assert answer.status_code == 302


def test_a_form_from_elsewhere_is_refused_with_a_page(client: Client, library: None) -> None:
    page = client.post("/library/list/change/", {"put": "food-not-bombs"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert page.status_code == 403
    assert not page.cookies


def test_what_breaks_says_so_without_details(client: Client, library: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolbox.library.pages import browse

    def broken(*_words: object) -> None:
        raise ValueError("canary-in-the-error")

    monkeypatch.setattr(browse, "current", broken)
    client.raise_request_exception = False
    page = client.get("/library/")
    assert page.status_code == 500
    assert "Something broke on our side" in page.content.decode()
    assert "canary" not in page.content.decode()
