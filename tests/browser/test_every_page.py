"""Every page, looked at as a machine can: axe with AAA contrast, no sideways scrolling, one h1, in each guise."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.access.test_every_address import TABLE
from tests.browser import axe
from tests.browser.street import DESK, PHONE
from tests.running import Running

HTML = sorted(
    row.example
    for route, row in TABLE.items()
    if row.answer == 200
    and not any(word in route for word in ("pdf", "csv", "json", "feeds", "hsds", "healthz", "sw.js"))
)
MORE = [
    *("/components/", "/library/?q=pen+pals&kind=guide", "/library/?q=xyzzyplugh", "/library/?q=fod+not+boms"),
    *("/library/list/?r=food-not-bombs.rose-city-copwatch", "/support/?face=deportation", "/start/?face=eviction"),
    *("/library/how-to-copwatch-article/", "/library/trans-buddy-program/", "/no-such-page/"),
]
SMALL = """() => [...document.querySelectorAll("a, button, summary, select, input, textarea")].filter(e => {
  const box = e.getBoundingClientRect(), label = e.closest("label") || e;
  const inText = e.matches("a") && e.parentElement.innerText.trim() !== e.innerText.trim();
  return box.height > 1 && !inText && label.getBoundingClientRect().height < 43.5;
}).map(e => e.outerHTML.slice(0, 120))"""
"""What a thumb would miss: lower than 44 pixels, and no word of a sentence."""
GUISES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE},
    "desk": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
}


@pytest.fixture(scope="module", params=GUISES)
def guise(request: pytest.FixtureRequest, browser: Browser, trial: Running) -> Iterator[Page]:
    context = browser.new_context(base_url=trial.address, **GUISES[request.param])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", [*HTML, *MORE])
def test_axe_finds_nothing_and_nothing_overflows(path: str, guise: Page) -> None:
    for address in (path, f"/es{path}", f"/ar{path}"):
        guise.goto(address)
        wide = guise.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} scrolls sideways by {wide} px"
        assert guise.locator("h1").count() == 1, address
        if address.startswith("/ar"):
            assert guise.locator("html").get_attribute("dir") == "rtl"
        if not address.startswith("/es"):
            axe.nothing_in_the_way(guise, address)


@pytest.mark.parametrize("path", [*HTML, *MORE])
def test_a_thumb_hits_what_it_aims_at(path: str, browser: Browser, trial: Running) -> None:
    context = browser.new_context(base_url=trial.address, **GUISES["phone"])
    page = context.new_page()
    page.goto(path)
    small = page.evaluate(SMALL)
    context.close()
    assert small == []
