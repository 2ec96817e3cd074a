"""The minute's part in notices: forget what is no more, decide once a day who is rung, and send what waits."""

import datetime
import logging
import random
import time

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from toolbox.kernel.members.models import Freeze, MemberRow
from toolbox.kernel.notices import keeping, rules, sending, where
from toolbox.kernel.notices.marking import ARRIVED
from toolbox.kernel.notices.models import Bell, Pause, Reminder
from toolbox.kernel.notices.rules import Says, Whose
from toolbox.kernel.notices.sending import Ways
from toolbox.kernel.vault.models import Mark

RUNG = "rung"  # the day on which bells rang last
BUDGET = 60.0  # seconds a minute's tidying may send; what is left waits for the next

_log = logging.getLogger("toolbox.notices")


def each_minute(now: datetime.datetime, ways: Ways | None = None) -> None:
    """Everything that is due this minute. Whatever other servers do, it ends within about a minute."""
    forget(now)
    last = Mark.objects.filter(name=RUNG).values_list("value", flat=True).first()
    if rules.rings(last, timezone.localtime(now), settings.BELL_HOUR):
        ring(now)
    _send_all(now, ways or sending.of_settings())


def forget(now: datetime.datetime) -> None:
    """Drop bells of members who are no more, addresses that nobody confirmed, pauses that are over."""
    today = timezone.localdate(now)
    of_nobody = Q(kind=Whose.MEMBER) & ~Q(whose__in=MemberRow.objects.values("pk"))
    of_a_circle = ~Q(kind__in=list(Whose))  # an earlier toolbox gave circles one
    Bell.objects.filter(of_nobody | of_a_circle | Q(unconfirmed_until__lt=today)).delete()
    Bell.objects.filter(says=Says.NOTHING, again__lte=now).update(again=None)
    Reminder.objects.exclude(member__in=_members().values("whose")).delete()
    Pause.objects.filter(day__lt=today, until__lte=now).delete()


def _members() -> "QuerySet[Bell]":
    return Bell.objects.filter(kind=Whose.MEMBER, unconfirmed_until=None)


def _frozen(now: datetime.datetime) -> "QuerySet[Freeze, int]":
    return Freeze.objects.filter(Q(until=None) | Q(until__gt=now)).values_list("member", flat=True)


def ring(now: datetime.datetime) -> None:
    """The hour of bells: who is reminded, and, if anything arrived anywhere, everybody. One notice each.

    Not those who are frozen: a comrade said that their phone may be in the wrong hands.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        bells = _members().exclude(whose__in=_frozen(now))
        if Mark.objects.filter(name=ARRIVED).delete()[0]:
            bells.update(says=Says.ARRIVED, tries=0, again=None)
        due = Reminder.objects.filter(day__lte=today)
        bells.filter(whose__in=due.values("member")).update(says=Says.DUE, tries=0, again=None)
        due.delete()
        Mark.objects.update_or_create(name=RUNG, defaults={"value": today.isoformat()})


def _send_all(now: datetime.datetime, ways: Ways) -> None:
    begun = time.monotonic()
    waiting = Bell.objects.exclude(says=Says.NOTHING).filter(Q(again=None) | Q(again__lte=now))
    ids = list(waiting.exclude(whose__in=_frozen(now)).values_list("pk", flat=True))
    random.shuffle(ids)  # the order tells nothing
    for bell in ids:
        if time.monotonic() - begun > BUDGET:
            return
        _send(bell, now, ways)


def _send(bell: int, now: datetime.datetime, ways: Ways) -> None:
    """Send what waits at one bell. It is counted as tried before: a server that stops half way rings nobody twice."""
    row = Bell.objects.filter(pk=bell).exclude(says=Says.NOTHING).first()
    if row is None:
        return
    mine = Bell.objects.filter(pk=bell, says=row.says)
    if not mine.filter(tries=row.tries).update(tries=F("tries") + 1, again=rules.next_hour(now)):
        return
    try:
        to = where.unseal(row.pk, row.sealed)
        code = keeping.code(row, to) if row.says == Says.CODE else ""
        sending.send(ways, to, Says(row.says), now.astimezone(datetime.UTC).date(), code)
    except Exception as error:  # noqa: BLE001 (nothing that a stranger's server provokes may end the round)
        _log.warning(f"A notice could not be delivered: {type(error).__name__}")
        over = row.tries + 1 >= rules.most_tries(row.says)
        mine.update(failed=True, **({"says": Says.NOTHING, "tries": 0, "again": None} if over else {}))
        return
    rest = None if row.kind == Whose.MEMBER else rules.later(now)
    mine.update(failed=False, says=Says.NOTHING, tries=0, again=rest)
