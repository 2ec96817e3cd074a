"""The invented town, served and walked through: whatever a link leads to, as somebody who is signed in gets it."""

import fcntl
import pickle
import re
import shutil
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext

from tests.running import Running, serving, toolbox
from tests.visitor import Page, Visitor, path_of
from toolbox.kernel.circles.records import Role
from toolbox.kernel.registry.audience import SEALED
from toolbox.site.demo import chance, script

SEED = 1
ENOUGH = 6  # links from pages of one route to pages of another that are followed for one person
BY_FORM_ALONE = ("/found/done/", "/in/sheet/done/")  # where a form leads, and no link
PART = re.compile(r'<\w+|class="[^"]*"')


class Example(NamedTuple):
    """A page as one person gets it."""

    who: str
    path: str
    page: Page


@dataclass
class Town:
    """Riverbend, answering, with somebody signed in for each circle."""

    running: Running
    environment: dict[str, str]  # with which it runs
    people: dict[str, Visitor]
    empty: str = ""  # the path of a circle in which nothing is yet
    examples: dict[str, list[Example]] = field(default_factory=dict)  # by route

    @property
    def who(self) -> str:
        """The handle of the first of the people, who is in the empty circle."""
        return next(iter(self.people))

    @property
    def me(self) -> Visitor:
        """Their browser."""
        return self.people[self.who]

    def every(self, *routes: str) -> Iterator[Example]:
        """The examples of these routes, or of all."""
        for route in routes or self.examples:
            yield from self.examples.get(route, [])


def build(folder: Path, **environment: str) -> None:
    """Build the town in a folder of its own."""
    done = toolbox(folder, "demo", "--no-serve", "--seed", str(SEED), **environment)
    assert done.returncode == 0, done.stderr


class Walk(NamedTuple):
    """What is known of a town that was walked through."""

    empty: str
    examples: dict[str, list[Example]]


@contextmanager
def living(folder: Path, once: Path) -> Iterator[Town]:
    """The town with a trial language, served until the block ends.

    Workers that test side by side each get a copy of the one town in `once`, which the first of them walks through.
    """
    walk = _walked(once)
    shutil.copytree(once, folder, dirs_exist_ok=True)
    settings = _settings(folder)
    with serving(folder, **settings) as running:
        yield Town(running, settings, people(running), walk.empty, walk.examples)


def _settings(folder: Path) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "tests.browser.trial_settings", "TOOLBOX_TRIAL": str(folder / "locale")}


def _walked(once: Path) -> Walk:
    """Build the town, unless another worker has, and walk through it."""
    kept = once / "walk"
    with once.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            once.mkdir()
            build(once, **_settings(once))
            with serving(once, **_settings(once)) as running:
                town = come_in(running, _settings(once))
            kept.write_bytes(pickle.dumps(Walk(town.empty, town.examples)))
        walk: Walk = pickle.loads(kept.read_bytes())
    return walk


def come_in(running: Running, environment: dict[str, str]) -> Town:
    """Sign in, make one circle in which nothing is yet, and walk through everything."""
    town = Town(running, environment, people(running))
    page = town.me.get("/circles/new/")
    town.empty = town.me.send(page, page.form("name"), name="Empty Lot", my_name="Quill", purpose="").address
    for who, visitor in town.people.items():
        for one in walk(who, visitor):
            keep(town, one)
    return town


def people(running: Running) -> dict[str, Visitor]:
    """Somebody of each circle, signed in, by handle."""
    return {handle: signed_in(running, handle, passphrase_of(handle)) for handle in chosen()}


def chosen() -> Iterator[str]:
    """Handles of keepers, enough that somebody is in each circle."""
    town = script.read(settings.CONTENT / "demo")
    taken: list[str] = []
    for circle in town.circles:
        if any(circle.named(handle) for handle in taken):
            continue
        taken.append(next(one.handle for one in circle.person if one.role == Role.KEEPER))
        yield taken[-1]


def passphrase_of(handle: str) -> str:
    """What somebody of the town signs in with."""
    town = script.read(settings.CONTENT / "demo")
    language = next(one.language for one in town.residents if one.handle == handle)
    return chance.passphrase(SEED, handle, language)


def signed_in(running: Running, handle: str, passphrase: str, pin: str = "") -> Visitor:
    """Somebody who has come through the door."""
    visitor = Visitor(running)
    page = visitor.get("/in/")
    visitor.send(page, page.form("handle", "passphrase"), handle=handle, passphrase=passphrase, pin=pin)
    assert visitor.cookies, f"{handle} is not let in"
    return visitor


def carry(visitor: Visitor, context: BrowserContext) -> None:
    """Give the browser the session of a visitor."""
    for name, value in visitor.cookies.items():
        context.add_cookies(
            [{"name": name, "value": value, "domain": "127.0.0.1", "path": "/", "secure": True, "httpOnly": True}]
        )


def walk(who: str, visitor: Visitor) -> Iterator[Example]:
    """Sealed pages that links lead to from the desk, up to `ENOUGH` from one route to another."""
    ahead = deque(["/desk/", *BY_FORM_ALONE])
    known = set(ahead)
    followed: Counter[tuple[str, str]] = Counter()
    while ahead:
        path = ahead.popleft()
        page = visitor.get(path)
        route = sealed_route(path) or ""
        assert page.status == 200, f"A link leads {who} to {route}, which answers {page.status}"
        yield Example(who, path, page)
        for link in targets(page):
            way = (route, sealed_route(link) or "")
            if link not in known and way[1] and followed[way] < ENOUGH:
                followed[way] += 1
                known.add(link)
                ahead.append(link)


def targets(page: Page) -> Iterator[str]:
    """Where links and searches of a page lead, but not into other languages. Tabs have their query."""
    if not page.headers["content-type"].startswith("text/html"):
        return
    read = page.read()
    for address in [*read.links, *(form.action for form in read.forms if form.method == "get")]:
        path, query = path_of(address), urlsplit(address).query
        if path.startswith("/") and not path.startswith(("/es/", "/ar/")):
            yield f"{path}?{query}" if query else path


def sealed_route(path: str) -> str | None:
    """The route of a sealed path, whatever its query; None for every other."""
    return _sealed_route(path_of(path))


@cache  # the same links stand on every page
def _sealed_route(path: str) -> str | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return found.route if getattr(found.func, "audience", None) in SEALED else None


def keep(town: Town, one: Example) -> None:
    """Keep a page in which something stands that no kept page of its route shows."""
    route = sealed_route(one.path) or ""
    kept = town.examples.setdefault(route, [])
    if not shape(one.page) <= set().union(*(shape(other.page) for other in kept)):
        kept.append(one)


def shape(page: Page) -> set[str]:
    """What a page is made of: its elements and classes."""
    return set(PART.findall(page.text))
