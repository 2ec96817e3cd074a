"""What waits in the inbox for the board: brought in by one press, oldest first, and never without one."""

import datetime
from contextlib import suppress
from typing import Any, NamedTuple

from django.db import OperationalError

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import choosing, taking
from toolbox.kernel.intake.acts.taking import Waiting
from toolbox.kernel.intake.records import OPEN, Submission
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import families, keeping
from toolbox.tools.needs.records import Ask
from toolbox.tools.needs.rules import arriving

OURS = frozenset({arriving.ASK, arriving.OFFER})
MOST = 200  # that are brought in by one press


class Arrived(NamedTuple):
    """What waits for the board, opened for this request."""

    waiting: list[Waiting]  # nobody took it in yet
    taken: list[Held[Submission]]  # taken in through the inbox, and not on the board

    def __len__(self) -> int:
        return len(self.waiting) + len(self.taken)


def arrived(group: Group) -> Arrived:
    """What waits, the oldest first. What senders added to what is on the board already is put there."""
    families.settle(group)
    mine = boxes.boxes(group.circle)
    if not mine:
        return Arrived([], [])
    inbox = taking.inbox(mine)
    with suppress(OperationalError):  # a full disk: it waits on
        inbox = taking.settle(group, inbox)
    waiting = [one for one in inbox.waiting if one.sent.purpose in OURS and one.sent.receipt and not one.hidden]
    return Arrived(waiting, _taken(group))


def _taken(group: Group) -> list[Held[Submission]]:
    found = [held for held in group.circle.shelf(Submission, OPEN) if held.value.purpose in OURS]
    return sorted(found, key=lambda held: (held.value.sent, held.id))


def bring_in(group: Group, now: datetime.datetime) -> int:
    """Put what waits onto the board, at most so many; returns how many. Somebody quicker is no harm."""
    there, count = arrived(group), 0
    for sent in there.taken[:MOST]:
        count += _one(group, sent, now) is not None
    for one in there.waiting[: max(0, MOST - len(there.taken))]:
        try:
            sent = taking.take(group, one, now)
        except Missing:
            continue
        count += _one(group, sent, now) is not None
    return count


def next_one(group: Group, languages: set[str], now: datetime.datetime) -> Held[Ask] | None:
    """The oldest ask that waits in these languages (none: any), on the board now; None where there is none."""
    spoken, there = {choosing.base(language) for language in languages}, arrived(group)
    for sent in there.taken:
        if sent.value.purpose == arriving.ASK and _fits(sent.value.language, spoken):
            made = _one(group, sent, now)
            if made is not None and isinstance(made.value, Ask):
                return made
    for one in there.waiting:
        if one.sent.purpose != arriving.ASK or not _fits(one.sent.language, spoken):
            continue
        with suppress(Missing):
            made = _one(group, taking.take(group, one, now), now)
            if made is not None and isinstance(made.value, Ask):
                return made
    return None


def _fits(language: str, spoken: set[str]) -> bool:
    return not spoken or choosing.base(language) in spoken


def _one(group: Group, sent: Held[Submission], now: datetime.datetime) -> Held[Any] | None:
    try:
        return keeping.take_on(group, sent, now)
    except (Moved, Missing):
        return None
