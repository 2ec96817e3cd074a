"""An arrested comrade is frozen: no sign-in, no session; for a day, or until two want them back."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.group import Group
from toolbox.kernel.members.me import is_frozen
from toolbox.kernel.members.models import Freeze, MemberRow, new_stamp
from toolbox.kernel.vault.ids import new_id

LAPSES = datetime.timedelta(hours=24)
TOKEN = 16


class OneAlready(Exception):
    """A member may have one open freeze."""


def _hand(group: Group) -> bytes:
    return group.me.hand("freeze", 0)


def _until(now: datetime.datetime) -> datetime.datetime:
    later = now + LAPSES + datetime.timedelta(minutes=59, seconds=59)
    return later.replace(minute=0, second=0, microsecond=0)


def freeze(group: Group, member: int, now: datetime.datetime) -> None:
    """Freeze somebody of this circle. Raises NotAllowed, OneAlready."""
    target = rules.person(group.settings, member)
    if target is None or target not in rules.living(group.settings) or member == group.me.id:
        raise rules.NotAllowed
    drop_lapsed(now)
    try:
        with transaction.atomic():
            # Held, so that two who freeze the same comrade at once leave one freeze: a second would outlast its end.
            MemberRow.objects.select_for_update().filter(pk=member).first()
            if of(member):
                return
            MemberRow.objects.filter(pk=member).update(stamp=new_stamp())  # no session of today outlives the freeze
            Freeze.objects.create(
                id=new_id(),
                member=member,
                freezer=_hand(group),
                until=_until(now),
                needed=_remaining(group, member, now),
            )
    except IntegrityError:
        raise OneAlready from None


def of(member: int) -> Freeze | None:
    """The open freeze of a member."""
    return Freeze.objects.filter(member=member).first()


def confirm(group: Group, member: int) -> None:
    """A second one says so too: it lapses no more. Raises NotAllowed."""
    with transaction.atomic():
        row = Freeze.objects.select_for_update().filter(member=member).first()
        if row is None or not rules.person(group.settings, member) or bytes(row.freezer) == _hand(group):
            raise rules.NotAllowed
        if row.until is not None:
            row.until, row.confirmed = None, _hand(group)
            row.needed = max(row.needed, _remaining(group, member, timezone.now()))
            row.save(update_fields=["until", "confirmed", "needed"])


def restore(group: Group, member: int, now: datetime.datetime) -> bool:
    """Want somebody back; True once enough do, and they are. Raises NotAllowed."""
    with transaction.atomic():
        row = Freeze.objects.select_for_update().filter(member=member).first()
        if row is None or not rules.person(group.settings, member) or member == group.me.id:
            raise rules.NotAllowed
        tokens = wanting(row) | {_hand(group)}
        if len(tokens) >= row.needed:
            row.delete()
            return True
        row.restorers = b"".join(sorted(tokens))
        row.save(update_fields=["restorers"])
        return False


def wanting(row: Freeze) -> set[bytes]:
    """The tokens of who wants them back."""
    joined = bytes(row.restorers)
    return {joined[at : at + TOKEN] for at in range(0, len(joined), TOKEN)}


def wants(group: Group, row: Freeze) -> bool:
    """Whether this member has already said so."""
    return _hand(group) in wanting(row)


def froze(group: Group, row: Freeze) -> bool:
    """Whether this member began the freeze."""
    return bytes(row.freezer) == _hand(group)


def is_unconfirmed(member: int) -> bool:
    """Whether a member is frozen by one voice alone."""
    return Freeze.objects.filter(member=member, until__gt=timezone.now()).exists()


def _remaining(group: Group, member: int, now: datetime.datetime) -> int:
    """How many must want somebody back, by the circle that freezes them: two, or all who remain if they are fewer.

    Kept with the freeze: through another, smaller circle, one alone could bring back whoever has their phone.
    """
    frozen = [one.member for one in rules.living(group.settings) if is_frozen(one.member, now)]
    return max(1, rules.restorers_needed(group.settings, {*frozen, member}))


def drop_lapsed(now: datetime.datetime) -> None:
    """Delete the freezes that nobody confirmed in time."""
    Freeze.objects.filter(until__lte=now).delete()
