"""The sweep: destroys what is due, and what nobody came for."""

import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from toolbox.kernel.circles.acts import freezing, inviting
from toolbox.kernel.members import founding, sessions
from toolbox.kernel.registry import following
from toolbox.kernel.retention import clock
from toolbox.kernel.retention.clock import LAST
from toolbox.kernel.vault import erasing, filing, making, rows
from toolbox.kernel.vault.models import CircleRow, Mark, Record
from toolbox.kernel.vault.writing import delete

SLICE = 500


class Minute(NamedTuple):
    """What was done within a minute."""

    files: int
    sessions: int
    settled: bool  # whether the write-ahead log is empty


class Swept(NamedTuple):
    """What a sweep did."""

    records: int
    files: int
    sessions: int
    settled: bool  # whether the write-ahead log is empty
    shuffled: bool  # whether the database was written anew


def due(today: datetime.date) -> int:
    """Destroy the records whose day has come, but for circles where a legal paper stops it; returns how many."""
    circles = set(Record.objects.filter(dies__lte=today).values_list("circle", flat=True))
    return sum(_due_in(circle, today) for circle in circles)


def _due_in(circle: int, today: datetime.date) -> int:
    gone = 0
    while True:
        with transaction.atomic():
            row = rows.lock_circle(circle)
            if row is None or (row[2] and row[2] >= today):
                return gone
            # Locked before they are deleted: on PostgreSQL somebody may be taking one back from its end just now.
            due_here = Record.objects.select_for_update().filter(circle=circle, dies__lte=today)
            late = list(due_here.values_list("pk", flat=True)[:SLICE])
            if not late:
                return gone
            delete(late)
        gone += len(late)


def each_minute(now: datetime.datetime) -> Minute:
    """What must not wait for the night: sessions, codes and freezes that are over, files that nobody claimed."""
    ended = sessions.drop_ended(now)
    founding.drop_ended(now)
    inviting.drop_ended(now)
    freezing.drop_lapsed(now)
    return Minute(filing.drop_late(now), ended, erasing.settle(tries=1))


def lift_ended(today: datetime.date) -> None:
    """Legal stops end by themselves."""
    CircleRow.objects.filter(stopped_until__lt=today).update(stopped_until=None)


def sweep(now: datetime.datetime) -> Swept:
    """Everything that is due. Afterwards the database is written anew, so that no page tells what came together.

    The day is believed: ask `clock.look` before.
    """
    today = timezone.localdate(now)
    lift_ended(today)
    if clock.spares(today):
        following.skipped(today)
    minute = each_minute(now)
    records = due(today) + making.destroy_orphans() + following.swept(today)
    Mark.objects.update_or_create(name=LAST, defaults={"value": today.isoformat()})
    clock.forget()
    shuffled = erasing.shuffle()
    return Swept(records, minute.files, minute.sessions, erasing.settle(), shuffled)


def is_due(now: datetime.datetime) -> bool:
    """Whether today's sweep is still to come. Also where the last one was on a later day: that clock was wrong."""
    last = Mark.objects.filter(name=LAST).values_list("value", flat=True).first()
    return last != timezone.localdate(now).isoformat()
