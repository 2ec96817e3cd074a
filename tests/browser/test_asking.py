"""Somebody asks for groceries: on a phone without scripts, by keyboard alone, in each guise."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe
from tests.browser.guises import GUISES, is_upright, put_on
from tests.browser.street import DESK, PHONE
from tests.browser.test_every_page import SMALL
from tests.browser.test_weight import FIRST_WINDOW, weight
from tests.running import ROOT, Running, environment, serving

FORMS = ("/trial/groceries/", "/trial/every/", "/trial/groceries/paused/", "/trial/groceries/preview/")


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A toolbox with public forms."""
    folder = tmp_path_factory.mktemp("forms")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.asking.settings", "TOOLBOX_TRIAL": str(folder / "locale")}
    command = [sys.executable, "-m", "tests.asking.seed"]
    subprocess.run(command, cwd=ROOT, env=environment(folder, **settings), check=True)
    with serving(folder, **settings) as running:
        yield running


@pytest.fixture
def phone(browser: Browser, forms: Running) -> Iterator[Page]:
    """A phone without scripts."""
    context = browser.new_context(
        base_url=forms.address, viewport=PHONE, java_script_enabled=False, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser, forms: Running) -> Iterator[Page]:
    """A desk, with scripts."""
    context = browser.new_context(base_url=forms.address, viewport=DESK)
    yield context.new_page()
    context.close()


def fill(page: Page) -> None:
    """What is required."""
    page.locator("[value=flour]").check()
    page.locator("[name=q-people-adults]").fill("2")
    page.locator("[name=q-where]").fill("Alder and Third")


def test_one_thing_a_screen_without_a_script(phone: Page) -> None:
    phone.goto("/es/trial/groceries/")
    phone.locator("#top .turn .main").click()
    for number in range(1, 7):
        section = phone.locator(f"#ask-{number}")
        expect(section.locator(".asks").first).to_be_in_viewport()
        if number in {2, 3, 4}:
            expect(section.locator(".turn .main")).to_be_in_viewport()
            expect(phone.locator(f"#ask-{number + 1} .asks").first).not_to_be_in_viewport()
        if number == 1:
            section.locator("[value=flour]").check()
        if number == 2:
            section.locator("[name=q-people-adults]").fill("2")
        if number == 3:
            section.locator("[name=q-where]").fill("Alder y Tercera")
        section.locator(".turn .main").click()
    phone.locator("#send .button.main").click()
    words = phone.locator("ol.words strong").all_inner_texts()
    assert len(words) == 7
    phone.locator("#typed").fill(" ".join(words))
    phone.locator("[value=typed]").click()
    expect(phone.locator("#typed")).to_have_count(0)


def test_a_question_that_hangs_on_a_choice_is_there_when_it_is_made(phone: Page) -> None:
    phone.goto("/trial/groceries/")
    expect(phone.locator("[name=q-else]")).to_be_hidden()
    phone.locator("[value=other]").check()
    expect(phone.locator("[name=q-else]")).to_be_visible()
    expect(phone.locator(".only-if")).to_be_hidden()


def test_by_keyboard_alone(desk: Page) -> None:
    desk.goto("/trial/groceries/")
    reached = []
    for _press in range(2):
        desk.keyboard.press("Tab")
        reached.append(desk.evaluate("document.activeElement.getAttribute('href')"))
    assert reached == ["#main", "/leave/"]
    desk.locator("[name=q-where]").focus()
    desk.keyboard.type("Alder")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("What do you need?")
    expect(desk.locator("[name=q-where]")).to_have_value("Alder")
    desk.locator("[value=flour]").focus()
    desk.keyboard.press("Space")
    desk.locator("[name=q-people-adults]").focus()
    desk.keyboard.type("2")
    for _press in range(60):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.value") == "send":
            break
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    expect(desk.locator("ol.words li")).to_have_count(7)


def test_another_language_keeps_what_was_typed(desk: Page) -> None:
    desk.goto("/trial/groceries/")
    fill(desk)
    desk.locator("#to-es").click()
    expect(desk.locator("html")).to_have_attribute("lang", "es")
    expect(desk.locator("[name=q-where]")).to_have_value("Alder and Third")
    desk.locator("#send .button.main").click()
    desk.locator("#to-en").click()
    expect(desk.locator("h1")).to_have_text("It is sent")


@pytest.mark.parametrize("language", ["", "/ar"])
def test_axe_finds_nothing_and_nothing_overflows(language: str, desk: Page) -> None:
    for path in FORMS:
        desk.goto(language + path)
        fine_in_each_guise(desk, language + path)
    desk.goto(f"{language}/trial/every/")
    desk.locator("[value=yes]").check()
    desk.locator("[name=q-rent]").fill("lots")
    desk.locator("#send .button.main").click()
    fine_in_each_guise(desk, f"{language}/ with errors")
    desk.goto(f"{language}/trial/groceries/")
    fill(desk)
    desk.locator("#send .button.main").click()
    fine_in_each_guise(desk, f"{language}/ sent")


def fine_in_each_guise(page: Page, where: str) -> None:
    """No sideways scrolling, one h1, nothing that axe knows of, nothing that a thumb would miss."""
    for guise in GUISES:
        put_on(page, guise)
        is_upright(page, f"{where} ({guise})")
        axe.nothing_in_the_way(page, f"{where} ({guise})")
        assert page.evaluate(SMALL) == [], where


@pytest.mark.parametrize("path", FORMS)
def test_a_form_fits_the_first_window(path: str, forms: Running) -> None:
    for language in ("", "/es"):
        assert weight(forms, language + path) <= FIRST_WINDOW
