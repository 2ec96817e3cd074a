"""Filling in forms as a plain browser does, on Django's test client; and a crowd before the door."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.test import Client

from tests.visitor import Field, Form, Reader
from toolbox.kernel.members import doors
from toolbox.kernel.members.gate import SLOTS, WAITING


def text(page: Any) -> str:
    """A page as text."""
    return str(page.content.decode())


def form(page: Any, *names: str) -> Form:
    """The form that has these fields."""
    reader = Reader()
    reader.feed(text(page))
    return next(one for one in reader.forms if set(names) <= one.names)


def field(page: Any, name: str) -> Field:
    """A field of a page as it stands there."""
    return next(one for one in form(page, name).fields if one.name == name)


def send(client: Client, page: Any, press: str = "", **values: str) -> Any:
    """Fill in the form that has these fields and the button, and send it."""
    button = press.partition("=")[0]
    found = form(page, *values, *filter(None, [button]))
    fields = {
        one.name: one.value or (one.choices[0] if one.choices else "")
        for one in found.fields
        if one.name and one.kind != "submit" and (one.checked or one.kind not in {"checkbox", "radio"})
    }
    if press:
        fields[button] = press.partition("=")[2]
    return client.post(found.action or page.request["PATH_INFO"], {**fields, **values})


def proposal(page: Any) -> str:
    """The six words that a page shows."""
    return field(page, "proposed").value


@contextmanager
def crowd() -> Iterator[None]:
    """All places before the door are taken."""
    folder = doors.gate()._folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as held:
        for number in range(SLOTS + WAITING):
            seat = held.enter_context(open(folder / f"seat-{number}", "w"))
            fcntl.flock(seat, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
