"""Makes the pictures of README and docs from a real toolbox. With --all FOLDER, of every page in each guise."""

import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from tests.browser.conftest import CHROMIUM, DESK, PHONE, QUIET  # noqa: E402
from tests.browser.test_every_page import HTML, MORE  # noqa: E402
from tests.running import serving  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
SHOWN = {
    "home-phone": ("/", {"viewport": PHONE, "device_scale_factor": 1.5}),
    "home-es-phone": ("/es/", {"viewport": PHONE, "device_scale_factor": 1.5}),
    "library-desk": ("/library/?q=evction&language=en", {"viewport": DESK}),
    "resource-dark": ("/library/creative-interventions-toolkit/", {"viewport": DESK, "color_scheme": "dark"}),
}
GUISES = {
    "phone": {"viewport": PHONE},
    "desk": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
}
EVERY = ("", "/es", "/ar")


def main() -> None:
    """Make the pictures named in SHOWN and the booklet's first pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        with serving(Path(folder), TOOLBOX_NAME="Riverbend Toolbox", TOOLBOX_URGENT_PHONE="+1 415 555 0142") as running:
            for name, (path, options) in SHOWN.items():
                _shoot(browser, running.address + path, FOLDER / f"{name}.png", **options)
            address = f"{running.address}/library/booklet/pdf/?category=groups-and-decision-making&paper=a5"
            with urllib.request.urlopen(address) as answer:
                _booklet(answer.read(), FOLDER / "booklet.png")
        browser.close()


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
        browser.close()


def _shoot(browser: Browser, address: str, file: Path, *, full_page: bool = False, **options: object) -> None:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.screenshot(path=file, full_page=full_page)
    context.close()


def _booklet(pdf: bytes, file: Path) -> None:
    """Two pages side by side, drawn by Debian's pdftoppm where it is there."""
    import shutil
    import subprocess

    tool = shutil.which("pdftoppm")
    if not tool:
        print("No pdftoppm here, so booklet.png stays as it is. On Debian: apt install poppler-utils")
        return
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([tool, "-png", "-r", "80", "-f", "1", "-l", "4", "-", f"{folder}/page"], input=pdf, check=True)
        pages = [Image.open(path) for path in sorted(Path(folder).glob("page*.png"))][:4]
        width, height = pages[0].size
        whole = Image.new("RGB", (len(pages) * (width + 12) - 12, height), "#cfc5b3")
        for number, page in enumerate(pages):
            whole.paste(page, (number * (width + 12), 0))
        whole.save(file, optimize=True)


if __name__ == "__main__":
    every(Path(sys.argv[2])) if "--all" in sys.argv else main()
