"""A stranger with a plain browser before a public form, on Django's test client."""

from typing import Any

from django.test import Client

from tests.visitor import Reader

FORM = "/trial/groceries/"
EVERY = "/trial/every/"
Typed = dict[str, Any]
LEAST: Typed = {"q-what": ["flour"], "q-people-adults": "2", "q-where": "Alder and Third"}


def stranger() -> Client:
    """Somebody without an account. The error of a page is not theirs to see."""
    return Client(raise_request_exception=False)


def text(page: Any) -> str:
    """A page as text."""
    return str(page.content.decode())


def fields(page: Any, holding: str = "carried") -> dict[str, list[str]]:
    """What the form of a page would send as it stands, without any button."""
    reader = Reader()
    reader.feed(text(page))
    form = next(one for one in reader.forms if holding in one.names)
    found: dict[str, list[str]] = {}
    for one in form.fields:
        skipped = one.kind in {"submit", "file"} or (one.kind in {"checkbox", "radio"} and not one.checked)
        if one.name and not skipped:
            found.setdefault(one.name, []).append(one.value)
    return found


def press(client: Client, page: Any, do: str = "send", to: str = "", typed: Typed | None = None) -> Any:
    """Fill in the form of a page and press one of its buttons: `send`, `look`, `enter`, `typed`."""
    return client.post(to or page.request["PATH_INFO"], {**fields(page), "do": do, **(typed or {})})


def sends(client: Client, typed: Typed | None = None, address: str = FORM) -> Any:
    """Open a form, fill in what is required, and send it."""
    return press(client, client.get(address), typed={**LEAST, **(typed or {})})
