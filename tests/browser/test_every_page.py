"""Every page, looked at as a machine can: axe with AAA contrast, no sideways scrolling, one h1, in each guise."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.access.test_every_address import TABLE
from tests.browser import axe
from tests.browser.guises import GUISES, is_upright, put_on
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


@pytest.fixture(scope="module")
def page(browser: Browser, trial: Running) -> Iterator[Page]:
    context = browser.new_context(base_url=trial.address)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", [*HTML, *MORE])
def test_axe_finds_nothing_nothing_overflows_and_a_thumb_hits_what_it_aims_at(path: str, page: Page) -> None:
    for address in (path, f"/es{path}", f"/ar{path}"):
        page.goto(address)
        for guise in GUISES:
            put_on(page, guise)
            is_upright(page, f"{address} ({guise})")
            if not address.startswith("/es"):
                axe.nothing_in_the_way(page, f"{address} ({guise})")
            if guise == "phone" and address == path:
                assert page.evaluate(SMALL) == []
