"""Makes the pictures of README and docs from a real toolbox. With --all FOLDER, of every page in each guise."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402

django.setup()

from PIL import Image, ImageOps  # noqa: E402
from playwright.sync_api import Browser, Page, Route, sync_playwright  # noqa: E402

from tests.browser import answers  # noqa: E402
from tests.browser import town as towns  # noqa: E402
from tests.browser.conftest import CHROMIUM, QUIET  # noqa: E402
from tests.browser.street import DESK, PHONE  # noqa: E402
from tests.browser.test_every_page import HTML, MORE  # noqa: E402
from tests.browser.town import Town  # noqa: E402
from tests.running import Running, serving  # noqa: E402
from tests.visitor import Page as Answer  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
SHOWN: dict[str, tuple[str, Any]] = {
    "home-phone": ("/", {"viewport": PHONE, "device_scale_factor": 1.5}),
    "home-es-phone": ("/es/", {"viewport": PHONE, "device_scale_factor": 1.5}),
    "library-desk": ("/library/?q=evction&language=en", {"viewport": DESK}),
    "resource-dark": ("/library/creative-interventions-toolkit/", {"viewport": DESK, "color_scheme": "dark"}),
}
GUISES: dict[str, Any] = {
    "phone": {"viewport": PHONE},
    "desk": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
}
EVERY = ("", "/es", "/ar")
SEALED_GUISES = (("phone", ""), ("desk", ""), ("dark", ""), ("phone", "/ar"), ("desk", "/es"))
WHO, DISPATCHER = "juniper", "ibis"  # of the invented town


def main() -> None:
    """Make the pictures named in SHOWN, the booklet's first pages, and those of the invented town."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        with serving(Path(folder), TOOLBOX_NAME="Riverbend Toolbox", TOOLBOX_URGENT_PHONE="+1 415 555 0142") as running:
            for name, (path, options) in SHOWN.items():
                _shoot(browser, running.address + path, FOLDER / f"{name}.png", **options)
            address = f"{running.address}/library/booklet/pdf/?category=groups-and-decision-making&paper=a5"
            with urllib.request.urlopen(address) as answer:
                _booklet(answer.read(), FOLDER / "booklet.png")
        (Path(folder) / "town").mkdir()
        towns.build(Path(folder) / "town")
        with serving(Path(folder) / "town", TOOLBOX_NAME="Riverbend Toolbox") as running:
            _riverbend(browser, running)
        browser.close()


def _riverbend(browser: Browser, running: Running) -> None:
    """The desk on a phone, a note, and an invite's slip, as somebody of the invented town sees them."""
    visitor = towns.signed_in(running, WHO, towns.passphrase_of(WHO))
    circle = next(link for link in visitor.get("/desk/").read().links if re.fullmatch(r"/c/\w+/", link))
    note = next(link for link in visitor.get(f"{circle}notes/").read().links if re.search(r"/notes/\w{13}/$", link))
    for name, path, options in (
        ("desk-phone", "/desk/", {"viewport": PHONE, "device_scale_factor": 1.5}),
        ("note-desk", note, {"viewport": DESK}),
    ):
        context = browser.new_context(**options)
        towns.carry(visitor, context)
        page = context.new_page()
        page.goto(running.address + path)
        page.screenshot(path=FOLDER / f"{name}.png")
        context.close()
    _board(browser, running)
    invite = visitor.get(f"{circle}invite/")
    made = visitor.send(invite, invite.form("for_whom"), for_whom="Sedge")
    _slip(visitor.send(made, made.form("code", "paper"), paper="letter").body, FOLDER / "invite-slip.png")


def _board(browser: Browser, running: Running) -> None:
    """The board of the invented town on a desk, and one ask of it on a phone."""
    visitor = towns.signed_in(running, DISPATCHER, towns.passphrase_of(DISPATCHER))
    circles = [link for link in visitor.get("/desk/").read().links if re.fullmatch(r"/c/\w+/", link)]
    boards = [f"{link}needs/?urgency=1" for link in circles]
    found = ((board, link) for board in boards for link in visitor.get(board).read().links)
    urgent, need = next((board, link) for board, link in found if re.search(r"/needs/\w{13}/$", link))
    for name, path, options in (
        ("board-desk", urgent, {"viewport": DESK}),
        ("ask-phone", need, {"viewport": PHONE, "device_scale_factor": 1.5}),
    ):
        context = browser.new_context(**options)
        towns.carry(visitor, context)
        page = context.new_page()
        page.goto(running.address + path)
        page.locator("h1").evaluate("heading => window.scrollTo(0, heading.offsetTop - 16)")
        page.screenshot(path=FOLDER / f"{name}.png")
        context.close()


def every(target: Path) -> None:
    """Each page as a phone, a desk and in the dark, in English, Spanish and right to left, and as printed."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.trial_settings", "TOOLBOX_TRIAL": f"{folder}/locale"}
        with serving(Path(folder), TOOLBOX_URGENT_PHONE="+1 415 555 0142", **settings) as running:
            for path in [*HTML, *MORE]:
                name = path.strip("/").replace("/", "-").replace("?", "_") or "home"
                for language in EVERY:
                    for guise, options in GUISES.items():
                        file = target / f"{name}{language.replace('/', '.')}.{guise}.png"
                        _shoot(browser, f"{running.address}{language}{path}", file, full_page=True, **options)
                paper = browser.new_page()
                paper.goto(running.address + path)
                paper.pdf(path=target / f"{name}.print.pdf", format="A4")
                paper.close()
        town = Path(folder) / "town"
        town.mkdir()
        towns.build(town, **settings)
        with serving(town, **settings) as running:
            _sealed(browser, towns.come_in(running, settings), target)
        browser.close()


def _sealed(browser: Browser, town: Town, target: Path) -> None:
    """Every sealed page, and what answers its forms."""
    for guise, language in SEALED_GUISES:
        context = browser.new_context(base_url=town.running.address, service_workers="block", **GUISES[guise])
        page = context.new_page()
        for name, one in _named(town):
            context.clear_cookies()
            towns.carry(town.people[one.who], context)
            page.goto(language + one.path)
            _keep(page, target / f"in-{name}{language.replace('/', '.')}.{guise}", guise, language)
        for name, make in answers.MAKERS.items():
            _answer(page, make(town, language), town)
            _keep(page, target / f"in-answer-{name}{language.replace('/', '.')}.{guise}", guise, language)
        context.close()


def _named(town: Town) -> list[tuple[str, towns.Example]]:
    """Each page with a name for its file."""
    found = []
    for route, examples in town.examples.items():
        short = re.sub(r"<row:(\w+)>", r"\1", route).replace("circle/", "").strip("/").replace("/", "-")
        found += [
            (f"{short}-{number}", one)
            for number, one in enumerate(examples)
            if one.page.headers["content-type"].startswith("text/html")
        ]
    return found


def _keep(page: Page, file: Path, guise: str, language: str) -> None:
    page.screenshot(path=f"{file}.png", full_page=True)
    if guise == "desk" and not language:
        page.pdf(path=f"{file}.print.pdf", format="A4")


def _answer(page: Page, answer: Answer, town: Town) -> None:
    """Open an answer that was given once, as it came."""

    def give(route: Route) -> None:
        route.fulfill(status=answer.status, content_type=answer.headers["content-type"], body=answer.body)

    address = town.running.address + answer.address
    page.route(address, give)
    page.goto(address)
    page.unroute(address)


def _shoot(browser: Browser, address: str, file: Path, *, full_page: bool = False, **options: object) -> None:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.screenshot(path=file, full_page=full_page)
    context.close()


def _booklet(pdf: bytes, file: Path) -> None:
    """Four pages side by side."""
    pages = _drawn(pdf, 4)
    if not pages:
        return
    width, height = pages[0].size
    whole = Image.new("RGB", (len(pages) * (width + 12) - 12, height), "#cfc5b3")
    for number, page in enumerate(pages):
        whole.paste(page, (number * (width + 12), 0))
    whole.save(file, optimize=True)


def _slip(pdf: bytes, file: Path) -> None:
    """The upper part of a page, as far as something stands on it."""
    for page in _drawn(pdf, 1):
        grey = page.convert("L")
        foot = (ImageOps.invert(grey).getbbox() or (0, 0, *grey.size))[3]
        grey.crop((0, 0, grey.width, foot + 40)).save(file, optimize=True)


def _drawn(pdf: bytes, most: int) -> list[Image.Image]:
    """The first pages of a PDF, drawn by Debian's pdftoppm where it is there."""
    tool = shutil.which("pdftoppm")
    if not tool:
        print("No pdftoppm here, so pictures of paper stay as they are. On Debian: apt install poppler-utils")
        return []
    with tempfile.TemporaryDirectory() as folder:
        command = [tool, "-png", "-r", "80", "-f", "1", "-l", str(most), "-", f"{folder}/page"]
        subprocess.run(command, input=pdf, check=True)
        return [Image.open(path).copy() for path in sorted(Path(folder).glob("page*.png"))][:most]


if __name__ == "__main__":
    every(Path(sys.argv[2])) if "--all" in sys.argv else main()
