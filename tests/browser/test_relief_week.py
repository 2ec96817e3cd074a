"""A week of a relief hub: strangers ask in Spanish, helpers have no account, two dispatch at once, the power goes.

Whoever asks and whoever helps has a phone without scripts; of the members one has.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import nothing_in_the_way as axe
from tests.browser.street import HELPER, KEEPER, PASSPHRASE, PHONE, Settled, Street, fill, go, words
from tests.browser.test_strangers import comes_back, go_send
from tests.browser.town import signed_in
from tests.running import serving

OLD_PHONE: dict[str, Any] = {"viewport": PHONE, "java_script_enabled": False, "has_touch": True, "is_mobile": True}


class Hub:
    """A toolbox with a hub that takes in asks and offers."""

    def __init__(self, street: Street, home: Settled) -> None:
        self.street = street
        self.home = home

    @property
    def board(self) -> str:
        """Where the board is."""
        return f"{self.home.path}needs/"


@pytest.fixture(scope="module")
def hub(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """Three people on Dock Street, with two forms that everybody can see."""
    with serving(tmp_path_factory.mktemp("hub")) as running:
        street = Street(running, browser)
        people = (("teasel", "Teasel", KEEPER), ("yarrow", "Yarrow", HELPER), ("burdock", "Burdock", HELPER))
        home = street.circle("Dock Street Hub", *people)
        visitor = signed_in(running, "teasel", PASSPHRASE)
        page = visitor.get(f"{home.path}page/words/")
        visitor.send(page, page.form("title", "slug"), "", {"title": "Dock Street", "slug": "dock-street"})
        for starter in ("groceries", "i-can-help"):
            page = visitor.get(f"{home.path}page/forms/")
            assert visitor.send(page, page.form("begin"), f"begin={starter}").status == 200
        page = visitor.get(f"{home.path}page/publish/")
        form = next(form for form in page.read().forms if form.method == "post" and not form.action)
        assert "Everybody can see it." in visitor.send(page, form).text
        links = [link for link in visitor.get("/at/dock-street/").read().links if link.startswith("/at/dock-street/")]
        assert len({link for link in links if link.count("/") > 3}) >= 2, links
        yield Hub(street, home)


def form_at(hub: Hub, page: Page, which: int, language: str = "") -> None:
    """Open one of the forms of the public page by its link."""
    page.goto(f"{language}/at/dock-street/")
    links = page.locator("main a[href*='/at/dock-street/']")
    page.goto(links.nth(which).get_attribute("href") or "")


def asks_for_groceries(hub: Hub, phone: Page) -> str:
    """Rosa asks, in Spanish; returns her code."""
    form_at(hub, phone, 0, "/es")
    phone.locator("[name=q-what][value=groceries]").check()
    fill(phone, **{"q-people-adults": "2", "q-place": "Calle Dock y Tercera"})
    phone.locator("[name=q-reach][value=code]").check()
    go_send(phone)
    return words(phone)


def offers_to_drive(hub: Hub, phone: Page) -> str:
    """Plum offers a van; returns the code."""
    form_at(hub, phone, 1)
    phone.locator("[name=q-what][value=drive]").check()
    phone.locator("[name=q-languages][value=es]").check()
    fill(phone, **{"q-name": "Plum"})
    go_send(phone)
    return words(phone)


def test_a_week_from_the_first_ask_to_the_thanks(hub: Hub) -> None:
    somebody = hub.street.somebody
    with somebody(locale="es", **OLD_PHONE) as phone:
        rosa = asks_for_groceries(hub, phone)
    with somebody(**OLD_PHONE) as phone:
        plum = offers_to_drive(hub, phone)

    with somebody("yarrow", **OLD_PHONE) as member:
        member.goto(hub.board)
        expect(member.locator("main")).to_contain_text("2 things came in through your forms")
        member.get_by_role("button", name="Bring in what waits").click()
        expect(member.locator(".notice.done")).to_contain_text("2 things were brought in.")
        member.locator("main .list a").first.click()
        expect(member.locator("h1")).to_contain_text("Groceries")
        expect(member.locator("main")).to_contain_text("Calle Dock y Tercera")
        ask = member.url.removeprefix(hub.street.running.address)

    with somebody("teasel") as desk:
        desk.goto(ask)
        axe(desk, "an ask")
        desk.get_by_role("link", name="Who could do it?").click()
        expect(desk.locator("main .list")).to_contain_text("speaks Español")
        axe(desk, "who could do it")
        desk.get_by_role("button", name="Choose them").first.click()
        expect(desk.locator("main")).to_contain_text("Plum was chosen. Nobody has asked them yet.")
        desk.get_by_role("link", name="Ask them").click()
        assert "Calle Dock" not in desk.locator("[name=what]").input_value()
        assert "Calle Dock" in desk.locator("[name=where]").input_value()
        axe(desk, "an errand")
        go(desk)
        expect(desk.locator("main")).to_contain_text("was asked and has not answered yet")

    with somebody(**OLD_PHONE) as phone:
        comes_back(phone, plum)
        expect(phone.locator("main")).to_contain_text("Can you do this?")
        expect(phone.locator("main")).not_to_contain_text("Calle Dock")
        phone.get_by_role("button", name="I’ll do it").click()
        expect(phone.locator("main")).to_contain_text("Calle Dock y Tercera")
        phone.locator("textarea[id^=how-]").fill("No lift")
        phone.get_by_role("button", name="It is done").click()
        expect(phone.locator("main")).not_to_contain_text("Calle Dock")
        assert not phone.context.cookies()

    with somebody("burdock", **OLD_PHONE) as member:
        member.goto("/desk/")
        member.goto(hub.board)
        expect(member.locator("main .list")).to_contain_text("the helper says it is done")
        member.goto(ask)
        expect(member.locator("main")).to_contain_text("No lift")
        member.get_by_role("link", name="End it").click()
        member.get_by_label("met", exact=True).check()
        fill(member, said="Ven a decidir con nosotras el jueves.")
        go(member)
        expect(member.locator("main")).to_contain_text("Ended on")

    with somebody(locale="es", **OLD_PHONE) as phone:
        comes_back(phone, rosa, "/es")
        expect(phone.locator("main")).to_contain_text("Ven a decidir con nosotras")
        phone.locator("form:has(button[value=solved]) textarea").fill("El pan estaba caliente")
        phone.locator("button[value=solved]").click()

    with somebody("yarrow", **OLD_PHONE) as member:
        member.goto(hub.board)
        member.goto(ask)
        expect(member.locator("main")).to_contain_text("El pan estaba caliente")

    with somebody(**OLD_PHONE) as phone:
        comes_back(phone, plum)
        expect(phone.locator("main")).to_contain_text("El pan estaba caliente")
        expect(phone.locator("main")).not_to_contain_text("Rosa")


def test_two_dispatch_at_once_and_no_call_is_made_twice(hub: Hub) -> None:
    with hub.street.somebody("teasel") as one, hub.street.somebody("yarrow", **OLD_PHONE) as other:
        for number in ("1", "2"):
            one.goto(f"{hub.board}new/")
            fill(one, words=f"A cot, number {number}", phone=f"202 555 014{number}")
            go(one)
        for page in (one, other):
            page.goto(hub.board)
        one.get_by_role("button", name="Next call").click()
        other.get_by_role("button", name="Next call").click()
        expect(one).to_have_url(re.compile("/call/$"))
        expect(other).to_have_url(re.compile("/call/$"))
        assert one.url != other.url, "each has a call of their own"
        axe(one, "a call")
        for page in (one, other):
            page.locator("main .button.main:visible").last.click()
        expect(one.locator("main")).to_contain_text("we talked")
        ask = one.url
        other.goto(ask)
        one.get_by_role("button", name="I do it").click()
        expect(one.locator("main")).to_contain_text("you")
        other.get_by_role("button", name="I do it").click()
        expect(other.locator("main .notice.stop, main [role=alert]").first).to_contain_text("Somebody was quicker")


def test_the_power_goes_and_everything_comes_back_in(hub: Hub) -> None:
    with hub.street.somebody("burdock", **OLD_PHONE) as member:
        member.goto(hub.board)
        member.goto(f"{hub.board}packet/")
        form = member.locator("main form").first
        values = {
            one.get_attribute("name") or "": one.input_value() for one in form.locator("input[type=hidden]").all()
        }
        answer = member.request.post(member.url, form={**values, "paper": "letter"})
        assert answer.body().startswith(b"%PDF")
        member.goto(f"{hub.board}packet/")
        expect(member.locator("main")).to_contain_text(re.compile(r"0 of \d+ are back"))
        sheets = member.locator("[name=back]").input_value()
        member.goto(f"{hub.board}new/?by=paper")
        for words_ in ("Water for three", "Candles"):
            fill(member, words=words_)
            go(member)
            expect(member.locator(".notice.done")).to_contain_text("Here is the next one.")
        member.goto(f"{hub.board}packet/")
        fill(member, back=sheets)
        member.get_by_role("button", name="Count them in").click()
        expect(member.locator("main")).to_contain_text("all are back")
        member.goto(hub.board)
        expect(member.locator("main .list")).to_contain_text("Candles")
