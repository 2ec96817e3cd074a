"""A street of neighbours: circles made for a story, and browsers in which its people are signed in."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.town import carry, signed_in
from tests.running import PATIENCE, ROOT, Running, environment, toolbox

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
PASSPHRASE = "abacus bathtub cinnamon dolphin ember flagpole"
KEEPER, HELPER = "keeper", "helper"


class Settled(NamedTuple):
    """A circle that was made."""

    path: str
    people: dict[str, str]  # ids as they stand in addresses, by handle

    def page(self, handle: str, act: str = "") -> str:
        """The path of somebody's page in the circle."""
        return f"{self.path}people/{self.people[handle]}/{act}"


class Street:
    """A toolbox, and who lives there."""

    def __init__(self, running: Running, browser: Browser) -> None:
        self.running = running
        self.browser = browser

    def circle(self, name: str, *people: tuple[str, str, str], notes: int = 0) -> Settled:
        """Make people with handle, name and role, and a circle in which they are."""
        made = self._told(circle=name, people=people, notes=notes, passphrase=PASSPHRASE)
        return Settled(f"/c/{made['circle']}/", made["people"])

    def put_to_sleep(self, page: Page) -> None:
        """A quarter of an hour has passed."""
        assert self._told(asleep=self._cookie(page))["moved"] == 1

    def end_shift(self, page: Page) -> None:
        """Twelve hours have passed."""
        assert self._told(over=self._cookie(page))["moved"] == 1

    def days_pass(self, days: int) -> None:
        """So many days go by for what strangers sent and what a circle keeps; then it is swept, as each night."""
        with closing(sqlite3.connect(self.running.folder / "data" / "toolbox.sqlite3", timeout=20)) as base, base:
            for table in ("intake_envelope", "intake_receipt", "vault_record"):
                base.execute(f"UPDATE {table} SET dies = date(dies, ?) WHERE dies IS NOT NULL", [f"-{days} days"])
        assert toolbox(self.running.folder, "sweep").returncode == 0

    @contextmanager
    def somebody(self, handle: str = "", pin: str = "", **options: Any) -> Iterator[Page]:
        """A browser: signed in if there is a handle. It may ask nobody else for anything, and no script may fail."""
        context = self.browser.new_context(base_url=self.running.address, **{"viewport": DESK, **options})
        foreign: list[str] = []
        complaints: list[str] = []
        here = self.running.address
        context.on("request", lambda asked: None if asked.url.startswith(here) else foreign.append(asked.url))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        if handle:
            carry(signed_in(self.running, handle, PASSPHRASE, pin), context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        yield page
        context.close()
        assert not foreign, "no request to a third party"
        assert not [text for text in complaints if "status of 4" not in text], (
            "no script fails, the CSP refuses nothing"
        )

    def _cookie(self, page: Page) -> str:
        return next(one["value"] for one in page.context.cookies() if one["name"].endswith("session"))

    def _told(self, **wanted: Any) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.browser.neighbours"],
            input=json.dumps(wanted),
            cwd=ROOT,
            env=environment(self.running.folder),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


def words(page: Page) -> str:
    """The words that a page shows once."""
    there = page.locator("main ol.words:visible").first
    expect(there).to_be_visible()
    return " ".join(there.locator("strong").all_inner_texts())


def fill(page: Page, **fields: str) -> None:
    """Fill fields in by their names."""
    for name, value in fields.items():
        page.locator(f"[name={name}]:visible").fill(value)


def go(page: Page) -> None:
    """Press the red button, and wait for what answers."""
    with page.expect_navigation():
        page.locator("main .button.main:visible").first.click()
