"""Somebody looks for something: on a phone with a typing error, without scripts, by keyboard alone, in Spanish."""

import re

from playwright.sync_api import Page, expect


def test_on_a_phone_with_a_typing_error(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("searchbox").fill("harm redction")
    phone.get_by_role("button", name="Search").tap()
    expect(phone.get_by_role("link", name="Sonoran Prevention Works")).to_be_visible()
    expect(phone.locator("mark").first).to_be_visible()
    phone.get_by_role("link", name="Sonoran Prevention Works").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sonoran Prevention Works")
    expect(phone.get_by_text("How sure we are of this link")).to_be_visible()


def test_results_come_while_typing(phone: Page) -> None:
    phone.goto("/library/?kind=guide")
    box = phone.get_by_role("searchbox")
    box.press_sequentially("affin", delay=20)
    expect(phone.get_by_role("link", name="Five Tips for Forming an Affinity Group")).to_be_visible()
    expect(phone).to_have_url(re.compile(r"q=affin"))
    expect(phone).to_have_url(re.compile(r"kind=guide"))
    expect(box).to_be_focused()
    expect(phone.get_by_role("link", name="Español")).to_have_attribute("href", re.compile(r"^/es/library/.*q=affin"))
    expect(phone.locator("#f-sort option").first).to_have_text("best match first")
    assert "place=" not in phone.url, "what is empty does not stand in the address"
    box.fill("")
    expect(phone.get_by_text(re.compile(r"^\d\d entries"))).to_be_visible()


def test_without_scripts(old_phone: Page) -> None:
    old_phone.goto("/")
    old_phone.get_by_role("searchbox").fill("pen pls")
    old_phone.get_by_role("button", name="Search").click()
    expect(old_phone.get_by_role("link", name="Black and Pink", exact=True)).to_be_visible()
    old_phone.get_by_text("Narrow it down").click()
    old_phone.get_by_label("Kind of thing").select_option("guide")
    old_phone.get_by_role("button", name="Show these").click()
    expect(old_phone).to_have_url(re.compile("kind=guide"))
    expect(old_phone).to_have_url(re.compile("q=pen"))
    expect(old_phone.get_by_role("link", name="guide", exact=False).first).to_be_visible()
    old_phone.get_by_role("link", name=re.compile("take this filter away")).click()
    expect(old_phone).not_to_have_url(re.compile("kind="))


def test_by_keyboard_alone(desk: Page) -> None:
    desk.goto("/")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Skip to the page")).to_be_focused()
    desk.keyboard.press("Enter")
    for _door in range(20):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.name") == "q":
            break
    expect(desk.get_by_role("searchbox")).to_be_focused()
    desk.keyboard.type("bail fund")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"q=bail"))
    link = desk.get_by_role("link", name="National Bail Fund Network and its directory")
    for _step in range(40):
        if link.evaluate("element => element === document.activeElement"):
            break
        desk.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert link.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("National Bail Fund Network")


def test_switching_to_spanish_and_back(phone: Page) -> None:
    phone.goto("/library/?q=eviction&kind=toolkit")
    phone.get_by_role("link", name="Español").tap()
    expect(phone).to_have_url(re.compile(r"/es/library/\?q=eviction&kind=toolkit"))
    expect(phone.locator("html")).to_have_attribute("lang", "es")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Biblioteca")
    phone.get_by_role("searchbox").fill("desalojos")
    phone.get_by_role("button", name="Buscar").tap()
    expect(phone.get_by_role("listitem").first).to_be_visible()
    phone.get_by_role("link", name="English").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Library")


def test_nothing_found_says_what_to_do(phone: Page) -> None:
    phone.goto("/library/?q=xyzzyplugh&kind=guide")
    expect(phone.get_by_text("Nothing found.")).to_be_visible()
    phone.get_by_role("link", name="Search the whole library, without the filters").tap()
    expect(phone).not_to_have_url(re.compile("kind="))


def test_the_first_screen_of_a_phone_has_all_doors(phone: Page) -> None:
    phone.goto("/")
    for door in ("I need support", "I want to help", "We want to start something"):
        box = phone.get_by_role("link", name=door).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 740, f"{door} is above the fold"
    red = phone.get_by_text("Somebody is being taken now?").bounding_box()
    language = phone.get_by_role("link", name="Español").bounding_box()
    assert red is not None
    assert language is not None
    assert red["y"] < 300


def test_leaving_quickly_is_first_and_tells_nothing(phone: Page) -> None:
    phone.goto("/support/?face=violence")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="Leave this page quickly")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone).to_have_title("Calendar")
    assert "Toolbox" not in phone.content()


def test_offline_says_so(desk: Page) -> None:
    desk.goto("/es/")
    desk.evaluate("navigator.serviceWorker.ready.then(() => true)")
    desk.reload()
    desk.context.set_offline(True)
    desk.goto("/es/library/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("No tienes conexión")
    desk.context.set_offline(False)
