"""What strangers sent to the circle that keeps the list: found, with their news, counted, ended with words."""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from django.db import OperationalError

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import taking
from toolbox.kernel.intake.models import Envelope
from toolbox.kernel.intake.records import OPEN, Submission
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing
from toolbox.library.curating import holding
from toolbox.library.sealed import EXPERIENCE, SUGGESTION

MOST_OPENED = 500  # open records that are looked into for a count


class Mail(NamedTuple):
    """What there is of it."""

    unread: int
    suggestions: list[Held[Submission]]  # open ones, the oldest first
    experiences: list[Held[Submission]]

    @property
    def open(self) -> int:
        """How many wait for a decision."""
        return len(self.suggestions) + len(self.experiences)


def find(group: Group, record: int, purpose: str) -> Held[Submission]:
    """Something that was sent for a purpose, with what its sender added since. Raises Missing."""
    held = group.circle.get(Submission, record)
    if held.value.purpose != purpose:
        raise Missing
    with suppress(OperationalError):  # a full disk: what was added waits on
        return _with_news(group, held)
    return held


def _with_news(group: Group, held: Held[Submission]) -> Held[Submission]:
    box = boxes.find(group.circle, held.value.mailbox)
    news = taking.inbox([box]).news if box is not None else []
    mine = [one for one in news if one.sent.receipt == held.value.receipt]
    return group.circle.get(Submission, held.id) if mine and taking.merge(group, mine) else held


def mail(group: Group) -> Mail:
    """How much waits unread in the mailboxes of the two forms, and what is open."""
    unread = Envelope.objects.filter(mailbox__in=holding.mailboxes(group.circle)).count()
    opened = _open(group)
    return Mail(unread, _of(opened, SUGGESTION), _of(opened, EXPERIENCE))


def _open(group: Group) -> list[Held[Submission]]:
    if not 0 < group.circle.count(Submission, OPEN) <= MOST_OPENED:
        return []
    return sorted(group.circle.shelf(Submission, OPEN), key=lambda held: (held.value.sent, held.id))


def _of(opened: Iterable[Held[Submission]], purpose: str) -> list[Held[Submission]]:
    return [held for held in opened if held.value.purpose == purpose]
