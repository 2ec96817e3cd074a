"""A real Chromium on a real toolbox: in plain form, and with a trial language that runs from right to left."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from scripts.browser import NAMES
from tests.browser.street import DESK, PHONE, Street
from tests.browser.town import Town, living
from tests.running import PATIENCE, ROOT, Running, environment, serving

CHROMIUM = next(filter(None, map(shutil.which, NAMES)), "")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    # A page is looked at once: making its scripts faster, and tidying up after them, takes longer than it gains.
    "--js-flags=--no-turbofan --min-semi-space-size=32",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder; skip it by name where there is no Chromium, but never in CI."""
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, asking nobody for anything."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(QUIET)}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A toolbox as somebody runs it."""
    with serving(tmp_path_factory.mktemp("site"), TOOLBOX_URGENT_PHONE="+1 415 555 0142") as running:
        yield running


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The same with a trial language that runs from right to left, and the page of components."""
    folder = tmp_path_factory.mktemp("trial")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.trial_settings", "TOOLBOX_TRIAL": str(folder / "locale")}
    with serving(folder, **settings) as running:
        pantry = [sys.executable, "-m", "tests.pantry"]
        subprocess.run(pantry, cwd=ROOT, env=environment(folder, **settings), check=True, timeout=PATIENCE)
        yield running


@pytest.fixture(scope="session")
def riverbend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The invented town with the trial language, walked through."""
    everybodys = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder in that of the run
        everybodys = everybodys.parent
    with living(tmp_path_factory.mktemp("riverbend"), everybodys / "town") as town:
        yield town


@pytest.fixture(scope="session")
def street(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """A toolbox for stories of several people, in plain form."""
    with serving(tmp_path_factory.mktemp("street")) as running:
        yield Street(running, browser)


@pytest.fixture
def phone(browser: Browser, site: Running) -> Iterator[Page]:
    """A phone, with scripts."""
    yield from _page(browser, site, viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def old_phone(browser: Browser, site: Running) -> Iterator[Page]:
    """A phone without scripts."""
    yield from _page(browser, site, viewport=PHONE, java_script_enabled=False)


@pytest.fixture
def desk(browser: Browser, site: Running) -> Iterator[Page]:
    """A desk, with scripts."""
    yield from _page(browser, site, viewport=DESK)


def _page(browser: Browser, site: Running, **options: Any) -> Iterator[Page]:
    """A page that lets nothing through but this site, and fails on whatever it asked of somebody else."""
    context = browser.new_context(base_url=site.address, **options)
    foreign: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: None if request.url.startswith(site.address) else foreign.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert not foreign, "no request to a third party"
    assert not [text for text in complaints if "status of 4" not in text and "status of 503" not in text], (
        "no script fails, nothing is refused by the CSP"
    )
