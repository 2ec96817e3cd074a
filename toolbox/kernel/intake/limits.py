"""How much a form takes in. Counted in bytes, for each form, within an hour; no caller is told apart from another."""

import datetime

from django.db import connection, transaction
from django.db.models import F

from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.vault import quick

AN_HOUR = 512 * 1024 * 1024  # bytes within an hour, files with them
LEAST = 16 * 1024  # bytes that the shortest counts for
MOST_WAITING = 5_000  # envelopes in one mailbox


class Closed(Exception):
    """The form takes nothing in now: too few people hold its key, or it was restored and not yet confirmed."""


class Again(Exception):
    """Too much came at once. `minutes` says when there is room again."""

    def __init__(self, minutes: int) -> None:
        super().__init__()
        self.minutes = minutes


class Full(Exception):
    """Too much waits to be read."""


def hour_of(now: datetime.datetime) -> datetime.datetime:
    """The full hour of a moment."""
    return now.replace(minute=0, second=0, microsecond=0)


def left(box: Mailbox, now: datetime.datetime) -> int:
    """Bytes that may still come within this hour."""
    return AN_HOUR - (box.spent if box.hour == hour_of(now) else 0)


def check(box: Mailbox, size: int, now: datetime.datetime, *, begun: bool = False) -> None:
    """Raise Closed, Again or Full where nothing of this size is taken in now.

    `begun`: somebody writes more about what was sent already, which one reader alone may go on reading.
    """
    if box.closed_by_restore or (box.alone and not begun):
        raise Closed
    if left(box, now) < max(size, LEAST):
        raise Again(60 - now.minute)
    waiting = quick.one("SELECT count(*) FROM intake_envelope WHERE mailbox = %s", box.id)
    if waiting and waiting[0] >= MOST_WAITING:
        raise Full


def spend(mailbox: int, size: int, now: datetime.datetime) -> None:
    """Count what came, inside the transaction that takes it in. Several at once may pass the limit by one form each."""
    words, values = spending(mailbox, size, now)
    quick.do(words, *values)


def spending(mailbox: int, size: int, now: datetime.datetime) -> quick.Statement:
    """The statement that counts what came."""
    hour, counted = connection.ops.adapt_datetimefield_value(hour_of(now)), max(size, LEAST)
    return quick.Statement(
        "UPDATE intake_mailbox SET spent = CASE WHEN hour = %s THEN spent + %s ELSE %s END, hour = %s WHERE id = %s",
        (hour, counted, counted, hour, mailbox),
    )


def reserve(mailbox: int, size: int, now: datetime.datetime) -> bool:
    """Count bytes of files while they arrive, long before anything is sent; False where there is no room for them.

    Otherwise whoever sends files without ever sending the form could fill the disk.
    """
    with transaction.atomic():
        box = Mailbox.objects.select_for_update().filter(pk=mailbox).first()
        if box is None or left(box, now) < size:
            return False
        _count(box, size, now)
    return True


def give_back(mailbox: int, size: int, now: datetime.datetime) -> None:
    """What was reserved within this hour, because the form is sent now and counted whole."""
    Mailbox.objects.filter(pk=mailbox, hour=hour_of(now), spent__gte=size).update(spent=F("spent") - size)


def _count(box: Mailbox, size: int, now: datetime.datetime) -> None:
    spent = size + (box.spent if box.hour == hour_of(now) else 0)
    Mailbox.objects.filter(pk=box.id).update(hour=hour_of(now), spent=spent)
