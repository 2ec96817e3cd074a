"""Something that was sent comes to its end, or begins anew."""

import datetime

from django.db import transaction
from django.utils import timezone

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import slips
from toolbox.kernel.intake.models import Receipt
from toolbox.kernel.intake.records import DONE, MADE, OPEN, SPAM, SUBMISSION, Said, Submission
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.retention import days
from toolbox.kernel.vault.held import Held


def end(group: Group, held: Held[Submission], shelf: str, now: datetime.datetime) -> Held[Submission]:
    """A copy that has ended, with its day of destruction."""
    today = timezone.localdate(now)
    return held.now(ended=today, news=False).on(shelf, days.dies(SUBMISSION, group.settings.shortened, today))


def close(group: Group, held: Held[Submission], now: datetime.datetime, words: str = "") -> Held[Submission]:
    """It is done. The sender's receipt says so, and lives as long as the record. Raises Moved."""
    said = (*held.value.said, Said(text=words, when=now, by=group.me.id)) if words.strip() else held.value.said
    one = end(group, held.now(said=said), DONE, now)
    with transaction.atomic():
        closed = group.circle.put(one)
        if Receipt.objects.filter(pk=held.value.receipt).update(dies=one.dies):
            told = Told(tells=Tells.CLOSED, when=now, text=words)
            slips.put(held.value.receipt, held.value.receipt_key, told)
    return closed


def spam(group: Group, held: Held[Submission], now: datetime.datetime) -> Held[Submission]:
    """Nobody's real ask. The sender is told nothing; their receipt lives as long as the record. Raises Moved."""
    one = end(group, held, SPAM, now)
    with transaction.atomic():
        Receipt.objects.filter(pk=held.value.receipt).update(dies=one.dies)
        return group.circle.put(one)


def reopen(group: Group, held: Held[Submission]) -> Held[Submission]:
    """It is open again. Raises Moved."""
    with transaction.atomic():
        Receipt.objects.filter(pk=held.value.receipt).update(dies=None)
        return group.circle.put(held.now(ended=None, solved=None).on(MADE if held.value.became else OPEN))
