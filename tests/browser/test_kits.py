"""A newcomer finds, starts and prints a kit on a phone without scripts; a kit of one's own; a good end."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.axe import nothing_in_the_way as axe
from tests.browser.street import HELPER, KEEPER, PHONE, Street, fill, go
from tests.running import ROOT, serving, toolbox

TEMPLATE = ROOT / "content" / "kits" / "_new"


def test_a_newcomer_finds_starts_and_prints_on_a_phone_without_scripts(street: Street) -> None:
    street.circle("Fern Hollow", ("fern-of-hollow", "Fern", KEEPER), ("oak-of-hollow", "Oak", HELPER))
    with street.somebody("fern-of-hollow", viewport=PHONE, java_script_enabled=False) as phone:
        phone.goto("/")
        phone.get_by_role("link", name="We want to start something").click()
        phone.get_by_label("poverty").check()
        fill(phone, people="4")
        go(phone)
        expect(phone.locator("#fits")).to_contain_text("It answers: poverty")
        phone.locator("#fits").get_by_role("link", name="Food sharing").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Food sharing")
        phone.get_by_role("link", name="Start it", exact=True).click()
        phone.locator("[name=kit]").select_option("food-sharing")
        phone.get_by_label("Fern Hollow").check()
        fill(phone, name="The long table")
        go(phone)
        expect(phone.get_by_role("heading", level=1)).to_have_text("The long table")
        assert "food" not in phone.url
        phone.get_by_role("link", name="Print tonight’s agenda").click()
        form = phone.locator("main form").first
        assert form.locator("[name=what]:checked").count() == 1
        values = {
            one.get_attribute("name") or "": one.input_value() for one in form.locator("input[type=hidden]").all()
        }
        answer = phone.request.post(phone.url, form={**values, "what": "agenda", "paper": "letter"})
        assert answer.body().startswith(b"%PDF")


def test_steps_on_a_desk_and_winding_down(street: Street) -> None:
    home = street.circle("Gorse Lane", ("gorse-of-lane", "Gorse", KEEPER), ("hazel-of-lane", "Hazel", KEEPER))
    with street.somebody("gorse-of-lane") as desk:
        desk.goto("/projects/begin/")
        desk.locator("[name=kit]").select_option("pods")
        desk.get_by_label("Gorse Lane").check()
        fill(desk, name="Our pods")
        go(desk)
        axe(desk, "a project")
        desk.get_by_role("button", name="I do it").first.click()
        expect(desk.locator("main ol.list > li").first).to_contain_text("Gorse")
        desk.get_by_role("button", name="Done").first.click()
        expect(desk.get_by_role("button", name="To be done again")).to_have_count(1)
        desk.get_by_role("link", name="Wind it down").click()
        axe(desk, "winding down")
        desk.get_by_role("button", name="Wind it down").click()
        expect(desk.locator(".notice.done")).to_contain_text("It is wound down")
        desk.goto(f"{home.path}projects/")
        expect(desk.locator("main")).to_contain_text("will be destroyed on")
        desk.get_by_role("link", name="Our pods").click()
        desk.get_by_role("button", name="Take it up again").click()
        desk.goto(f"{home.path}projects/")
        expect(desk.locator("main .list").first).to_contain_text("Our pods")


def test_a_kit_is_written_from_nothing_as_the_documentation_says(tmp_path: Path, browser: Browser) -> None:
    done = toolbox(tmp_path, "kit", "new", "tool-library")
    assert done.returncode == 0, done.stderr
    mine = tmp_path / "data" / "kits" / "tool-library"
    assert {path.name for path in mine.iterdir()} == {path.name for path in TEMPLATE.iterdir()}
    assert toolbox(tmp_path, "kit", "check", str(mine)).returncode == 1, "the template is too short to be a kit"
    for name in ("guide.md", "guide.es.md"):
        path = mine / name
        filler = " ".join(f"We lend the drill on day {number} and write down its number." for number in range(70))
        text = path.read_text("utf-8").replace("`[Name](library:slug)`", "nobody yet")
        path.write_text(text.replace("`[Nombre](library:slug)`", "nadie") + f"\n{filler}\n", "utf-8")
    kit = mine / "kit.toml"
    kit.write_text(kit.read_text("utf-8").replace("Name of this kind of project", "Tool library"), "utf-8")
    checked = toolbox(tmp_path, "kit", "check", str(mine))
    assert checked.returncode == 0, checked.stdout
    shown = toolbox(tmp_path, "kit", "preview", "tool-library")
    assert "Tool library" in shown.stdout
    with serving(tmp_path) as running:
        context = browser.new_context(base_url=running.address, viewport=PHONE)
        page = context.new_page()
        page.goto("/kits/")
        page.get_by_role("link", name="Tool library").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Tool library")
        context.close()
    shutil.rmtree(mine)
