"""Somebody without an account, who writes to the circle that keeps the list and comes back with a receipt."""

import re
from html import unescape
from typing import Any

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.intake.tests import mail
from toolbox.kernel.intake.tests.browsing import fields, press, stranger, text
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.library.tests.reader import words

SUGGEST, WENT = "/library/suggest/", "/library/went/"
SHELF = {
    "q-name": "Ferry Shelf",
    "q-link": "shelf.example.org",
    "q-offers": "A shelf where people leave\nwhat they can spare.",
    "q-for_whom": "whoever passes by",
    "q-where": "Riverbend",
    "q-languages": ["en"],
    "q-languages-other": "Q’anjob’al",
    "q-kind": "organisation",
    "q-known": "part",
}
PORCH = {
    "q-tried": "Riverbend Fridge",
    "q-did": "We put one on a porch.",
    "q-worked": "Neighbours filled it.",
    "q-failed": "Ice in the door.",
    "q-who": "Hill Street kitchen",
    "q-place": "Hillside",
    "q-year": "2025",
    "q-publish": "ask",
}


class Sender:
    """Who sent something, with the code of the receipt."""

    def __init__(self, address: str, typed: dict[str, Any]) -> None:
        self.client = stranger()
        page = press(self.client, self.client.get(address), typed=typed)
        self.code = Code(fields(page)["carried"][0].partition(".")[0])
        assert coming_back.find(self.code), words(text(page))

    def reads(self) -> str:
        """The receipt as it is read."""
        return self.does("")

    def does(self, do: str, **typed: str) -> str:
        """Press a button of the receipt, with what its form carries."""
        carried = {name: _carried(self._page(), name) for name in ("number", "about")}
        return words(self._page(do=do, **{**carried, **typed}))

    def _page(self, **typed: str) -> str:
        return unescape(text(self.client.post("/receipt/", {"code": self.code.text, **typed})))


def _carried(page: str, name: str) -> str:
    found = re.findall(rf'name="{name}" value="([^"]+)"', page)
    return found[0] if found else ""


def taken(group: Group, address: str, name: str) -> tuple[Held[Submission], str]:
    """The first thing that waits, taken in, and the address at which it is dealt with."""
    held = mail.taken(group)
    return held, f"{address}{name}/{spell(held.id)}/"
