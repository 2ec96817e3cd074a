"""A circle guards itself: somebody is removed, frozen and wanted back, a legal paper stops the shredder, one leaves."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.axe import nothing_in_the_way as axe
from tests.browser.street import HELPER, KEEPER, PASSPHRASE, PHONE, Street, fill, go
from tests.visitor import Visitor

NOTES = 600  # and a version of each: more than two batches of a new key


def status(page: Page, path: str) -> int:
    """What somebody gets at an address."""
    answer = page.goto(path)
    assert answer is not None
    return answer.status


def test_removing_somebody_gives_the_others_a_new_key(street: Street) -> None:
    home = street.circle(
        "Gorse Bank",
        ("yellow-gorse", "Gorse", KEEPER),
        ("tall-hazel", "Hazel", HELPER),
        ("gone-ivy", "Ivy", HELPER),
        notes=NOTES,
    )
    with street.somebody("yellow-gorse") as gorse, street.somebody("gone-ivy") as ivy:
        assert status(ivy, f"{home.path}notes/") == 200
        gorse.goto(home.page("gone-ivy"))
        gorse.get_by_role("link", name=re.compile("remove them")).click()
        expect(gorse.locator("main")).to_contain_text("This cannot be undone")
        gorse.get_by_role("button", name="Remove them").click()
        expect(gorse.locator("main")).to_contain_text("They are out.")
        gorse.get_by_role("link", name="How far it is").click()
        expect(gorse.get_by_role("img", name=re.compile(r"\d+ of \d+ carried over"))).to_be_visible()
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        gorse.route("**/key/", hold)  # the page asks again by itself; it stays while it is looked at
        axe(gorse, "a new key comes")
        for path in (home.path, f"{home.path}notes/", home.page("yellow-gorse")):
            assert status(ivy, path) == 404
        assert status(ivy, "/desk/") == 200
        assert "Gorse Bank" not in ivy.content()
        gorse.unroute("**/key/")
        for route in held:
            route.continue_()
        expect(gorse.locator("main")).to_contain_text("lies under its newest key", timeout=20_000)
        with street.somebody("tall-hazel", viewport=PHONE) as hazel:
            hazel.goto(f"{home.path}notes/")
            hazel.get_by_role("link", name="Note 0", exact=True).click()
            expect(hazel.locator("article")).to_contain_text("The kitchen key hangs behind the door.")


def test_a_frozen_comrade_and_the_way_back(street: Street) -> None:
    home = street.circle(
        "Hawthorn Gate",
        ("white-thorn", "Thorn", KEEPER),
        ("green-holly", "Holly", HELPER),
        ("taken-iris", "Iris", HELPER),
    )
    path = home.page("taken-iris", "freeze/")
    with (
        street.somebody("taken-iris", viewport=PHONE) as taken,
        street.somebody("white-thorn") as thorn,
        street.somebody("green-holly") as holly,
    ):
        assert status(taken, home.path) == 200
        thorn.goto(home.page("taken-iris"))
        thorn.get_by_role("link", name=re.compile("freeze them")).click()
        go(thorn)
        expect(thorn.get_by_role("heading", level=1)).to_have_text("Iris is frozen")
        expect(thorn.locator("main")).to_contain_text("It lapses by itself")

        taken.reload()
        expect(taken.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert "Hawthorn" not in taken.content()
        told = [refusal(taken, passphrase) for passphrase in (PASSPHRASE, "no such words at all")]
        assert told[0] == told[1], "whoever has the phone does not learn why"

        holly.goto(path)
        holly.get_by_role("button", name=re.compile("Confirm")).click()
        expect(holly.locator("main")).to_contain_text("Two have said so")
        holly.get_by_role("button", name="They are back").click()
        expect(holly.locator("main")).to_contain_text("1 of 2 has said so")
        fill(taken, handle="taken-iris", passphrase=PASSPHRASE)
        go(taken)
        expect(taken.get_by_role("heading", level=1)).to_have_text("Sign in")
        thorn.goto(path)
        thorn.get_by_role("button", name="They are back").click()
        expect(thorn.get_by_role("heading", level=1)).to_have_text("Iris")
        expect(thorn.locator("main")).to_contain_text("Iris can sign in again.")
        fill(taken, handle="taken-iris", passphrase=PASSPHRASE)
        go(taken)
        taken.goto(home.path)
        expect(taken.get_by_role("heading", level=1)).to_have_text("Hawthorn Gate")


def refusal(page: Page, passphrase: str) -> str:
    """The page of somebody who is not let in, but for what they typed."""
    page.goto("/in/")
    fill(page, handle="taken-iris", passphrase=passphrase)
    go(page)
    expect(page.get_by_role("alert")).to_be_visible()
    return page.locator("main").inner_text()


def test_a_legal_paper_stops_the_shredder_until_two_lift_it(street: Street) -> None:
    home = street.circle("Juniper Square", ("blue-june", "June", KEEPER), ("karri-tall", "Karri", HELPER), notes=1)
    with street.somebody("blue-june") as june, street.somebody("karri-tall", viewport=PHONE) as karri:
        june.goto(f"{home.path}notes/")
        june.get_by_role("link", name="Note 0").click()
        june.get_by_role("link", name="Remove this note").click()
        go(june)
        karri.goto(home.path)
        karri.get_by_role("link", name="A legal paper came").click()
        go(karri)
        expect(karri.locator("main")).to_contain_text("Nothing of this circle is destroyed until")
        axe(karri, "a legal paper")

        june.goto(f"{home.path}notes/removed/")
        expect(june.locator("main")).to_contain_text("A legal paper came.")
        june.get_by_role("link", name="Note 0").click()
        june.get_by_role("link", name="Destroy it now").click()
        expect(june.locator("main")).to_contain_text("Nothing of this circle is destroyed until it is lifted")
        expect(june.get_by_role("button", name="Destroy it")).to_have_count(0)
        axe(june, "nothing is destroyed")

        karri.get_by_role("button", name="Lift the stop").click()
        expect(karri.locator("main")).to_contain_text("A second one must agree")
        june.goto(f"{home.path}legal-paper/")
        expect(june.locator("main")).to_contain_text("Karri asked to lift the stop")
        june.get_by_role("button", name="Agree").click()
        expect(june.get_by_role("button", name="A paper came: destroy nothing")).to_be_visible()
        june.goto(f"{home.path}notes/removed/")
        june.get_by_role("link", name="Note 0").click()
        june.get_by_role("link", name="Destroy it now").click()
        go(june)
        june.goto(f"{home.path}notes/removed/")
        expect(june.get_by_role("link", name="Note 0")).to_have_count(0)


def test_lock_and_leave_leaves_nothing(street: Street) -> None:
    home = street.circle("Kelp Street", ("giant-kelp", "Kelp", KEEPER), notes=1)
    with street.somebody("giant-kelp", viewport=PHONE) as phone:
        cookie = next(one for one in phone.context.cookies() if one["name"].endswith("session"))
        phone.goto(home.path)
        phone.goto(f"{home.path}notes/")
        phone.get_by_role("button", name="Lock and leave").click()
        expect(phone).to_have_title("Calendar")
        assert "Toolbox" not in phone.content()
        assert phone.context.cookies() == []
        for _page in range(2):
            phone.go_back()
            assert "Kelp" not in phone.content()
            assert "Note 0" not in phone.content(), "the browser has kept no page"
        thief = Visitor(street.running)
        thief.cookies = {cookie["name"]: cookie["value"]}
        assert "Kelp" not in thief.get(home.path).text, "a cookie that was copied opens nothing"
