"""Two asks of one household put together, and taken apart again exactly as they were."""

import datetime
from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec.structs import replace

from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import Ask, End, Entry, How, Outcome
from toolbox.tools.needs.rules import asks

Find = Callable[[int], Held[Ask] | None]
"""An ask by its id; None where it is not here any more."""


class Reason(StrEnum):
    """Why two cannot be put together."""

    SAME = "same"  # they are already, or are one
    ENDED = "ended"
    DONE_BY = "done_by"  # somebody else does the one that would go into the other
    SLOT = "slot"  # it has an appointment
    LOCKED = "locked"  # somebody is on the phone about it


class NotTogether(asks.NotNow):
    """They cannot be put together as they stand."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def root(held: Held[Ask], find: Find) -> Held[Ask]:
    """The ask in which it goes on: itself, where it is in none or where that is gone."""
    seen = {held.id}
    while held.value.into and held.value.into not in seen:
        above = find(held.value.into)
        if above is None:
            break
        seen.add(above.id)
        held = above
    return held


def below(held: Held[Ask], find: Find) -> Iterator[Held[Ask]]:
    """Those that go on in it, directly or through another; each once, and none that is gone."""
    seen, waiting = {held.id}, [(held.id, number) for number in held.value.joined]
    while waiting:
        above, number = waiting.pop(0)
        if number in seen:
            continue
        seen.add(number)
        one = find(number)
        if one is not None and one.value.into == above:
            yield one
            waiting += [(number, further) for further in one.value.joined]


def together(
    stays: Held[Ask], goes: Held[Ask], by: int, now: datetime.datetime, today: datetime.date
) -> tuple[Ask, Ask]:
    """The second goes on in the first: it has ended here, and everything else of it stays as it was.

    Raises NotTogether. Both are the asks in which whatever was put together before goes on.
    """
    one, other = stays.value, goes.value
    if goes.id in {stays.id, one.into} or other.into:
        raise NotTogether(Reason.SAME)
    if one.ended is not None or one.into or other.ended is not None:
        raise NotTogether(Reason.ENDED)
    if other.claim is not None and (not other.claim.by or one.claim is None or one.claim.by != other.claim.by):
        raise NotTogether(Reason.DONE_BY)
    if other.slot is not None:
        raise NotTogether(Reason.SLOT)
    if asks.is_locked(other, by, now):
        raise NotTogether(Reason.LOCKED)
    first = replace(one, joined=(*one.joined, goes.id))
    second = replace(other, ended=today, end=End.JOINED, into=stays.id)
    return _said(first, other, Outcome.JOINED, by, now), _said(second, one, Outcome.JOINED, by, now)


def apart(stays: Held[Ask] | None, goes: Held[Ask], by: int, now: datetime.datetime) -> tuple[Ask | None, Ask]:
    """The second is an ask of its own again, as it was before. The first is None where it is gone."""
    other = replace(goes.value, ended=None, end=None, into=0)
    if stays is None:
        return None, asks.logged(other, Entry(when=now, by=by, how=How.DID, outcome=Outcome.PARTED))
    one = replace(stays.value, joined=tuple(number for number in stays.value.joined if number != goes.id))
    return _said(one, goes.value, Outcome.PARTED, by, now), _said(other, stays.value, Outcome.PARTED, by, now)


def wrote(stays: Ask, goes: Ask, now: datetime.datetime) -> Ask:
    """Whoever sent the one that was put together with it wrote more: this one says so, and is open."""
    changed = replace(stays, news=True, ended=None, end=None)
    return _said(changed, goes, Outcome.WROTE, 0, now)


def _said(ask: Ask, other: Ask, what: Outcome, by: int, now: datetime.datetime) -> Ask:
    return asks.logged(ask, Entry(when=now, by=by, how=How.DID, outcome=what, text=f"{other.number:04d}"))
