"""On a telephone the ways of the masthead stand in one line, whatever is on the list."""

import pytest
from playwright.sync_api import Browser

from tests.browser.street import PHONE
from tests.running import Running

LINES = "[...new Set([...document.querySelectorAll('.masthead nav a')].map(one => one.getBoundingClientRect().y))]"
CUT = """() => [...document.querySelectorAll('input[placeholder]')].filter(one => {
  const style = getComputedStyle(one), pen = document.createElement('canvas').getContext('2d');
  pen.font = style.font;
  const room = one.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
  return pen.measureText(one.placeholder).width > room;
}).map(one => one.placeholder)"""


@pytest.mark.parametrize("language", ["", "/es"])
def test_nothing_is_pushed_down_and_no_example_is_cut(language: str, browser: Browser, site: Running) -> None:
    context = browser.new_context(base_url=site.address, viewport=PHONE)
    context.add_cookies([{"name": "list", "value": ".".join(f"e-{n}" for n in range(12)), "url": site.address}])
    page = context.new_page()
    for path in ("/", "/library/", "/support/"):
        page.goto(language + path)
        assert len(page.evaluate(LINES)) == 1, path
        assert page.evaluate(CUT) == [], path
    context.close()
