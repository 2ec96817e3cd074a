"""The main path by keyboard alone: sign in, desk, circle, note, save, lock."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.street import KEEPER, PASSPHRASE, Street

MOST = 60  # presses until something must have the focus


def walk_to(page: Page, there: Locator) -> None:
    """Press Tab until it has the focus, and see that one sees it."""
    for _step in range(MOST):
        page.keyboard.press("Tab")
        if there.evaluate("element => element === document.activeElement"):
            seen = there.evaluate("element => getComputedStyle(element).outlineStyle")
            assert seen == "solid", "the focus can be seen"
            return
    raise AssertionError(f"Tab does not come to {there}")


def press(page: Page, there: Locator) -> None:
    """Walk to a link or a button, and press it."""
    walk_to(page, there)
    page.keyboard.press("Enter")


def type_into(page: Page, name: str, words: str) -> None:
    """Walk to a field, and type."""
    walk_to(page, page.locator(f"[name={name}]"))
    page.keyboard.type(words)


def test_from_the_door_to_the_calendar(street: Street) -> None:
    street.circle("Linden Walk", ("small-linden", "Linden", KEEPER))
    with street.somebody() as desk:
        desk.goto("/")
        press(desk, desk.get_by_role("link", name="Sign in"))
        type_into(desk, "handle", "small-linden")
        type_into(desk, "passphrase", PASSPHRASE)
        desk.keyboard.press("Enter")
        expect(desk.get_by_role("heading", level=1)).to_have_text("Desk")
        press(desk, desk.get_by_role("link", name="Linden Walk", exact=True))
        expect(desk.get_by_role("heading", level=1)).to_have_text("Linden Walk")
        press(desk, desk.get_by_role("navigation", name="This circle").get_by_role("link", name="Notes"))
        press(desk, desk.get_by_role("link", name="Write a note"))
        type_into(desk, "title", "Keys")
        type_into(desk, "text", "The cellar key is under the stone.")
        press(desk, desk.get_by_role("button", name="Save"))
        expect(desk.get_by_role("heading", level=1)).to_have_text("Keys")
        desk.keyboard.press("Tab")
        expect(desk.get_by_role("link", name="Skip to the page")).to_be_focused()
        desk.keyboard.press("Tab")
        expect(desk.get_by_role("button", name="Lock and leave").first).to_be_focused()
        desk.keyboard.press("Enter")
        expect(desk).to_have_title("Calendar")
