"""Somebody makes a reading list, prints it, shares it, and somebody else opens it."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.running import Running


def test_made_printed_shared_and_opened_again(phone: Page, browser: Browser, site: Running) -> None:
    phone.goto("/library/food-not-bombs/")
    expect(phone.get_by_text("which begins when you press this")).to_be_visible()
    assert phone.context.cookies() == []
    phone.get_by_role("button", name="Put on my list").tap()
    expect(phone.get_by_role("link", name="My list (1)")).to_be_visible()
    phone.goto("/library/?q=pods")
    phone.get_by_role("button", name=re.compile("Pods and Pod Mapping Worksheet")).tap()
    expect(phone.get_by_text("✓ on my list")).to_be_visible()
    expect(phone).to_have_url(re.compile("q=pods"))
    phone.get_by_role("link", name="My list (2)").tap()
    phone.get_by_role("button", name="Up: Pods and Pod Mapping Worksheet").tap()
    expect(phone.get_by_role("listitem").first).to_contain_text("Pods")

    phone.get_by_role("link", name="Print it as a booklet").tap()
    expect(phone.get_by_text("2 entries")).to_be_visible()
    phone.get_by_label("to fold, on A4 sheets").check()
    form = phone.locator("form").filter(has=phone.get_by_role("button", name="Make the PDF"))
    fields = form.evaluate("form => new URLSearchParams(new FormData(form)).toString()")
    answer = phone.request.get(f"/library/booklet/pdf/?{fields}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")

    phone.goto("/library/list/")
    address = phone.get_by_label("Address of this list").input_value()
    friend = browser.new_context().new_page()
    friend.goto(address)
    expect(friend.get_by_role("heading", level=1)).to_have_text("A reading list")
    expect(friend.get_by_role("listitem")).to_have_count(2)
    assert friend.context.cookies() == [], "looking at a shared list leaves nothing"
    friend.get_by_role("button", name="Make it my list").click()
    expect(friend.get_by_role("heading", level=1)).to_have_text("My list")
    friend.context.close()

    phone.get_by_role("button", name="Forget my list").tap()
    expect(phone.get_by_text("Nothing is on your list yet.")).to_be_visible()
    assert phone.context.cookies() == []


def test_without_scripts(old_phone: Page) -> None:
    old_phone.goto("/es/library/food-not-bombs/")
    old_phone.get_by_role("button", name="Poner en mi lista").click()
    expect(old_phone.get_by_role("link", name="Mi lista (1)")).to_be_visible()
    old_phone.get_by_role("button", name=re.compile("En mi lista")).click()
    expect(old_phone.get_by_role("button", name="Poner en mi lista")).to_be_visible()


def test_what_was_found_stands_on_paper_too(desk: Page) -> None:
    for address in ("/library/?q=food", "/library/categories/food/", "/library/list/?r=food-not-bombs"):
        desk.goto(address)
        desk.emulate_media(media="print")
        expect(desk.get_by_role("link", name="Food Not Bombs", exact=True)).to_be_visible()
        expect(desk.get_by_role("button").first).to_be_hidden()
        expect(desk.get_by_role("navigation", name="Site")).to_be_hidden()
        desk.emulate_media(media="screen")


def test_the_reader_stays_at_the_entry_that_was_put(phone: Page) -> None:
    phone.goto("/library/?kind=organisation")
    button = phone.locator("button[name=put]").nth(20)
    slug = button.get_attribute("value")
    button.tap()
    expect(phone.locator(f"#e-{slug}")).to_be_in_viewport()
    expect(phone.locator(f"#e-{slug}")).to_contain_text("on my list")
