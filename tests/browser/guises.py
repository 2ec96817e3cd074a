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


def put_on(page: Page, guise: str) -> None:
    """Show a page as it is in a guise."""
    size, scheme = GUISES[guise]
    if page.viewport_size != size:
        page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    assert page.evaluate(WORN) == [size["width"], size["height"], scheme]


def is_upright(page: Page, where: str) -> None:
    """As wide as the window, one h1, and written from the right side."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where} scrolls sideways by {wide} px"
    assert page.locator("h1").count() == 1, where
    assert page.locator("html").get_attribute("dir") == ("rtl" if where.startswith("/ar/") else "ltr"), where
