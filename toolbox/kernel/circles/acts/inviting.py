"""Invites: seven words on a slip, good for 72 hours, with the circle's root sealed under them."""

import datetime
import hashlib

import msgspec
from django.conf import settings as site
from django.db import transaction
from msgspec.structs import replace

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import delivering, rotating
from toolbox.kernel.circles.group import Group, settings_of, today
from toolbox.kernel.circles.models import InviteRow
from toolbox.kernel.circles.records import Invite, Person, Role, Settings
from toolbox.kernel.members import sealing
from toolbox.kernel.members.doors import public_of
from toolbox.kernel.members.me import Me
from toolbox.kernel.vault import words
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.keys import CircleKeys, derive
from toolbox.kernel.vault.listing import relist
from toolbox.kernel.vault.trouble import Damaged, Moved, NotAMember, TooNew

LASTS = datetime.timedelta(hours=72)
WORDS = 7  # 90 bits
LABEL = "toolbox invite 1"
MOST_OPEN = 20


class Inside(msgspec.Struct, array_like=True):
    """What an invite seals."""

    circle: int
    epoch: int
    root: bytes
    row: int


class InviteGone(Exception):
    """No such invite: mistyped, used, withdrawn, too late, or the circle has a new key since."""


class NameTaken(Exception):
    """Somebody of the circle already goes by this name."""


def _lookup(code: str) -> bytes:
    return derive(site.PEPPER, "toolbox invite lookup 1", words.normal(code).encode())


def _key(code: str) -> bytes:
    return hashlib.blake2b(words.normal(code).encode(), digest_size=32, key=site.PEPPER).digest()


def _ends(now: datetime.datetime) -> datetime.datetime:
    return (now + LASTS).replace(minute=0, second=0, microsecond=0)


def invite(
    group: Group,
    now: datetime.datetime,
    language: str,
    *,
    for_whom: str = "",
    role: Role = Role.HELPER,
    replaces: int = 0,
) -> tuple[str, Invite]:
    """A new invite; returns its code, which is written nowhere, and its entry. Raises NotAllowed."""
    if len(open_invites(group.settings, now)) >= MOST_OPEN:
        raise rules.NotAllowed
    code = words.code(WORDS, language)
    keys = group.circle.keys
    row = new_id()
    sealed = sealing.seal(_key(code), LABEL, row, Inside(group.id, keys.epoch, keys.root, row))
    entry = Invite(row, group.me.id, _ends(now), for_whom, role, replaces)
    group.change(lambda one: replace(one, invites=(*open_invites(one, now), entry)))
    if group.circle.keys.epoch != keys.epoch:  # rotated meanwhile: the invite would open nothing
        raise rules.NotAllowed
    InviteRow.objects.create(id=row, lookup=_lookup(code), sealed=sealed, ends=entry.ends)
    return code, entry


def open_invites(settings: Settings, now: datetime.datetime) -> tuple[Invite, ...]:
    """Those that are not too late."""
    return tuple(one for one in settings.invites if one.ends > now)


def withdraw(group: Group, row: int) -> None:
    """Void an invite."""
    InviteRow.objects.filter(pk=row).delete()
    group.change(lambda one: replace(one, invites=tuple(each for each in one.invites if each.row != row)))


def look(code: str, now: datetime.datetime) -> tuple[Circle, Held[Settings], Invite]:
    """The circle that a code leads to, as whoever holds it may see it. Raises InviteGone."""
    row = InviteRow.objects.filter(lookup=_lookup(code), ends__gt=now).first()
    if row is None:
        raise InviteGone
    try:
        inside = sealing.unseal(_key(code), LABEL, row.pk, row.sealed, Inside)
        circle = Circle(inside.circle, CircleKeys(inside.root, inside.epoch))
        held = settings_of(circle)
    except (Damaged, TooNew, NotAMember):
        raise InviteGone from None
    found = next((one for one in held.value.invites if one.row == row.pk), None)
    if found is None:
        raise InviteGone
    return circle, held, found


def accept(me: Me, code: str, name: str, now: datetime.datetime) -> int:
    """Join; returns the circle's id. Raises InviteGone, NameTaken, NotAllowed (already there).

    Whoever comes back after losing a passphrase takes the place of their old entry, and the circle gets a new root.
    """
    for attempt in range(5):
        circle, held, found = look(code, now)
        settings = held.value
        if rules.person(settings, me.id) and already_in(me, circle.id):
            raise rules.NotAllowed
        if rules.name_taken(settings, name, but=[found.replaces, me.id]):
            raise NameTaken
        newcomer = Person(me.id, name, public_of(me.private), _role(settings, found, me), today())
        changed = replace(
            rules.joined(settings, newcomer, found.replaces),
            invites=tuple(one for one in settings.invites if one.row != found.row),
        )
        try:
            if found.replaces:
                rotating.rotate_by_newcomer(circle, replace_value(held, changed), me, found.row)
            else:
                relist(
                    circle,
                    replace_value(held, changed),
                    lambda version, c=circle, s=changed, r=found.row: _welcome(c, s, version, me, r),  # type: ignore[misc]
                )
        except Moved:
            if attempt == 4:
                raise
            continue
        return circle.id
    raise InviteGone


def already_in(me: Me, circle: int) -> bool:
    """Whether they are in the circle already. Who was frozen during a rotation is on its list, but has no key."""
    try:
        me.circle(circle)
    except NotAMember:
        return False
    return True


def _role(settings: Settings, found: Invite, me: Me) -> Role:
    before = rules.person(settings, found.replaces) or rules.person(settings, me.id)
    return before.role if before else found.role


def replace_value(held: Held[Settings], settings: Settings) -> Held[Settings]:
    """The same record with other settings."""
    return Held(held.id, settings, held.shelf, held.project, held.version)


def _welcome(circle: Circle, settings: Settings, version: int, me: Me, row: int) -> None:
    use(row)
    delivering.to_self(circle.id, settings, circle.keys, version, me)


def use(row: int) -> None:
    """Use an invite up, inside a transaction. Raises InviteGone where somebody was quicker."""
    if not InviteRow.objects.filter(pk=row).delete()[0]:
        raise InviteGone


def drop_ended(now: datetime.datetime) -> None:
    """Delete the invites that are too late."""
    with transaction.atomic():
        InviteRow.objects.filter(ends__lte=now).delete()
