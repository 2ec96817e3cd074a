"""What a page says about a link, from all the checks of it."""

from collections.abc import Iterable
from datetime import date
from itertools import takewhile
from typing import NamedTuple, Protocol

from toolbox.library.links.outcome import Outcome

NEVER = "never"
ANSWERED = (Outcome.OK, Outcome.MOVED)
_THERE = (*ANSWERED, Outcome.REFUSED)  # somebody was there to answer
DAYS_BEFORE_GONE = 2


class Checked(Protocol):
    """One check as it was written down."""

    @property
    def url(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def outcome(self) -> str: ...
    @property
    def led_to(self) -> str: ...


class Verdict(NamedTuple):
    """What a page says about a link."""

    state: str  # ok, moved, gone, refused, unsure or never
    answered_on: date | None = None  # the last day on which it answered
    moved_to: str = ""  # the new address, where the state is moved


def verdict(url: str, checks: Iterable[Checked]) -> Verdict:
    """Judge the link `url` by its checks, newest first. Checks of another address do not count.

    It is gone only after it was gone on two different days with no answer in between; until then unsure.
    """
    mine = [check for check in checks if check.url == url]
    if not mine:
        return Verdict(NEVER)
    newest = mine[0]
    answered_on = next((check.day for check in mine if check.outcome in ANSWERED), None)
    if newest.outcome in _THERE:
        moved_to = newest.led_to if newest.outcome == Outcome.MOVED else ""
        return Verdict(str(newest.outcome), answered_on, moved_to)
    silent = takewhile(lambda check: check.outcome not in _THERE, mine)
    days_gone = {check.day for check in silent if check.outcome == Outcome.GONE}
    state = Outcome.GONE if len(days_gone) >= DAYS_BEFORE_GONE else Outcome.UNSURE
    return Verdict(state.value, answered_on)
