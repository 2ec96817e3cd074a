"""Somebody who fills in every field of every form that they can find, with canaries."""

import re
from collections import Counter
from functools import cache
from urllib.parse import urljoin

from django.urls import Resolver404, resolve

from tests.visitor import Form, Page, Upload, Visitor, path_of

OURS = re.compile(r"^/(?:es/)?(?:desk|me|c|circles|projects)/")
WORDS = {"text", "textarea", "search", "tel", "email", "url", "password"}
WAYS_OUT = {"lock", "page_publish", "needs_list_publish"}  # what is published lies in clear by choice
ENOUGH = 12  # pages of one address in a round: the list has a hundred alike
# These end something. They come last, when everything else was tried.
LAST = ("curating_lay_down", "delete_me", "end_circle", "leave_circle", "remove", "passphrase", "end_session", "freeze")


class Filler:
    """Walks from page to page and sends each kind of form once. `sent` and `seen` tell what was reached."""

    def __init__(self, visitor: Visitor, canary: str, secrets: dict[str, str]) -> None:
        self.visitor = visitor
        self.canary = canary
        self.secrets = secrets  # what fields of these names want, such as a passphrase
        self.seen: set[str] = set()
        self.sent: set[tuple[str, frozenset[str]]] = set()
        self.answers: set[int] = set()
        self._count = 0

    def walk(self, start: str, rounds: int = 5) -> None:
        """Follow every link, again and again: what was written opens new ways. What ends things comes last."""
        for last in range(rounds):
            waiting, known, visits = [start], set[str](), Counter[str]()
            while waiting:
                path = waiting.pop(0)
                name = route(path)
                if path in known or not name or last < _not_before(name, rounds) or visits[name] == ENOUGH:
                    continue
                known.add(path)
                visits[name] += 1
                for page in self._pages(path):
                    waiting += [found for found in links(page) if found not in known]

    def first(self, name: str, *start: str) -> None:
        """Fill in the first page of this name that links lead to from others, before the walk closes it."""
        for path in start:
            for link in links(self.visitor.get(path)):
                if route(link) == name:
                    self._pages(link)
                    return
        raise AssertionError(f"no link leads to {name}")

    def _pages(self, path: str) -> list[Page]:
        """A page, and what its forms answer."""
        page = self.visitor.get(path)
        self.answers.add(page.status)
        self.seen.add(route(path))
        if "text/html" not in page.headers.get("content-type", ""):
            return []
        pages = [page]
        for form in page.read().forms:
            target = route(path_of(urljoin(page.address, form.action or page.address)))
            kind = (target, frozenset(form.names | {one.value for one in form.fields if one.kind == "submit"}))
            if kind in self.sent or target in WAYS_OUT or not target:
                continue
            self.sent.add(kind)
            pages += self._send(page, form)
        return pages

    def _send(self, page: Page, form: Form) -> list[Page]:
        """The form with every field filled in, for each of its buttons."""
        buttons = [f"{one.name}={one.value}" if one.name else "" for one in form.fields if one.kind == "submit"]
        answers = []
        for press in buttons or [""]:
            values = {
                one.name: self.fill(one.name, one.kind) for one in form.fields if self._can_fill(one.kind, one.name)
            }
            answers.append(self.visitor.send(page, form, press, values))
            self.answers.add(answers[-1].status)
        return answers

    def _can_fill(self, kind: str, name: str) -> bool:
        return bool(name) and (kind in WORDS or kind == "file" or name in self.secrets)

    def fill(self, name: str, kind: str) -> "str | Upload":
        """A canary for a field."""
        self._count += 1
        if name in self.secrets:
            return self.secrets[name]
        if kind == "file":
            return Upload(f"{self.canary}-{self._count}.txt", f"{self.canary} in a file {self._count}".encode() * 9000)
        return f"{self.canary} {self._count}"


def _not_before(name: str, rounds: int) -> int:
    """The round in which an address is first opened: what takes away comes late, what ends the circle last."""
    if name in LAST:
        return rounds - 1
    if name == "need_destroy":  # once everything else was done to it
        return 1
    if name == "legal_paper":  # from then on nothing of the circle is destroyed
        return 3
    if name in {"slots_day", "slots_off"}:  # there free appointments are taken away, once some were given
        return 2
    return max(0, rounds - 3) if name.endswith("_remove") else 0


def route(path: str) -> str:
    """The name of the address that answers at a path; empty where it is none of the members'."""
    return _route(path_of(path))


@cache  # the same links stand on every page
def _route(path: str) -> str:
    if not OURS.match(path):
        return ""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def links(page: Page) -> list[str]:
    """Where a page leads, within what is the members'."""
    found = [page.address, *(urljoin(page.address, link).split("#")[0] for link in page.read().links)]
    return [link for link in found if OURS.match(path_of(link))]
