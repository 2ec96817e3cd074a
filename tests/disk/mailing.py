"""A circle of the town puts up a public page, and strangers send its form with canaries and files."""

from io import BytesIO

from PIL import Image

from tests.running import Running
from tests.visitor import Page, Upload, Visitor

# Written to be read by everybody, or not to be had with other words.
PUBLIC = {"slug": "saturday-table", "phone": "202 555 0143", "paused": "Until Monday.", "paused_es": "Hasta el lunes."}
ASKED = {"page": "food-not-bombs", "year": "2025"}  # a text about an entry, which its sender is asked for


def publishes(visitor: Visitor, circle: str) -> str:
    """The page with the form that takes words and a file, and one for asks; returns the first one's public address."""
    page = visitor.get(f"{circle}page/words/")
    page = visitor.send(page, page.form("title", "slug"), "", {"title": "Saturday Table", **PUBLIC})
    for starter in ("write-to-us", "i-need-support"):
        page = visitor.get(f"{circle}page/forms/")
        page = visitor.send(page, page.form("begin"), f"begin={starter}")
        assert page.status == 200, page.text
    page = visitor.get(f"{circle}page/publish/")
    page = visitor.send(page, next(form for form in page.read().forms if form.method == "post" and not form.action))
    assert "Everybody can see it." in page.text, page.text
    return "/at/saturday-table/write-to-us/"


def writes(running: Running, address: str, canary: str, file: Upload) -> None:
    """Somebody without an account fills in the form and sends it."""
    visitor = Visitor(running)
    page = visitor.get(address)
    form = page.form("q-words", "whole")
    sent: Page = visitor.send(
        page, form, "do=send", {"q-words": f"{canary} words", "q-phone": "202 555 0143", "q-file": file}
    )
    assert "It is sent" in sent.text, sent.text


def asks(running: Running, canary: str) -> None:
    """Somebody without an account asks for something: it waits for the board."""
    visitor = Visitor(running)
    page = visitor.get("/at/saturday-table/i-need-support/")
    page = visitor.send(page, page.form("q-what", "whole"), "do=send", {"q-what": f"{canary} need"})
    assert "It is sent" in page.text, page.text


def picture(canary: str) -> Upload:
    """A photograph that says more than it shows."""
    taken = BytesIO()
    Image.new("RGB", (60, 40), "green").save(taken, "JPEG", comment=canary.encode())
    return Upload(f"{canary}.jpg", taken.getvalue(), "image/jpeg")


def tells(running: Running, canary: str) -> None:
    """Somebody suggests an entry of the list, and somebody tells how it went: both sealed to its circle."""
    forms = {
        "suggest": {"q-name": "name", "q-offers": "offers", "q-for_whom": "whom", "q-where": "where"},
        "went": {"q-tried": "tried", "q-did": "did", "q-worked": "worked", "q-failed": "failed", "q-place": "place"},
    }
    for address, fields in forms.items():
        visitor = Visitor(running)
        page = visitor.get(f"/library/{address}/")
        values = {name: f"{canary} {words}" for name, words in fields.items()}
        chosen = {"suggest": {"q-known": "heard"}, "went": {"q-publish": "ask"}}[address]
        page = visitor.send(page, page.form("carried", "whole"), "do=send", {**values, **chosen})
        assert "It is sent" in page.text, page.text


def takes_on(visitor: Visitor, circle: str, most: int) -> None:
    """A member presses *Next one* so often that what waits is taken in."""
    for _one in range(most):
        page = visitor.get(f"{circle}inbox/")
        page = visitor.send(page, next(form for form in page.read().forms if form.action.endswith("/inbox/next/")))
        assert page.status == 200, page.text
