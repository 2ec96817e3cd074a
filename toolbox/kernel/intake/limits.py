"""How much a form takes in. Counted in bytes, for each form, within an hour; no caller is told apart from another."""

import datetime
from typing import Any, NamedTuple

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


class Room(NamedTuple):
    """What a mailbox has come to, and the key that is sealed to."""

    public_key: bytes
    is_closed: bool  # restored, and not yet confirmed
    is_alone: bool  # fewer than two people hold its key
    spent: int  # bytes within this hour
    waiting: int  # envelopes


def room(mailbox: int, now: datetime.datetime) -> Room:
    """How a mailbox is, with one look. Raises Mailbox.DoesNotExist."""
    row = quick.one(
        "SELECT public_key, closed_by_restore, alone, CASE WHEN hour = %s THEN spent ELSE 0 END,"
        " (SELECT count(*) FROM intake_envelope WHERE mailbox = intake_mailbox.id) FROM intake_mailbox WHERE id = %s",
        *(_stored(hour_of(now)), mailbox),
    )
    if row is None:
        raise Mailbox.DoesNotExist
    public_key, is_closed, is_alone, spent, waiting = row
    return Room(bytes(public_key), bool(is_closed), bool(is_alone), spent, waiting)


def check(room: Room, size: int, now: datetime.datetime, *, begun: bool = False) -> None:
    """Raise Closed, Again or Full where nothing of this size is taken in now.

    `begun`: somebody writes more about what was sent already, which one reader alone may go on reading.
    """
    if room.is_closed or (room.is_alone and not begun):
        raise Closed
    if AN_HOUR - room.spent < max(size, LEAST):
        raise Again(60 - now.minute)
    if room.waiting >= MOST_WAITING:
        raise Full


def spend(mailbox: int, size: int, now: datetime.datetime) -> None:
    """Count what came, inside the transaction that takes it in. Several at once may pass the limit by one form each."""
    words, values = spending(mailbox, size, now)
    quick.do(words, *values)


def spending(mailbox: int, size: int, now: datetime.datetime) -> quick.Statement:
    """The statement that counts what came."""
    hour, counted = _stored(hour_of(now)), max(size, LEAST)
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
        if box is None:
            return False
        spent = size + (box.spent if box.hour == hour_of(now) else 0)
        if spent > AN_HOUR:
            return False
        Mailbox.objects.filter(pk=box.id).update(hour=hour_of(now), spent=spent)
    return True


def give_back(mailbox: int, size: int, now: datetime.datetime) -> None:
    """What was reserved within this hour, because the form is sent now and counted whole."""
    Mailbox.objects.filter(pk=mailbox, hour=hour_of(now), spent__gte=size).update(spent=F("spent") - size)


def _stored(hour: datetime.datetime) -> Any:
    """As the database compares it."""
    return connection.ops.adapt_datetimefield_value(hour)
