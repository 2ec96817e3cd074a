"""The next call: found, and somebody's own at once, on the board first and then in the inbox."""

import datetime
from collections.abc import Collection, Iterable
from contextlib import suppress

from django.utils import timezone

from toolbox.kernel.circles.group import Group
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import incoming, keeping
from toolbox.tools.needs.records import OPEN, Ask
from toolbox.tools.needs.rules import asks, boards, calls

TRIES = 5  # things of the inbox that somebody else may take away at the same moment


def next_call(group: Group, spoken: Collection[str], now: datetime.datetime, but: int = 0) -> Held[Ask] | None:
    """The call that a member is on; or else the next one, theirs for twenty minutes. None where there is none.

    `but` is one that they just left to others. Whoever is quicker has theirs, and the one after it is tried.
    """
    open_ones, today, me = group.circle.shelf(Ask, OPEN), timezone.localdate(now), group.me.id
    mine = calls.on_the_phone(open_ones, me, now)
    if mine:
        return mine[0]
    out, others = boards.out(keeping.board_of(group.circle).value), [one for one in open_ones if one.id != but]
    found = first_free(group, calls.queue(others, me, spoken, now, today, out), now)
    for _try in range(TRIES):
        if found is not None or (made := incoming.next_one(group, set(spoken), now)) is None:
            break
        found = first_free(group, [made], now)
    return found


def first_free(group: Group, queue: Iterable[Held[Ask]], now: datetime.datetime) -> Held[Ask] | None:
    """The first that nobody was quicker with, locked; the queue may be a moment old."""
    for held in queue:
        with suppress(Moved, Missing, asks.NotNow):
            return lock(group, held, now)
    return None


def lock(group: Group, held: Held[Ask], now: datetime.datetime) -> Held[Ask]:
    """It is this member's call for the next minutes. Raises NotNow where it is somebody else's, Moved, Missing."""
    return keeping.put(group, held, lambda ask: asks.locked(ask, group.me.id, now))
