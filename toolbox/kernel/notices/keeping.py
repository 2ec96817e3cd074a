"""A bell given, confirmed by its code, tried and taken away."""

import datetime
import hmac
from enum import Enum, auto

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from toolbox.kernel.notices import rules, where
from toolbox.kernel.notices.models import Bell, Pause
from toolbox.kernel.notices.rules import Says, Whose
from toolbox.kernel.notices.where import Where
from toolbox.kernel.vault.ids import new_id

LIVES = datetime.timedelta(days=1)  # an address whose code nobody types back


class Later(Exception):
    """Codes and tests were asked for too often; `minutes` until the next, 0: not today."""

    def __init__(self, minutes: int) -> None:
        super().__init__()
        self.minutes = minutes


class Tried(Enum):
    """What became of a code that was typed."""

    RIGHT = auto()
    WRONG = auto()
    GONE = auto()  # three were wrong, or there is no bell that waits for one


def of(whose: int) -> Bell | None:
    """The bell of a member or a form."""
    return Bell.objects.filter(whose=whose).first()


def code(bell: Bell, to: Where) -> str:
    """The code that confirms a bell."""
    return rules.code(settings.PEPPER, bell.pk, to.address)


def give(whose: int, kind: Whose, to: Where, now: datetime.datetime) -> None:
    """Take an address in, and have a code sent there. A confirmed bell stays as it is. Raises Later."""
    with transaction.atomic():
        before = Bell.objects.select_for_update().filter(whose=whose).first()
        if before is not None and before.unconfirmed_until is None:
            return
        _pause(whose, now)
        _count(rules.counted(settings.PEPPER, to.address), now)
        Bell.objects.filter(whose=whose).delete()
        bell = new_id()
        Bell.objects.create(
            id=bell,
            whose=whose,
            kind=kind,
            sealed=where.seal(bell, to),
            unconfirmed_until=timezone.localdate(now) + LIVES,
            says=Says.CODE,
        )


def once_more(whose: int, now: datetime.datetime) -> None:
    """Another code to the same address. Raises Later."""
    bell = of(whose)
    if bell is not None:
        give(whose, Whose(bell.kind), where.unseal(bell.pk, bell.sealed), now)


def confirm(whose: int, typed: str) -> Tried:
    """Compare a code that was typed back. The third wrong one takes the bell away."""
    with transaction.atomic():
        bell = Bell.objects.select_for_update().filter(whose=whose, unconfirmed_until__isnull=False).first()
        if bell is None:
            return Tried.GONE
        right = code(bell, where.unseal(bell.pk, bell.sealed))
        if hmac.compare_digest(right.encode(), typed.encode()):
            Bell.objects.filter(pk=bell.pk).update(unconfirmed_until=None, says=Says.NOTHING, failed=False, again=None)
            return Tried.RIGHT
        bell.wrong += 1
        if bell.wrong >= rules.CODES:
            bell.delete()
            return Tried.GONE
        bell.save(update_fields=["wrong"])
        return Tried.WRONG


def test(whose: int, now: datetime.datetime) -> None:
    """Have a test sent to a confirmed bell. Raises Later."""
    with transaction.atomic():
        bells = Bell.objects.filter(whose=whose, unconfirmed_until=None)
        if bells.exists():
            _pause(whose, now)
            bells.filter(says=Says.NOTHING).update(says=Says.TEST, tries=0, again=None, failed=False)


def remove(whose: int) -> None:
    """Take a bell away."""
    Bell.objects.filter(whose=whose).delete()


def _pause(whose: int, now: datetime.datetime) -> None:
    """Count for a member or a form, which also waits ten minutes after each. Raises Later."""
    row = _row(whose, now)
    if row is not None and row.until > now:
        raise Later(-(-(row.until - now) // datetime.timedelta(minutes=1)))
    _one_more(row, now)


def _count(address: int, now: datetime.datetime) -> None:
    """Count for an address, whoever names it: a form that is made anew brings no fresh codes. Raises Later.

    Always after `_pause`: in one order, nobody waits for somebody who waits for them.
    """
    _one_more(_row(address, now), now)


def _row(whose: int, now: datetime.datetime) -> Pause | None:
    """What was counted, held until the transaction ends; None where the first was counted just now."""
    row = Pause.objects.select_for_update().filter(whose=whose).first()
    if row is None:
        try:
            with transaction.atomic():
                Pause.objects.create(whose=whose, day=timezone.localdate(now), count=1, until=rules.later(now))
        except IntegrityError:  # the same one, at the same moment
            raise Later(int(rules.PAUSE.total_seconds() // 60)) from None
    return row


def _one_more(row: Pause | None, now: datetime.datetime) -> None:
    if row is None:
        return
    today = timezone.localdate(now)
    if row.day == today and row.count >= rules.TESTS:
        raise Later(0)
    row.count = row.count + 1 if row.day == today else 1
    row.day, row.until = today, rules.later(now)
    row.save()
