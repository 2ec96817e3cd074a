"""A first visit on a weak line: few requests, few bytes, nobody else asked."""

import http.client
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from tests.browser.street import PHONE
from tests.browser.test_every_page import HTML, MORE
from tests.running import Running

FIRST_WINDOW = 13_000  # bytes that arrive in one round trip
FIRST_VISIT = 50_000
REQUESTS = 6


def weight(site: Running, path: str) -> int:
    """Bytes of a body as a browser gets it."""
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)) as connection:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        with connection.getresponse() as response:
            return len(response.read())


@pytest.mark.parametrize("path", [*HTML, *MORE])
def test_every_page_fits_the_first_window(path: str, site: Running) -> None:
    for language in ("", "/es"):
        assert weight(site, language + path) <= FIRST_WINDOW


@pytest.mark.parametrize("path", ["/", "/library/", "/es/library/food-not-bombs/"])
def test_a_first_visit_is_light(path: str, browser: Browser, site: Running) -> None:
    context = browser.new_context(base_url=site.address, viewport=PHONE)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url.removeprefix(site.address)))
    page = context.new_page()
    page.goto(path, wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.close()
    assert path in asked
    assert len(set(asked)) <= REQUESTS, asked
    assert sum(weight(site, each) for each in set(asked)) <= FIRST_VISIT
