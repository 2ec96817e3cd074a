"""Alder and Birch with a board, a public form, and somebody who sends."""

from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from tests.people import again
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.questions import Ask as Kind
from toolbox.kernel.intake.tests.desk import Desk
from toolbox.kernel.intake.tests.mail import answer, sends
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import ENDED, OPEN, Ask, Came, Offer, Who
from toolbox.tools.needs.rules import arriving


def opened(desk: Desk) -> Group:
    """The circle as a new request of Alder's opens it."""
    return groups.opened(again(desk.group.me), desk.group.id)


def board(desk: Desk) -> str:
    """The address of the board."""
    return reverse("needs", args=[desk.group.id])


def divided(desk: Desk, *zones: str) -> None:
    """The board knows these parts of town."""
    keeping.change_board(opened(desk), lambda board: replace(board, zones=zones))


def asks_for(desk: Desk, *wants: str, words: str = "", phone: str = "+12025550143") -> Code:
    """Somebody fills in the groceries form, in Spanish."""
    return sends(
        desk.mailbox,
        answer("what", *(wants or ("groceries",)), ask=Kind.SEVERAL),
        answer("people", "adults=2", "children=1", "small=0", ask=Kind.HOUSEHOLD),
        answer("place", "Alder Street and Third", ask=Kind.PLACE),
        answer("languages", "es", ask=Kind.LANGUAGE),
        *([answer("phone", phone, ask=Kind.PHONE)] if phone else []),
        *([answer("more", words, ask=Kind.LONG)] if words else []),
        purpose=arriving.ASK,
    )


def offers(desk: Desk, *can: str) -> Code:
    """Somebody fills in the form of who can help."""
    return sends(
        desk.mailbox,
        answer("what", *(can or ("drive",)), ask=Kind.SEVERAL),
        answer("name", "Plum"),
        purpose=arriving.OFFER,
    )


def asks(desk: Desk, *shelves: str) -> list[Held[Ask]]:
    """The asks of the circle, the oldest first."""
    found = opened(desk).circle.shelf(Ask, *(shelves or (OPEN, ENDED)))
    return sorted(found, key=lambda held: (held.value.came, held.id))


def the_ask(desk: Desk) -> Held[Ask]:
    """The only ask."""
    (held,) = asks(desk)
    return held


def the_offer(desk: Desk) -> Held[Offer]:
    """The only offer."""
    (held,) = opened(desk).circle.shelf(Offer)
    return held


def written(desk: Desk, words: str = "A cot", **more: object) -> Held[Ask]:
    """An ask that somebody took down on the phone."""
    known = {"who": Who(name="Rosa"), **more}
    ask = Ask(came=timezone.now(), source=Came.PHONE, number=0, words=words, **known)  # type: ignore[arg-type]
    return keeping.begin_ask(opened(desk), ask)
