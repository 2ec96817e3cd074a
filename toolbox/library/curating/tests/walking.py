"""A browser as somebody uses it: opens pages, fills their forms, and sends them with all that stands in them."""

from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from toolbox.library.tests.reader import words as read


class _Forms(HTMLParser):
    """What the forms of a page would send, but for buttons."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {}
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        ticks = given.get("type") in {"checkbox", "radio"}
        if tag == "input" and given.get("name") and (not ticks or "checked" in given):
            self._put(given["name"], given.get("value", "on" if ticks else ""))
        elif tag == "textarea":
            self._area = given.get("name", "")
            self._put(self._area, "")
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select and "selected" in given:
            self._put(self._select, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[self._area][-1] += data.lstrip("\r\n")

    def _put(self, name: str, value: str) -> None:
        self.found.setdefault(name, []).append(value)


def filled(page: str) -> dict[str, list[str]]:
    """Everything that the forms in the main part of a page carry."""
    forms = _Forms()
    forms.feed(page[page.index("<main") : page.index("</main>")])
    token = forms.found.get("token", [])[:1]
    return {**forms.found, "token": token}


def page(client: Client, address: str, status: int = 200) -> str:
    """A page as it was sent."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode())


def words(client: Client, address: str) -> str:
    """A page as it is read."""
    return read(page(client, address))


def sent(client: Client, address: str, **typed: Any) -> Any:
    """Open a page, fill in its form, and send it."""
    return client.post(address, {**filled(page(client, address)), **typed})


def pressed(client: Client, opened: str, address: str, **typed: Any) -> Any:
    """Press a button on a page that is open."""
    form = filled(page(client, opened))
    return client.post(address, {"token": form["token"], "edition": form.get("edition", [""])[-1], **typed})


def said(answer: Any) -> str:
    """What came back, as it is read."""
    return read(unescape(answer.content.decode()))


def leads_to(client: Client, address: str) -> str:
    """Where a page sends on."""
    answer: Any = client.get(address)
    assert answer.status_code == 302, answer.status_code
    return str(answer.url)


def posted(client: Client, address: str, form: dict[str, Any]) -> Any:
    """Send a form."""
    return client.post(address, form)
