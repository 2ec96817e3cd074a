"""Strangers and a circle, both ways: sent over a bad line, answered at night, read a week later, taken back.

One toolbox for all of it: a circle with a public page, and one that keeps the public list.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.street import HELPER, KEEPER, PASSPHRASE, PHONE, Settled, Street, fill, go, words
from tests.browser.test_keyboard_sealed import press, type_into, walk_to
from tests.browser.town import signed_in
from tests.disk import mailing
from tests.line import line
from tests.running import serving, toolbox

PAGE, FORM = "/at/saturday-table/", "/at/saturday-table/write-to-us/"
ITEM = re.compile(r"/c/\w+/inbox/(?!next/)\w+/$")
BROKEN = re.compile("^chrome-error:")  # the browser’s own page: nothing came back
A_WEEK = 7


class Night:
    """A toolbox with a circle whose form strangers fill in."""

    def __init__(self, street: Street, home: Settled) -> None:
        self.street = street
        self.home = home

    @property
    def inbox(self) -> str:
        """Where what was sent waits."""
        return f"{self.home.path}inbox/"


@pytest.fixture(scope="module")
def night(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    """Riverbend's Saturday table, answering."""
    with serving(tmp_path_factory.mktemp("night")) as running:
        street = Street(running, browser)
        home = street.circle("Saturday Table", ("teasel", "Teasel", KEEPER), ("yarrow", "Yarrow", HELPER))
        mailing.publishes(signed_in(running, "teasel", PASSPHRASE), home.path)
        yield Night(street, home)


def writes(page: Page, text: str, language: str = "") -> str:
    """Somebody fills in the form and sends it; returns the code."""
    page.goto(language + FORM)
    fill(page, **{"q-words": text})
    go_send(page)
    return words(page)


def go_send(page: Page) -> None:
    """Press the button at the end of the form."""
    with page.expect_navigation():
        page.locator("#send button[value=send]").click()


def comes_back(page: Page, code: str, language: str = "") -> None:
    """Type the code of a receipt."""
    page.goto(f"{language}/receipt/")
    fill(page, code=code)
    go(page)


def takes(page: Page, night: Night, *, any_language: bool = False) -> str:
    """A member takes the next one; returns its path. `any_language`: nothing waits in theirs."""
    page.goto(night.inbox)
    page.get_by_role("button", name="Next one").click()
    if any_language:
        page.get_by_role("button", name="Take the oldest in any language").click()
    expect(page).to_have_url(ITEM)
    return page.url.removeprefix(night.street.running.address)


def answers(page: Page, text: str) -> None:
    """A member answers what is open before them."""
    page.get_by_role("link", name="Answer", exact=True).click()
    fill(page, words=text)
    go(page)
    expect(page).to_have_url(ITEM)


def test_her_line_breaks_after_sending_and_she_reads_the_answer_next_day(night: Night, tmp_path: Path) -> None:
    photo = tmp_path / "papel.jpg"
    photo.write_bytes(mailing.picture("a letter").content)
    running = night.street.running
    with (
        line(running.port) as wire,
        Street(running._replace(port=wire.port), night.street.browser).somebody(
            viewport=PHONE, java_script_enabled=False, has_touch=True, is_mobile=True, locale="es"
        ) as phone,
    ):
        phone.goto(f"/es{PAGE}")
        phone.get_by_role("link", name="Escríbenos").click()
        phone.locator("#top .turn .main").click()
        fill(phone, **{"q-words": "Llegó este papel. ¿Qué hago?"})
        phone.locator("[name=q-file]").last.set_input_files(photo)
        wire.is_broken = True
        phone.locator("#send button[value=send]").click()
        expect(phone).to_have_url(BROKEN)
        assert wire.lost, "it arrived, and the answer was lost on the way back"
        wire.is_broken = False
        phone.reload()  # the browser sends the form once more, as its own page offers
        expect(phone.get_by_role("heading", level=1)).to_have_text("Ya se envió")
        expect(phone.locator("main .notice.due")).to_contain_text("una vez")
        code = words(phone)
        assert len(code.split()) == 7
        phone.reload()
        assert words(phone) == code, "the same receipt, however often"
        fill(phone, typed=code.upper())
        with phone.expect_navigation():
            phone.locator("[value=typed]").click()
        expect(phone.locator("#typed")).to_have_count(0)

    with night.street.somebody("yarrow", viewport=PHONE, java_script_enabled=False) as member:
        member.goto("/desk/")
        expect(member.locator("main")).to_contain_text("1 thing waits in the inbox")
        takes(member, night, any_language=True)
        expect(member.locator("main")).to_contain_text("Llegó este papel.")
        expect(member.locator("main img").first).to_have_js_property("naturalWidth", 60)
        answers(member, "No firmes nada. Ven el sábado, lo leemos contigo.")

    with night.street.somebody(viewport=PHONE, java_script_enabled=False, locale="es") as phone:
        comes_back(phone, code, "/es")
        expect(phone.locator("main .list")).to_contain_text("No firmes nada.")
        expect(phone.locator("main")).not_to_contain_text("Llegó este papel")
        assert not phone.context.cookies()
        assert all(word not in phone.url for word in code.split())


@pytest.mark.parametrize("scripts", [False, True])
def test_whoever_goes_back_and_sends_again_has_one_receipt(night: Night, scripts: bool) -> None:
    running = night.street.running
    with (
        line(running.port) as wire,
        Street(running._replace(port=wire.port), night.street.browser).somebody(
            viewport=PHONE, java_script_enabled=scripts, has_touch=True, is_mobile=True
        ) as phone,
    ):
        phone.goto(PAGE)
        phone.get_by_role("link", name="Write to us").click()
        fill(phone, **{"q-words": "Is there a stove to share?"})
        wire.is_broken = True
        phone.locator("#send button[value=send]").click()
        expect(phone).to_have_url(BROKEN)
        wire.is_broken = False
        codes = []
        for _time in range(2):  # once after an answer that was lost, once after one that came
            phone.go_back()
            expect(phone.locator("[name=q-words]")).to_have_value("Is there a stove to share?")
            go_send(phone)
            expect(phone.locator("main .notice.due")).to_contain_text("once")
            codes.append(words(phone))
        assert codes[0] == codes[1]
        phone.goto(FORM)
        expect(phone.locator("[name=q-words]")).to_have_value("")
        fill(phone, **{"q-words": "Another stove?"})
        go_send(phone)
        assert words(phone) != codes[0], "whoever opens the form anew writes something new"
    with night.street.somebody("teasel") as member:
        for said in ("Is there a stove to share?", "Another stove?"):
            takes(member, night)
            expect(member.locator("main")).to_contain_text(said)
        member.goto(f"{night.inbox}")
        expect(member.locator("main")).not_to_contain_text("Is there a stove to share?")


def test_a_member_answers_at_night_in_two_tabs_and_goes_back(night: Night) -> None:
    with night.street.somebody() as asker, night.street.somebody("teasel") as member:
        code = writes(asker, "Is there soup on Sunday?")
        item = takes(member, night)
        second = member.context.new_page()
        second.goto(f"{item}answer/")
        fill(second, words="Ask at the door.")
        answers(member, "Yes, from noon on.")
        go(second)
        expect(second.locator("main")).to_contain_text("Something was said while you were writing.")
        expect(second.locator("main")).to_contain_text("Yes, from noon on.")
        expect(second.locator("[name=words]")).to_have_value("Ask at the door.")
        second.get_by_role("link", name="Leave it").click()
        member.go_back()
        fill(member, words="Yes, from noon on.")  # was it sent? they do it again
        go(member)
        expect(member).to_have_url(ITEM)
        expect(member.locator("main .list").get_by_text("Yes, from noon on.")).to_have_count(1)
        member.get_by_role("link", name="It is done: close it").click()
        expect(member.locator(".due-day")).to_be_visible()
        fill(member, words="See you there.")
        go(member)
        expect(member.locator("main")).to_contain_text("It will be destroyed on")
        comes_back(asker, code)
        expect(asker.locator("main .list")).to_contain_text("See you there.")
        expect(asker.locator("main .list").get_by_text("Yes, from noon on.")).to_have_count(1)
        expect(asker.locator("main .list")).not_to_contain_text("Ask at the door.")


def test_an_answer_is_read_a_week_later_by_keyboard_alone_and_gone_after_its_time(night: Night) -> None:
    with night.street.somebody() as desk, night.street.somebody("yarrow") as member:
        code = writes(desk, "Who mends bicycles?")
        item = takes(member, night)
        answers(member, "Come on Friday, bring the tube.")
        member.get_by_role("link", name="It is done: close it").click()
        go(member)
        night.street.days_pass(A_WEEK)
        desk.goto("/receipt/")
        type_into(desk, "code", code.upper())
        press(desk, desk.get_by_role("button", name="Open it"))
        expect(desk.locator("main .list")).to_contain_text("Come on Friday, bring the tube.")
        walk_to(desk, desk.locator("#more_text"))
        desk.keyboard.type("I have no tube.")
        press(desk, desk.get_by_role("button", name="Send it"))
        expect(desk.get_by_role("status")).to_contain_text("They read it next.")
        member.goto(f"{night.inbox}?show=news")
        member.get_by_role("link", name=re.compile("Who mends bicycles")).click()
        expect(member.locator(".notice")).to_contain_text("I have no tube.")
        member.get_by_role("link", name="It is done: close it").click()
        go(member)
        night.street.days_pass(8 * A_WEEK)
        comes_back(desk, code)
        expect(desk.locator("main .wrong")).to_contain_text("No receipt has this code.")
        member.goto(item)
        expect(member.get_by_role("alert")).to_contain_text("This is not here any more")
        expect(member.locator("main")).not_to_contain_text("Who mends bicycles")


def test_a_withdrawn_report_is_gone_from_every_screen(night: Night) -> None:
    with (
        night.street.somebody(viewport=PHONE, java_script_enabled=False) as phone,
        night.street.somebody("teasel") as member,
    ):
        code = writes(phone, "They took my neighbour this morning.")
        item = takes(member, night)
        member.goto(f"{item}answer/")
        fill(member, words="We are on our way.")
        comes_back(phone, code)
        phone.get_by_role("button", name="Withdraw what I sent").click()
        expect(phone.locator("main")).to_contain_text("This code opens nothing any more.")
        phone.get_by_role("button", name="Keep it").click()
        expect(phone.locator("main")).to_contain_text("Somebody read it and looks after it.")
        phone.get_by_role("button", name="Withdraw what I sent").click()
        phone.get_by_role("button", name="Withdraw it now").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("It is withdrawn")
        go(member)
        expect(member.get_by_role("heading", level=1)).to_have_text("This is not here any more")
        expect(member.locator("main .kept")).to_have_text("We are on our way.")
        member.goto(f"{night.inbox}?show=open")
        expect(member.locator("main")).not_to_contain_text("They took my neighbour")
        phone.reload()  # the same press once more
        expect(phone.locator("main .wrong")).to_contain_text("No receipt has this code.")


def test_a_curators_afternoon(night: Night) -> None:
    home = night.street.circle("The List", ("sedge", "Sedge", KEEPER), ("willow", "Willow", HELPER))
    code = toolbox(night.street.running.folder, "library", "curators").stdout.strip()
    with (
        night.street.somebody(viewport=PHONE, java_script_enabled=False) as phone,
        night.street.somebody("sedge") as curator,
    ):
        curator.goto(f"{home.path}curating/take/")
        fill(curator, code=code)
        go(curator)
        phone.goto("/library/")
        phone.goto("/library/suggest/")
        fill(phone, **{"q-name": "Ferry Shelf", "q-offers": "A shelf where people leave what they can spare."})
        phone.get_by_label("Somebody told me about it").check()
        go_send(phone)
        receipt = words(phone)
        curator.goto(f"{home.path}curating/")
        curator.get_by_role("link", name=re.compile("waits in the inbox")).click()
        curator.get_by_role("button", name="Next one").click()
        curator.get_by_role("link", name="Make it an entry of the list").click()
        expect(curator.locator("[name=name]")).to_have_value("Ferry Shelf")
        curator.locator("[name=category]").select_option("food")
        curator.locator("[name=kind]").select_option("organisation")
        curator.get_by_role("button", name="Accept: put it on the list").click()
        expect(curator.get_by_role("heading", level=1)).to_contain_text("Ferry Shelf")
        comes_back(phone, receipt)
        expect(phone.locator("main .list")).to_contain_text("It is on the list now: Ferry Shelf.")
        phone.goto("/library/ferry-shelf/")
        expect(phone.get_by_role("heading", level=1)).to_have_text("Ferry Shelf")
