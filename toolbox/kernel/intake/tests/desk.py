"""Two people of a circle with a browser each, and a form that strangers fill in."""

import html
import re
from typing import Any, NamedTuple

from django.test import Client
from django.urls import reverse

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.records import OPEN, Submission
from toolbox.kernel.intake.tests.mail import inbox
from toolbox.kernel.vault.held import Held

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Desk(NamedTuple):
    """Alder's circle with Birch in it."""

    group: Group
    mailbox: int
    alder: Client
    birch: Client
    birchs: Group

    def at(self, name: str, *arguments: int) -> str:
        """An address in this circle."""
        return reverse(name, args=[self.group.id, *arguments])

    def waiting(self) -> list[int]:
        """The envelopes that wait."""
        return [one.id for one in inbox(self.group).waiting]

    def open(self, *shelves: str) -> list[Held[Submission]]:
        """What was taken in, the oldest first."""
        found = groups.opened(again(self.group.me), self.group.id).circle.shelf(Submission, *(shelves or (OPEN,)))
        return sorted(found, key=lambda held: (held.value.sent, held.id))

    def one(self, *shelves: str) -> Held[Submission]:
        """The only thing that was taken in."""
        (held,) = self.open(*shelves)
        return held


def desk() -> Desk:
    """The two, with an empty mailbox."""
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    group = groups.opened(again(alder.me), alder.id)
    mailbox = boxes.make(group, "Groceries form").value.mailbox
    return Desk(group, mailbox, browser(again(alder.me)), browser(again(birch.me)), birch)


def words(client: Client, address: str) -> str:
    """A page as it is read."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return said(answer)


def said(answer: Any) -> str:
    """An answer as it is read, without the marks of the page."""
    return html.unescape(answer.content.decode())


def hidden(client: Client, page: str, action: str) -> dict[str, str]:
    """What the form with this action carries."""
    text = said(client.get(page))
    forms: list[str] = re.findall(r"<form\b.*?</form>", text, re.DOTALL)
    form = next((one for one in forms if f'action="{action}"' in one), None)
    if form is None:
        assert action == page, "there is no such form"
        form = next(one for one in forms if "action=" not in one.partition(">")[0])
    return dict(_HIDDEN.findall(form))


def sent(client: Client, page: str, action: str = "", **typed: Any) -> Any:
    """Fill in a form of a page and send it."""
    return client.post(action or page, {**hidden(client, page, action or page), **typed})
