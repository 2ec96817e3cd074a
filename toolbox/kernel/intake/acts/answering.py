"""A member answers: sealed to the receipt, and kept in the circle's own record."""

import datetime

from django.db import transaction
from msgspec.structs import replace

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import slips
from toolbox.kernel.intake.models import Receipt
from toolbox.kernel.intake.records import Said, Submission
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.vault.held import Held


class Gone(Exception):
    """The receipt is not there any more: nobody could read the answer."""


def answer(group: Group, held: Held[Submission], text: str, now: datetime.datetime) -> Held[Submission]:
    """Answer through the receipt. Raises Gone, and Moved where somebody was quicker."""
    value = held.value
    said = (*value.said, Said(text=text, when=now, by=group.me.id))
    with transaction.atomic():
        if not Receipt.objects.select_for_update().filter(pk=value.receipt).exists():
            raise Gone
        slips.put(value.receipt, value.receipt_key, Told(tells=Tells.ANSWER, when=now, text=text))
        return group.circle.put(held.now(said=said, news=False))


def is_there(held: Held[Submission]) -> bool:
    """Whether the sender can still be answered."""
    return Receipt.objects.filter(pk=held.value.receipt).exists()


def seen(group: Group, held: Held[Submission]) -> Held[Submission]:
    """A member has read the news. Raises Moved."""
    return group.circle.put(held.now(news=False))


def held_by(group: Group, held: Held[Submission], member: int) -> Held[Submission]:
    """Somebody looks after it from now on; 0: nobody. Raises Moved."""
    return group.circle.put(held.now(holder=member))


def without_files(value: Submission) -> Submission:
    """The same without what lies in files."""
    return replace(value, answers=tuple(replace(one, files=()) for one in value.answers))
