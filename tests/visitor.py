"""A browser of the plainest kind: reads pages, fills in forms and sends them, keeps its cookies. No scripts."""

import http.client
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from tests.running import Running


@dataclass
class Field:
    """One field of a form."""

    name: str
    kind: str  # text, textarea, hidden, password, file, checkbox, radio, select, submit …
    value: str = ""
    checked: bool = False
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form as it stands on a page."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """The names of all fields."""
        return {one.name for one in self.fields}


class Reader(HTMLParser):
    """Gathers the forms and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._select: Field | None = None
        self._area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "option" and self._select is not None:
            self._select.choices.append(given.get("value", ""))
            if "selected" in given:
                self._select.value = given.get("value", "")
        elif self._form is not None and tag in {"input", "textarea", "select", "button"}:
            kind = given.get("type", {"input": "text", "button": "submit"}.get(tag, tag))
            one = Field(given.get("name", ""), kind, given.get("value", ""), "checked" in given)
            self._form.fields.append(one)
            self._select = one if tag == "select" else self._select
            self._area = one if tag == "textarea" else None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._area.value = self._area.value.removeprefix("\n")
            self._area = None


class Page(NamedTuple):
    """An answer, after redirects."""

    status: int
    address: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def read(self) -> Reader:
        """Its forms and links."""
        reader = Reader()
        reader.feed(self.text)
        return reader

    def form(self, *names: str) -> Form:
        """The form that has these fields."""
        return next(form for form in self.read().forms if set(names) <= form.names)


class Upload(NamedTuple):
    """A file that is sent."""

    name: str
    content: bytes
    media_type: str = "text/plain"


Value = str | Upload | list[str]


class Visitor:
    """Somebody with a plain browser."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Page:
        return self._follow("GET", path, b"", {})

    def send(
        self, page: Page, form: Form, press: str = "", typed: "Mapping[str, Value] | None" = None, **more: "Value"
    ) -> Page:
        """Send a form as it stands, with some fields filled in. `press` is the name=value of a button."""
        values = {**(typed or {}), **more}
        fields: list[tuple[str, str | Upload]] = []
        for one in form.fields:
            if not one.name or one.name in values or one.kind in {"submit", "button", "file", "reset"}:
                continue
            if one.kind in {"checkbox", "radio"} and not one.checked:
                continue
            fields.append((one.name, one.value or (one.choices[0] if one.choices else "")))
        for name, value in values.items():
            fields += [(name, each) for each in (value if isinstance(value, list) else [value])]
        if press:
            name, _equals, value = press.partition("=")
            fields.append((name, value))
        target = urljoin(page.address, form.action or page.address)
        if form.method == "get":
            return self.get(target + "?" + urlencode([(name, str(value)) for name, value in fields]))
        body, kind = _packed(fields)
        return self._follow("POST", target, body, {"Content-Type": kind})

    def _follow(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Page:
        for _hop in range(6):
            page = self._ask(method, path, body, headers)
            if page.status not in {301, 302, 303}:
                return page
            method, body, headers = "GET", b"", {}
            path = urljoin(page.address, page.headers["location"])
        raise AssertionError(f"{path} leads round in circles")

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Page:
        connection = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=60)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, path, body, {**headers, **({"Cookie": cookie} if cookie else {})})
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    self._keep(value)
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Page(answer.status, path, found, answer.read())
        finally:
            connection.close()

    def _keep(self, value: str) -> None:
        name, _equals, rest = value.partition("=")
        content = rest.split(";")[0].strip('"')
        if content and not re.search(r"max-age=0", rest, re.IGNORECASE):
            self.cookies[name] = content
        else:
            self.cookies.pop(name, None)


def _packed(fields: list[tuple[str, "str | Upload"]]) -> tuple[bytes, str]:
    if not any(isinstance(value, Upload) for _name, value in fields):
        return urlencode([(name, str(value)) for name, value in fields]).encode(), "application/x-www-form-urlencoded"
    edge = secrets.token_hex(12)
    parts = []
    for name, value in fields:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"'
        if isinstance(value, Upload):
            head += f'; filename="{value.name}"\r\nContent-Type: {value.media_type}'
            parts.append(f"{head}\r\n\r\n".encode() + value.content + b"\r\n")
        else:
            parts.append(f"{head}\r\n\r\n{value}\r\n".encode())
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def path_of(address: str) -> str:
    """The path of an address, without host and query."""
    return urlsplit(address).path
