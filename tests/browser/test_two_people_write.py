"""Two people write at once, and one of them is interrupted: no word and no file is lost."""

import re

from playwright.sync_api import Page, expect

from tests.browser.axe import nothing_in_the_way as axe
from tests.browser.street import HELPER, KEEPER, PASSPHRASE, PHONE, Street, fill, go

LIST = b"bread, 40\nsoup, 2 pots\n"


def save(page: Page) -> None:
    """Press the button that saves."""
    page.get_by_role("button", name=re.compile("^Save")).click()


def test_both_change_one_note_and_nothing_is_lost(street: Street) -> None:
    home = street.circle("Dogwood Court", ("red-dogwood", "Dogwood", KEEPER), ("elm-of-court", "Elm", HELPER), notes=1)
    with street.somebody("red-dogwood") as desk, street.somebody("elm-of-court", viewport=PHONE) as phone:
        for page in (desk, phone):
            page.goto(f"{home.path}notes/")
            page.get_by_role("link", name="Note 0").click()
            page.get_by_role("link", name="Edit", exact=True).click()
        there = desk.locator("[name=text]").input_value()
        fill(desk, text=f"The bell is broken. Knock.\n\n{there}")
        save(desk)
        expect(desk.locator("article")).to_contain_text("The bell is broken")
        fill(phone, text=f"{there}\n\nThe van is back at six.")
        save(phone)
        expect(phone.get_by_role("heading", level=1)).to_have_text("Two of you wrote at once")
        expect(phone.get_by_role("alert")).to_contain_text("Dogwood")
        expect(phone.locator("ins, del", has_text="bell").first).to_be_visible()
        axe(phone, "two texts")
        made = phone.locator("[name=text]").input_value()
        assert "The bell is broken. Knock." in made
        assert "The van is back at six." in made
        save(phone)
        for page in (desk, phone):
            page.reload()
            expect(page.locator("article")).to_contain_text("The bell is broken")
            expect(page.locator("article")).to_contain_text("The kitchen key")
            expect(page.locator("article")).to_contain_text("The van is back at six")
        phone.get_by_role("link", name="Versions (3)").click()
        expect(phone.locator("main tbody tr")).to_have_count(3)


def test_falling_asleep_while_writing(street: Street) -> None:
    home = street.circle("Elder Hill", ("black-elder", "Elder", KEEPER))
    with street.somebody("black-elder", pin="2468", viewport=PHONE) as phone:
        phone.goto(f"{home.path}notes/new/")
        fill(phone, title="Tonight", text="The kettle is at Mill Lane.")
        street.put_to_sleep(phone)
        save(phone)
        expect(phone.get_by_role("heading", level=1)).to_have_text("Asleep")
        axe(phone, "asleep")
        assert "Elder Hill" not in phone.content(), "nothing of the circle stands on it"
        fill(phone, pin="1111")
        go(phone)
        expect(phone.locator(".wrong")).to_contain_text("Tries left: 4")
        fill(phone, pin="2468")
        go(phone)
        expect(phone.get_by_role("heading", level=1)).to_have_text("Here is what you had typed")
        expect(phone.locator("main")).to_contain_text("The kettle is at Mill Lane.")
        axe(phone, "came back")
        go(phone)
        expect(phone.get_by_role("heading", level=1)).to_have_text("Tonight")
        expect(phone.locator("article")).to_contain_text("The kettle is at Mill Lane.")


def test_falling_asleep_without_a_pin_and_with_a_file(street: Street) -> None:
    home = street.circle("Fir Corner", ("old-fir", "Fir", KEEPER))
    with street.somebody("old-fir") as desk:
        desk.goto(f"{home.path}notes/new/")
        fill(desk, title="Shopping", text="For Saturday.")
        desk.get_by_label("Add files").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": LIST})
        street.put_to_sleep(desk)
        save(desk)
        expect(desk.get_by_role("heading", level=1)).to_have_text("Sign in")
        fill(desk, handle="old-fir", passphrase=PASSPHRASE)
        go(desk)
        expect(desk.locator("main")).to_contain_text("A file that you had chosen is still here")
        go(desk)
        expect(desk.get_by_role("heading", level=1)).to_have_text("Shopping")
        file = desk.get_by_role("link", name="list.csv").get_attribute("href")
        assert file
        answer = desk.request.get(file)
        assert answer.body() == LIST, "the file came back whole"
        assert answer.headers["cache-control"] == "no-store"


def test_the_shift_ends_while_writing(street: Street) -> None:
    home = street.circle("Grove End", ("young-grove", "Grove", KEEPER))
    with street.somebody("young-grove", pin="1357") as desk:
        desk.goto(f"{home.path}notes/new/")
        fill(desk, title="Friday", text="The hall is ours from seven.")
        street.end_shift(desk)
        save(desk)
        expect(desk.get_by_role("heading", level=1)).to_have_text("Sign in")
        expect(desk.locator("main")).to_contain_text("comes back once you have signed in")
        axe(desk, "over")
        fill(desk, handle="young-grove", passphrase="one wrong word")
        go(desk)
        expect(desk.get_by_role("alert")).to_contain_text("is not right")
        fill(desk, passphrase=PASSPHRASE)
        go(desk)
        expect(desk.locator("main")).to_contain_text("The hall is ours from seven.")
        go(desk)
        expect(desk.get_by_role("heading", level=1)).to_have_text("Friday")
        expect(desk.locator("article")).to_contain_text("The hall is ours from seven.")
