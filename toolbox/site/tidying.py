"""What the running server tidies by itself: every minute what is over, once a day what is due."""

import datetime
import logging
import threading

from django.db import connections
from django.utils import timezone

from toolbox.kernel.notices import ringing
from toolbox.kernel.retention import clock, sweep
from toolbox.site.alone import alone
from toolbox.site.logs import where
from toolbox.site.running import daily

EVERY = 60.0  # seconds
LOCK = "tidying"
MISSES = 5  # minutes in a row, after which it is told that the write-ahead log could not be emptied

_log = logging.getLogger("toolbox.tidying")
_stop = threading.Event()


class Misses:
    """How often in a row the write-ahead log could not be emptied: what was destroyed may still stand in it."""

    def __init__(self) -> None:
        self.count = 0

    def look(self, settled: bool) -> None:
        """Count one more, or begin anew; tell it once."""
        self.count = 0 if settled else self.count + 1
        if self.count == MISSES:
            _log.warning(
                f"The write-ahead log could not be emptied for {MISSES} minutes: somebody reads all the while. "
                "What was destroyed may still stand in it. It is tried again every minute."
            )


_misses = Misses()


def forever() -> None:
    """Tidy every minute, as long as the worker lives."""
    while not _stop.wait(EVERY):
        once()


def _tidy(now: datetime.datetime) -> None:
    doubt = clock.look(now)
    if doubt is None and sweep.is_due(now):
        _sweep(now)
    else:
        _misses.look(sweep.each_minute(now).settled)
    if doubt is None:
        daily.once(now)  # after the sweep: what was due is in no backup
    elif doubt.is_new:
        _log.warning(
            f"The clock says {doubt.day}, which is far from the day of the last sweep. Was the server off for so long, "
            f"or is the clock wrong? Nothing is destroyed by its day, and no backup made or deleted, for {doubt.wait}. "
            "If the day is right, you need not wait: toolbox sweep --now-is-right"
        )


def _sweep(now: datetime.datetime) -> None:
    done = sweep.sweep(now)
    _misses.look(done.settled)
    if not done.settled:
        _log.warning("The sweep could not empty the write-ahead log; it is tried again in a minute.")
    if not done.shuffled:
        _log.warning(
            "The database was not written anew: it was busy, the disk is full, or it is larger than half "
            "of the free memory. It is tried again tomorrow."
        )


def once() -> None:
    """Tidy once, unless another worker is at it. What breaks is told without its words, and tried again."""
    with alone(LOCK) as mine:
        if not mine:
            return
        try:
            _tidy(timezone.now())
        except Exception as error:  # noqa: BLE001 (it must go on whatever happened)
            _log.warning("Tidying failed: " + where(error))
        try:
            ringing.each_minute(timezone.now())  # last: other servers may let us wait
        except Exception as error:  # noqa: BLE001
            _log.warning("Ringing failed: " + where(error))
        finally:
            connections.close_all()
