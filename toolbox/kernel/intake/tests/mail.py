"""Somebody who sends things, for the tests of this room and of those above."""

import datetime

from django.utils import timezone

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes, codes
from toolbox.kernel.intake.acts import sending, taking
from toolbox.kernel.intake.acts.sending import Filled
from toolbox.kernel.intake.acts.taking import Inbox
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.questions import Ask
from toolbox.kernel.intake.records import Answer, Submission
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.held import Held


def answer(question: str, *values: str, ask: Ask = Ask.TEXT, files: tuple[Attachment, ...] = ()) -> Answer:
    """One answer."""
    return Answer(question=question, ask=ask, says=f"{question}?", values=values, files=files)


def filled(*answers: Answer, form: str = "Groceries", purpose: str = "words") -> Filled:
    """A form that was filled in: bread and milk, if nothing else is said."""
    return Filled(form, purpose, "en", answers or (answer("what", "Bread and milk"),))


def photo(content: bytes = b"a photo of the fridge") -> Attachment:
    """A file that waits."""
    receiving = Receiving()
    receiving.write(content)
    return receiving.finish("fridge.jpg", "image/jpeg")


def sends(mailbox: int, *answers: Answer, now: datetime.datetime | None = None, purpose: str = "words") -> Code:
    """Somebody sends a form; returns the code of their receipt."""
    code = codes.new("en")
    assert sending.send(mailbox, code, filled(*answers, purpose=purpose), now or timezone.now())
    return code


def inbox(group: Group) -> Inbox:
    """What waits in a circle."""
    return taking.inbox(boxes.fresh(group))


def taken(group: Group) -> Held[Submission]:
    """The first thing that waits, taken in."""
    return taking.take(group, inbox(group).waiting[0], timezone.now())
