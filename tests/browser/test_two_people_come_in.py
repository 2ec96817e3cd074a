"""Two people find each other here: founded at a desk, joined on a phone, and brought back after a loss."""

import re

from playwright.sync_api import Page, expect

from tests.browser.axe import nothing_in_the_way as axe
from tests.browser.street import DESK, HELPER, KEEPER, PASSPHRASE, PHONE, Street, fill, go, words
from tests.running import toolbox

DONE = re.compile(r"/found/done/$")


def fingerprints(page: Page, path: str) -> list[str]:
    """The words to compare on somebody's page, in both languages."""
    page.goto(path)
    return page.locator(".facts bdi[dir=ltr]").all_inner_texts()


def test_founded_at_a_desk_and_joined_on_a_phone_without_scripts(street: Street) -> None:
    code = toolbox(street.running.folder, "found").stdout.strip().splitlines()[-1]
    with (
        street.somebody(viewport=DESK) as desk,
        street.somebody(viewport=PHONE, java_script_enabled=False) as phone,
    ):
        desk.goto("/in/")
        desk.get_by_role("link", name="I have a founding code").click()
        fill(desk, code=code.upper())
        go(desk)
        axe(desk, "founding, second step")
        fill(desk, handle="three-herons", name="Alder", circle="Alder Street", passphrase=words(desk))
        go(desk)
        expect(desk).to_have_url(DONE)
        axe(desk, "founded")
        desk.get_by_role("link", name=re.compile("Invite two people")).click()
        fill(desk, for_whom="the baker")
        go(desk)
        seven = words(desk)
        assert len(seven.split()) == 7
        slip = desk.locator("form", has=desk.get_by_role("button", name="Print the slip"))
        fields = slip.evaluate("form => Object.fromEntries(new FormData(form))")
        paper = desk.request.post(slip.evaluate("form => form.action"), form=fields)
        assert paper.headers["content-type"] == "application/pdf"
        assert paper.headers["cache-control"] == "no-store"
        assert paper.body().startswith(b"%PDF")

        phone.goto("/es/join/")
        fill(phone, code=seven.upper())
        go(phone)
        expect(phone.get_by_role("heading", level=1)).to_contain_text("Alder Street")
        expect(phone.locator("main")).to_contain_text("Alder")
        fill(phone, name="Baya", handle="baker-of-the-night", passphrase=words(phone))
        go(phone)
        expect(phone).to_have_url(re.compile(r"/es/c/\w+/$"))
        expect(phone.get_by_role("heading", level=1)).to_have_text("Alder Street")

        circle = re.sub(r".*/es", "", phone.url)
        phone.goto(f"/es{circle}people/")
        pages = [
            href for href in phone.locator("main td a").evaluate_all("links => links.map(a => a.pathname)") if href
        ]
        assert len(pages) == 2
        for there in pages:
            seen = fingerprints(phone, there)
            assert len(seen) == 2
            assert all(len(line.split()) == 4 for line in seen)
            assert seen == fingerprints(desk, there.removeprefix("/es")), "the same words on both screens"
        desk.goto(f"{circle}people/")
        expect(desk.locator("main tbody tr")).to_have_count(2)
        phone.goto("/es/join/")
        fill(phone, code=seven)
        go(phone)
        expect(phone.locator("main .wrong")).to_be_visible()  # a slip works once


def test_the_recovery_sheet_brings_one_back(street: Street) -> None:
    home = street.circle("Birch Lane", ("lone-birch", "Birch", KEEPER))
    with street.somebody("lone-birch") as desk, street.somebody(viewport=PHONE) as phone:
        desk.goto("/me/")
        desk.get_by_role("link", name=re.compile("recovery sheet", re.IGNORECASE)).first.click()
        fill(desk, passphrase=PASSPHRASE)
        go(desk)
        ten = words(desk)
        assert len(ten.split()) == 10
        desk.emulate_media(media="print")
        expect(desk.get_by_text(ten.split()[0], exact=True)).to_be_visible()
        expect(desk.get_by_role("banner")).to_be_hidden()  # the paper does not say of what it is
        desk.emulate_media(media="screen")

        phone.goto("/in/")
        phone.get_by_role("link", name="I lost my passphrase").click()
        fill(phone, handle="Lone-Birch", sheet_code=ten)
        go(phone)
        axe(phone, "recovering, second step")
        fresh = words(phone)
        fill(phone, passphrase=fresh)
        go(phone)
        expect(phone.get_by_role("heading", level=1)).to_have_text("You are back")
        phone.goto(home.path)
        expect(phone.get_by_role("heading", level=1)).to_have_text("Birch Lane")
        desk.goto("/desk/")
        expect(desk.get_by_role("heading", level=1)).to_have_text("Sign in")
        fill(desk, handle="lone-birch", passphrase=PASSPHRASE)
        go(desk)
        expect(desk.get_by_role("alert")).to_contain_text("is not right")
        fill(desk, passphrase=fresh)
        go(desk)
        expect(desk.get_by_role("heading", level=1)).to_have_text("Desk")


def test_two_of_three_bring_the_third_back_in_their_place(street: Street) -> None:
    home = street.circle(
        "Cedar Row",
        ("red-cedar", "Cedar", KEEPER),
        ("white-cedar", "Fir", HELPER),
        ("lost-cedar", "Juniper", HELPER),
        notes=1,
    )
    path = home.page("lost-cedar", "readmit/")
    with street.somebody("red-cedar") as cedar, street.somebody("white-cedar") as fir, street.somebody() as juniper:
        cedar.goto(home.page("lost-cedar"))
        cedar.get_by_role("link", name=re.compile("lost their passphrase")).click()
        go(cedar)
        expect(cedar.locator("main")).to_contain_text("A second one must agree")
        assert not cedar.get_by_role("button", name="Make the seven words").count()
        fir.goto("/desk/")
        fir.locator(f"main li a[href*='{home.path}']", has_text="Juniper").first.click()
        fir.goto(path)
        expect(fir.locator("main")).to_contain_text("Ask Cedar how they know")
        go(fir)
        cedar.goto(path)
        cedar.get_by_role("button", name="Make the seven words").click()
        seven = words(cedar)

        juniper.goto("/join/")
        fill(juniper, code=seven)
        go(juniper)
        expect(juniper.locator("main")).to_contain_text("You come back as Juniper")
        fill(juniper, name="Juniper", handle="found-cedar", passphrase=words(juniper))
        go(juniper)
        expect(juniper).to_have_url(re.compile(re.escape(home.path) + "$"))
        juniper.goto(f"{home.path}notes/")
        expect(juniper.get_by_role("link", name="Note 0")).to_be_visible()
        cedar.goto(f"{home.path}people/")
        expect(cedar.locator("main tbody tr")).to_have_count(3)
        with street.somebody("lost-cedar") as old:
            answer = old.goto(home.path)
            assert answer is not None
            assert answer.status == 404, "the old handle opens this circle no more"
