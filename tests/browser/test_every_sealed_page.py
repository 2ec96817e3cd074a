"""Every page behind the door, as somebody of the town gets it: in each guise, and over the line."""

import http.client
from collections.abc import Iterable, Iterator
from contextlib import closing

import pytest
from django.urls import resolve, reverse
from playwright.sync_api import Browser, Page, Route

from tests.browser import axe, town
from tests.browser.answers_of_circles import MAKERS  # with those of answers.py
from tests.browser.guises import GUISES, is_on, is_upright, put_on
from tests.browser.test_weight import FIRST_WINDOW
from tests.browser.town import Example, Town
from tests.visitor import Page as Answer
from tests.visitor import path_of
from toolbox.kernel.registry.audience import SEALED, Address, addresses

ADDRESSES = [address for address in addresses() if address.audience in SEALED]
ONCE = "dark"  # laid out as the desk, in other colours: one example of each address, in English
TURNED = "phone"  # the guise in which axe reads from right to left too
TITLE = "[document.title, [...document.querySelectorAll('.masthead .mark')].map(mark => mark.innerText)]"


@pytest.fixture(scope="module")
def page(browser: Browser, riverbend: Town) -> Iterator[Page]:
    """A browser for the whole town."""
    address = riverbend.running.address
    context = browser.new_context(base_url=address, service_workers="block")
    foreign: list[str] = []
    context.on("request", lambda asked: None if asked.url.startswith(address) else foreign.append(asked.url))
    yield context.new_page()
    context.close()
    assert not foreign, "no request to a third party"


def linked(address: Address, riverbend: Town) -> list[Example]:
    """The pages of an address that links lead to."""
    found = riverbend.examples.get(address.route, [])
    return [one for one in found if one.page.headers["content-type"].startswith("text/html")]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.route)
def test_a_link_leads_there(address: Address, riverbend: Town) -> None:
    """A page that cannot be reached is a fault; what only takes forms needs no link."""
    if address.route in riverbend.examples:
        return
    wanted = [part.partition(":")[2] for part in address.route.replace(">", "<").split("<")[1::2]]
    known = next(one for one in riverbend.every() if set(wanted) <= resolve(path_of(one.path)).kwargs.keys())
    kwargs = {name: resolve(path_of(known.path)).kwargs[name] for name in wanted}
    answer = riverbend.people[known.who].get(reverse(address.name, kwargs=kwargs))
    assert answer.status == 405, f"no link leads to {address.route}"


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.route)
def test_nobody_flinches(address: Address, riverbend: Town, page: Page) -> None:
    """Axe with AAA contrast finds nothing, one h1, and nothing scrolls sideways in any language."""
    for number, one in enumerate(linked(address, riverbend)):
        page.context.clear_cookies()
        town.carry(riverbend.people[one.who], page.context)
        for language in ("", "/es", "/ar"):
            answer = page.goto(language + one.path)
            assert answer is not None
            assert answer.status == 200, one.path
            # Beginning with what is on already spares laying everything out anew.
            guises = [guise for guise in GUISES if guise != ONCE or not (number or language)]
            look_at(page, language, one.path, sorted(guises, key=lambda guise: not is_on(page, guise)))


@pytest.mark.parametrize("name", MAKERS)
def test_nobody_flinches_at_what_answers_a_form(name: str, riverbend: Town, page: Page) -> None:
    for language in ("", "/ar"):
        shown(MAKERS[name](riverbend, language), riverbend, page)
        look_at(page, language, f"/{name}", GUISES)


def shown(answer: Answer, riverbend: Town, page: Page) -> None:
    """Open an answer that was given once, as it came."""
    headers = {name: answer.headers[name] for name in ("content-type", "content-security-policy")}
    address = riverbend.running.address + answer.address

    def give(route: Route) -> None:
        route.fulfill(status=answer.status, headers=headers, body=answer.body)

    page.route(address, give)
    page.goto(address)
    page.unroute(address)


def look_at(page: Page, language: str, path: str, guises: Iterable[str]) -> None:
    """The page that is open, in some guises."""
    for guise in guises:
        where = f"{language}{path} ({guise})"
        put_on(page, guise)
        is_upright(page, where)
        title, marks = page.evaluate(TITLE)
        assert [title] == [mark.strip() for mark in marks], f"{where}: a title tells nothing"
        if not language or (language == "/ar" and guise == TURNED):
            axe.nothing_in_the_way(page, where)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.route)
def test_it_fits_the_first_window_and_is_kept_nowhere(address: Address, riverbend: Town) -> None:
    for one in linked(address, riverbend):
        for language in ("", "/es"):
            size, headers = fetched(riverbend, one, language)
            assert size <= FIRST_WINDOW, f"{one.path} has {size} bytes"
            assert headers["cache-control"] == "no-store"
            assert headers["referrer-policy"] == "no-referrer"
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "script-src 'self'" in headers["content-security-policy"]
            assert "set-cookie" not in headers, "whoever only reads gets no further cookie"


def fetched(riverbend: Town, one: Example, language: str) -> tuple[int, dict[str, str]]:
    """Bytes of a page as a browser with a session gets it, and its headers."""
    cookie = "; ".join(f"{name}={value}" for name, value in riverbend.people[one.who].cookies.items())
    with closing(http.client.HTTPConnection("127.0.0.1", riverbend.running.port, timeout=20)) as connection:
        connection.request("GET", language + one.path, headers={"Accept-Encoding": "gzip", "Cookie": cookie})
        with connection.getresponse() as answer:
            return len(answer.read()), {name.lower(): value for name, value in answer.getheaders()}
