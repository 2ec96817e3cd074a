"""What answers a stranger's form stands at no address of its own. It is held to the same as every page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.access.test_every_address import TABLE
from tests.pantry import make as make_pantry
from tests.visitor import Reader

FORM = "/at/porch-pantry/i-need-groceries/"
ASKS: dict[str, dict[str, Any]] = {
    FORM: {"q-what": ["groceries"], "q-place": "Alder and Third", "q-reach": "code"},
    "/library/suggest/": {"q-name": "Ferry Shelf", "q-offers": "A shelf.", "q-known": "heard"},
    "/library/went/": {"q-tried": "A shelf", "q-did": "We put one up.", "q-publish": "no"},
    "/library/food-not-bombs/went/": {"q-did": "We cooked.", "q-publish": "no"},
    "/kits/bail-fund/went/": {"q-did": "We began.", "q-publish": "no"},
}
ELSEWHERE = re.compile(r'<(?:link|script|img|iframe|source|object|embed)\b[^>]*?(?:src|href|data)="(?!/(?!/))[^"]*"')
CODE = re.compile(r'name="code" value="([a-z ]+)"')

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


@pytest.fixture
def pantry(db: None, library: None) -> None:
    """A public page with a form that takes something in, and somebody who keeps the list."""
    make_pantry()


def fields(page: Any, *names: str) -> dict[str, str]:
    """What the form with these fields carries."""
    reader = Reader()
    reader.feed(page.content.decode())
    form = next(one for one in reader.forms if set(names) <= one.names)
    return {one.name: one.value for one in form.fields if one.kind == "hidden"}


def asked(client: Client, form: str = FORM, do: str = "send", language: str = "", **typed: Any) -> Any:
    """Fill in a form, and press one of its buttons."""
    path = language + form
    return client.post(path, {**fields(client.get(path), "carried", "whole"), **ASKS[form], "do": do, **typed})


def code_of(client: Client) -> str:
    """A receipt that is good."""
    found = CODE.search(asked(client).content.decode())
    assert found
    return found[1]


def receipt(client: Client, do: str, **typed: str) -> Any:
    """Something that a receipt does."""
    return client.post("/receipt/", {"code": code_of(client), "do": do, **typed})


ANSWERS: dict[str, Callable[[Client], Any]] = {
    **{f"sent: {form}": lambda client, form=form: asked(client, form) for form in ASKS},  # type: ignore[misc]
    "sent in Spanish": lambda client: asked(client, language="/es"),
    "wants mending": lambda client: asked(client, **{"q-place": ""}),
    "another language": lambda client: asked(client, do="look"),
    "enter": lambda client: asked(client, do="enter"),
    "too old": lambda client: asked(client, carried="x"),
    "broken": lambda client: client.post(FORM, b"--x", content_type="multipart/form-data; boundary=x"),
    "from elsewhere": lambda client: client.post(FORM, {}, headers={"Sec-Fetch-Site": "cross-site"}),
    "a receipt": lambda client: receipt(client, ""),
    "no such receipt": lambda client: client.post(
        "/receipt/", {"code": "abacus abdomen abide ability able abyss acorn"}
    ),
    "no code": lambda client: client.post("/receipt/", {"code": ""}),
    "more": lambda client: receipt(client, "write", text="The bell is broken."),
    "solved": lambda client: receipt(client, "solved"),
    "withdraw?": lambda client: receipt(client, "withdraw"),
    "withdrawn": lambda client: receipt(client, "withdraw-now"),
    "a slip": lambda client: client.post("/receipt/slip/", {"code": code_of(client)}),
    "no slip": lambda client: client.post("/receipt/slip/", {"code": ""}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_as_strict_as_a_page(name: str, pantry: None) -> None:
    client = Client(raise_request_exception=False)
    answer = ANSWERS[name](client)
    assert answer.status_code in {200, 403, 503}
    assert not client.cookies, "a stranger gets no cookie, neither before nor after"
    assert answer.headers["Cache-Control"] == "no-store" or answer.status_code == 403
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        answer.headers["Cross-Origin-Resource-Policy"] == answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    )
    assert "Location" not in answer.headers
    assert ELSEWHERE.findall(answer.content.decode("utf-8", "replace")) == []


@pytest.mark.parametrize("form", ASKS)
def test_the_form_itself_takes_something_in(form: str, pantry: None) -> None:
    assert form in {row.example for row in TABLE.values()}
    assert CODE.search(asked(Client(), form).content.decode())


@pytest.mark.parametrize("example", sorted(row.example for row in TABLE.values() if row.answer == 200))
def test_no_page_fetches_anything_from_elsewhere(example: str, client: Client, pantry: None) -> None:
    answer = client.get(example)
    if "text/html" in answer.headers.get("Content-Type", ""):
        assert ELSEWHERE.findall(b"".join(answer).decode()) == []
