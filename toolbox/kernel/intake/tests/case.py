"""Something that was sent and taken in, for stories of its page."""

from typing import Any

from django.test import Client
from django.utils import timezone

from tests.people import again
from toolbox.kernel.circles import group as groups
from toolbox.kernel.intake.acts import coming_back, taking
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.questions import Ask
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.intake.slips import Tells
from toolbox.kernel.intake.tests.desk import Desk, words
from toolbox.kernel.intake.tests.mail import answer, inbox, sends


class Case:
    """Something that was sent and taken in, and whoever sent it."""

    def __init__(self, desk: Desk, code: Code, record: int) -> None:
        self.desk, self.code, self.record = desk, code, record

    def at(self, name: str = "inbox_item") -> str:
        """One of its addresses."""
        return self.desk.at(name, self.record)

    def page(self, who: Client | None = None, name: str = "inbox_item") -> str:
        """One of its pages."""
        return words(who or self.desk.alder, self.at(name))

    @property
    def now(self) -> Submission:
        """As it stands."""
        return groups.opened(again(self.desk.group.me), self.desk.group.id).circle.get(Submission, self.record).value

    def back(self) -> coming_back.Opened:
        """Whoever sent it comes with their receipt."""
        found = coming_back.find(self.code)
        assert found is not None
        return found

    def told(self) -> list[str]:
        """What they read there."""
        return [one.text for one in self.back().told if one.tells in {Tells.ANSWER, Tells.CLOSED}]

    def looked(self) -> None:
        """Somebody opens the inbox: what was added comes in."""
        self.desk.alder.get(self.desk.at("inbox"))


def taken_in(night: Desk, *answers: Any, purpose: str = "words") -> Case:
    """Somebody sends a form and Birch takes it in."""
    given = answers or (answer("what", "Bread for Rosa"), answer("phone", "+12025550143", ask=Ask.PHONE))
    code = sends(night.mailbox, *given, purpose=purpose)
    found = inbox(night.birchs)
    return Case(night, code, taking.take(night.birchs, found.waiting[-1], timezone.now()).id)
