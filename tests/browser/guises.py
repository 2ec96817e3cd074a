"""The guises in which every page is looked at. A page is opened once a language, and then changes from one to the next.

That is as good as opening it in each: only the style sheet knows of them. `put_on` sees that the page has changed.
"""

from typing import Literal

from playwright.sync_api import Page, ViewportSize

from tests.browser.street import DESK, PHONE

GUISES: dict[str, tuple[ViewportSize, Literal["light", "dark"]]] = {
    "phone": (PHONE, "light"),
    "desk": (DESK, "light"),
    "dark": (DESK, "dark"),
}
WORN = "[innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light']"

MOMENTS = 250  # of 20 ms, until a browser that does not change is given up

STANDS = """(({ scrollWidth, clientWidth, dir }) =>
  [scrollWidth - clientWidth, document.querySelectorAll("h1").length, dir])(document.documentElement)"""


def is_on(page: Page, guise: str) -> bool:
    """Whether a page has the size of a guise."""
    return page.viewport_size == GUISES[guise][0]


def put_on(page: Page, guise: str) -> None:
    """Show a page as it is in a guise."""
    size, scheme = GUISES[guise]
    if page.viewport_size != size:
        page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    worn = [size["width"], size["height"], scheme]
    for _moment in range(MOMENTS):
        if page.evaluate(WORN) == worn:
            return
        page.wait_for_timeout(20)  # a browser that is busy changes a moment later
    raise AssertionError(f"It does not change to {guise}")


def is_upright(page: Page, where: str) -> None:
    """As wide as the window, one h1, and written from the right side."""
    wide, headings, direction = page.evaluate(STANDS)  # asked at once: each question to the browser costs time
    assert wide <= 0, f"{where} scrolls sideways by {wide} px"
    assert headings == 1, where
    assert direction == ("rtl" if where.startswith("/ar/") else "ltr"), where
