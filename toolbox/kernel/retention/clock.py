"""Whether the computer's clock can be believed: what is destroyed by a wrong day does not come back.

The last sweep says which day was believed last. Where today is more than FAR days away from it, the server was off, or
the clock is wrong; nothing tells which. So nothing is destroyed by its day until the clock has gone on for 24 hours in
which the server ran, or has shown a third day (a laptop that is opened for an hour at a time), or somebody has said
that it is right. A clock that goes back meanwhile was wrong, and the waiting begins anew.
"""

import datetime
import time
from typing import NamedTuple

from django.utils import timezone

from toolbox.kernel.vault import quick
from toolbox.kernel.vault.models import Mark

LAST, DOUBT, SPARED = "swept", "clock in doubt", "spared"
FAR = 8  # days: days of destruction are Mondays, so that a week more or less is not told apart anyway
LONG = 24 * 3600  # seconds of running
DAYS = 3
RARE = 60  # days: what waits is spared once, also where the server is off for weeks again and again
BEAT = 180  # seconds: it is looked at each minute, so a longer pause is a sleep or a stop


class Doubt(NamedTuple):
    """What was seen of the clock since it jumped."""

    day: datetime.date  # that it showed last
    days: int = 1  # different ones that it showed
    ran: int = 0  # seconds
    beat: int = 0  # seconds of the computer's own count, which no setting of the clock changes
    looks: int = 1

    @property
    def is_over(self) -> bool:
        """Whether it has gone on for long enough."""
        return self.ran >= LONG or self.days >= DAYS

    @property
    def is_new(self) -> bool:
        """Whether this is the first look."""
        return self.looks == 1

    @property
    def wait(self) -> str:
        """How long it must still go on, for whoever runs the server."""
        hours, days = -(-max(LONG - self.ran, 0) // 3600), max(DAYS - self.days, 0)
        more = "1 more day" if days == 1 else f"{days} more days"
        return f"{hours} hours of running, or until it runs on {more}"


def is_far(last: datetime.date | None, today: datetime.date) -> bool:
    """Whether a day is further from the last sweep than a server that runs lets it be."""
    return last is not None and abs((today - last).days) > FAR


def gone_on(doubt: Doubt | None, today: datetime.date, beat: int) -> Doubt:
    """What was seen once one has looked again, at a day and a beat."""
    if doubt is None or today < doubt.day or (today - doubt.day).days > FAR:
        return Doubt(today, beat=beat)
    passed = beat - doubt.beat
    ran = doubt.ran + (passed if 0 <= passed <= BEAT else 0)
    return Doubt(today, doubt.days + (today > doubt.day), ran, beat, doubt.looks + 1)


def packed(doubt: Doubt) -> str:
    """As a mark holds it."""
    return " ".join([doubt.day.isoformat(), *map(str, doubt[1:])])


def unpacked(text: str) -> Doubt | None:
    """As it was packed; None for nothing."""
    if not text:
        return None
    day, *numbers = text.split()
    return Doubt(datetime.date.fromisoformat(day), *map(int, numbers))


def last_sweep() -> datetime.date | None:
    """The day of the last sweep: the last that was believed."""
    return _day(LAST)


def _day(mark: str) -> datetime.date | None:
    row = quick.one("SELECT value FROM vault_mark WHERE name = %s", mark)
    return datetime.date.fromisoformat(row[0]) if row else None


def spares(today: datetime.date) -> bool:
    """Whether what waits is spared by today's sweep, because it comes after days that nobody saw. Written down."""
    spared = _day(SPARED)
    if not is_far(last_sweep(), today) or (spared is not None and abs((today - spared).days) < RARE):
        return False
    Mark.objects.update_or_create(name=SPARED, defaults={"value": today.isoformat()})
    return True


def believed(now: datetime.datetime) -> datetime.date:
    """Today, or the day of the last sweep where the clock is behind it: from here on days to come are counted."""
    return max(timezone.localdate(now), last_sweep() or datetime.date.min)


def look(now: datetime.datetime, beat: int | None = None) -> Doubt | None:
    """What is in doubt, written down for the next look; None where the clock can be believed. Call it each minute."""
    marks = dict(Mark.objects.filter(name__in=[LAST, DOUBT]).values_list("name", "value"))
    today, last = timezone.localdate(now), marks.get(LAST)
    if not is_far(datetime.date.fromisoformat(last) if last else None, today):
        if DOUBT in marks:
            forget()
        return None
    before = unpacked(marks.get(DOUBT, ""))
    doubt = gone_on(before, today, int(time.monotonic()) if beat is None else beat)
    Mark.objects.update_or_create(name=DOUBT, defaults={"value": packed(doubt)})
    return None if doubt.is_over else doubt


def forget() -> None:
    """The clock is believed again."""
    Mark.objects.filter(name=DOUBT).delete()
