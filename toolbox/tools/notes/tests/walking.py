"""A browser as somebody uses it: opens pages, fills their forms, and sends them with all that is hidden in them."""

import html
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from toolbox.kernel.circles.group import Group
from toolbox.tools.notes.records import HERE, Page

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_TEXTAREA = re.compile(r'<textarea name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', re.DOTALL)
_LINE = re.compile(r'<input type="text" name="([^"]+)"(?: value="([^"]*)")?')


def fields(page: str) -> dict[str, Any]:
    """Everything that the forms in the main part of a page carry, hidden or filled in."""
    main = page[page.index("<main") :]
    found: dict[str, list[str]] = {}
    for name, value in _HIDDEN.findall(main) + _LINE.findall(main) + _TEXTAREA.findall(main):
        found.setdefault(name, []).append(html.unescape(value))
    return {name: values if name.startswith("held-") else values[0] for name, values in found.items()}


def at(name: str, *arguments: int) -> str:
    """An address."""
    return reverse(name, args=arguments)


def words(client: Client, address: str) -> str:
    """A page as it is read."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return html.unescape(answer.content.decode())


def looked_for(client: Client, address: str, what: str) -> str:
    """What a search finds. Nothing of it stands in the address."""
    answer = client.post(address, {**fields(client.get(address).content.decode()), "q": what})
    assert answer.status_code == 200, answer.status_code
    return html.unescape(answer.content.decode())


def sent(client: Client, address: str, **typed: Any) -> Any:
    """Open a page, fill in its form, and send it."""
    return client.post(address, {**fields(client.get(address).content.decode()), **typed})


def pressed(client: Client, page: str, address: str, **typed: Any) -> Any:
    """Press a button on a page that is open already."""
    token = fields(client.get(page).content.decode())["token"]
    return client.post(address, {"token": token, **typed})


def on_wall(group: Group) -> dict[str, str]:
    """The notes of a circle and what they say."""
    return {held.value.title: held.value.text for held in group.circle.shelf(Page, HERE)}
