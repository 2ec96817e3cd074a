"""Every page behind the door, as somebody of the town gets it: in each guise, and over the line."""

import http.client
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.urls import resolve, reverse
from playwright.sync_api import Browser, Page, Route

from tests.browser import answers, axe, town
from tests.browser.test_every_page import GUISES
from tests.browser.test_weight import FIRST_WINDOW
from tests.browser.town import Example, Town
from tests.visitor import Page as Answer
from toolbox.kernel.registry.audience import SEALED, Address, addresses

ADDRESSES = [address for address in addresses() if address.audience in SEALED]
ONCE = "dark"  # laid out as the desk: one example of each address, in English
TURNED = "phone"  # the guise in which axe reads from right to left too


@pytest.fixture(scope="module", params=GUISES)
def guise(request: pytest.FixtureRequest, browser: Browser, riverbend: Town) -> Iterator[Page]:
    """A browser in one guise for the whole town."""
    address = riverbend.running.address
    context = browser.new_context(base_url=address, service_workers="block", **GUISES[request.param])
    foreign: list[str] = []
    context.on("request", lambda asked: None if asked.url.startswith(address) else foreign.append(asked.url))
    page = context.new_page()
    page.guise = request.param  # type: ignore[attr-defined]
    yield page
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
    known = next(one for one in riverbend.every() if set(wanted) <= resolve(one.path).kwargs.keys())
    kwargs = {name: resolve(known.path).kwargs[name] for name in wanted}
    answer = riverbend.people[known.who].get(reverse(address.name, kwargs=kwargs))
    assert answer.status == 405, f"no link leads to {address.route}"


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.route)
def test_nobody_flinches(address: Address, riverbend: Town, guise: Page) -> None:
    """Axe with AAA contrast finds nothing, one h1, and nothing scrolls sideways in any language."""
    found = linked(address, riverbend)
    for one in found[:1] if guise_of(guise) == ONCE else found:
        look_at(one.path, riverbend, one.who, guise)


@pytest.mark.parametrize("name", answers.MAKERS)
def test_nobody_flinches_at_what_answers_a_form(name: str, riverbend: Town, guise: Page) -> None:
    for language in ("", "/ar"):
        shown(answers.MAKERS[name](riverbend, language), riverbend, guise)
        stands(guise, f"{language}/{name}")
        if not language or guise_of(guise) == TURNED:
            axe.nothing_in_the_way(guise, f"{language}/{name}")


def shown(answer: Answer, riverbend: Town, page: Page) -> None:
    """Open an answer that was given once, as it came."""
    headers = {name: answer.headers[name] for name in ("content-type", "content-security-policy")}
    address = riverbend.running.address + answer.address

    def give(route: Route) -> None:
        route.fulfill(status=answer.status, headers=headers, body=answer.body)

    page.route(address, give)
    page.goto(address)
    page.unroute(address)


def look_at(path: str, riverbend: Town, who: str, page: Page) -> None:
    """One page in one guise, in all languages."""
    page.context.clear_cookies()
    town.carry(riverbend.people[who], page.context)
    for language in ("", "/es", "/ar") if guise_of(page) != ONCE else ("",):
        answer = page.goto(language + path)
        assert answer is not None
        assert answer.status == 200, path
        stands(page, language + path)
        if not language or (language == "/ar" and guise_of(page) == TURNED):
            axe.nothing_in_the_way(page, language + path)


def guise_of(page: Page) -> str:
    """Its name."""
    return str(page.guise)  # type: ignore[attr-defined]


def stands(page: Page, where: str) -> None:
    """Upright: as wide as the window, one h1, a title that tells nothing."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where} scrolls sideways by {wide} px"
    assert page.locator("h1").count() == 1, where
    assert page.title() == page.locator(".masthead .mark").inner_text().strip(), where
    assert page.locator("html").get_attribute("dir") == ("rtl" if "/ar" in where else "ltr")


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
