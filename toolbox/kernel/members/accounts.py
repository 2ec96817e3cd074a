"""Members made, signed in, and given a new passphrase: everything that Argon2 stands before."""

import datetime
import hmac
import os
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from argon2.exceptions import HashingError
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from msgspec.structs import replace

from toolbox.kernel.members import argon, doors, keyring, me, sealing, sessions
from toolbox.kernel.members.doors import Door, Private
from toolbox.kernel.members.gate import Crowded
from toolbox.kernel.members.keyring import Keyring
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.models import Freeze, KeyNote, MemberRow
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.trouble import Damaged

MOST_HANDLE = 60  # characters


class HandleTaken(Exception):
    """Another member has this handle."""


class WrongPassphrase(Exception):
    """The passphrase (or code) is not the one."""


class Opened(NamedTuple):
    """A member's row with what the passphrase opened."""

    row: MemberRow
    unlock: bytes
    private: Private


def _costs() -> tuple[int, int]:
    return max(argon.LEAST_MEMORY, settings.ARGON_MEMORY * 1024), argon.LEAST_PASSES


def _costs_of_nobody(hashed: bytes) -> tuple[int, int]:
    """What a handle that nobody has costs: as much as that of one of the members, always the same one's."""
    costs = sorted(MemberRow.objects.values_list("memory", "passes"))
    return costs[int.from_bytes(hashed[:8], "big") % len(costs)] if costs else _costs()


def _lock(row: MemberRow, passphrase: str, private: Private, door: Door) -> bytes:
    """Put a passphrase before a member's keys; returns what it unlocks with. Raises Crowded."""
    row.memory, row.passes = _costs()
    row.salt = os.urandom(doors.SALT)
    stretched = doors.stretched(passphrase, row.salt, row.memory, row.passes)
    unlock = argon.unlock(stretched)
    row.verifier = argon.verifier(stretched)
    row.public_key = doors.public_of(private.private)
    row.private = doors.seal_private(unlock, row.pk, private)
    row.door = doors.seal_door(unlock, row.pk, door)
    return unlock


def _no_sheet(row: MemberRow) -> None:
    row.recovery = sealing.noise(0)


def make(handle: str, passphrase: str, language: str = "") -> Me:
    """A new member. Raises HandleTaken, Crowded."""
    hashed = doors.handle_hash(handle)
    if MemberRow.objects.filter(handle=hashed).exists():
        raise HandleTaken
    private = doors.new_private()
    row = MemberRow(id=new_id(), handle=hashed, version=1)
    _lock(row, passphrase, private, Door())
    return _save(row, private, Keyring(handle=handle.strip(), language=language))


def make_silent(private: Private) -> int:
    """A member without a passphrase, who looks like any other: the paper member of a circle. Returns the id."""
    row = MemberRow(id=new_id(), version=1)
    row.handle = doors.handle_hash(private.private.hex())
    row.memory, row.passes = _costs()
    row.salt, row.verifier = os.urandom(doors.SALT), os.urandom(argon.SIZE)
    row.public_key = doors.public_of(private.private)
    nobody = os.urandom(argon.SIZE)
    row.private, row.door = (
        doors.seal_private(nobody, row.pk, private),
        doors.seal_door(nobody, row.pk, Door()),
    )
    return _save(row, private, Keyring(handle="")).id


def forget_silent(member: int) -> None:
    """Delete a member who never signs in: nobody needs the row and its notes any more."""
    with transaction.atomic():
        KeyNote.objects.filter(member=member).delete()
        MemberRow.objects.filter(pk=member).delete()


def silent(private: Private) -> Me | None:
    """The paper member of a secret, if there is one."""
    row = MemberRow.objects.filter(handle=doors.handle_hash(private.private.hex())).first()
    return me.load(row.pk, private.private, private.keyring_key) if row else None


def _save(row: MemberRow, private: Private, ring: Keyring) -> Me:
    _no_sheet(row)
    row.keyring = keyring.seal(private.keyring_key, row.pk, ring, row.version)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise HandleTaken from None
    return Me(row.pk, private.private, private.keyring_key, ring, {}, stamp=bytes(row.stamp))


def sign_in(handle: str, passphrase: str, code: str, now: datetime.datetime) -> Me | None:
    """The member whose handle, passphrase and code these are, or None: nothing tells which of them was wrong.

    Costs the same for handles that nobody has. Merges the notes that wait, and brings what a guess costs up to what
    the host asks for today. Raises Crowded.
    """
    hashed = doors.handle_hash(handle)
    row = MemberRow.objects.filter(handle=hashed).first()
    of_nobody = _costs_of_nobody(hashed)
    memory, passes = (row.memory, row.passes) if row else of_nobody
    stretched = doors.stretched(passphrase, row.salt if row else doors.fake_salt(hashed), memory, passes)
    known = hmac.compare_digest(argon.verifier(stretched), bytes(row.verifier) if row else bytes(argon.SIZE))
    if row is None or not known or me.is_frozen(row.pk, now):
        return None
    unlock = argon.unlock(stretched)
    with transaction.atomic():
        row = MemberRow.objects.select_for_update().filter(pk=row.pk).first()
        if row is None or me.is_frozen(row.pk, now):  # asked again under the row's lock, which a freeze takes too
            return None
        try:
            before = doors.open_door(unlock, row.pk, row.door)
            private = doors.open_private(unlock, row.pk, row.private)
        except Damaged:  # the passphrase was changed meanwhile
            return None
        door, opens = doors.tried(before, unlock, code, now)
        row.door = doors.seal_door(unlock, row.pk, door)
        row.save(update_fields=["door"])
    if not opens:
        return None
    found = me.load(row.pk, private.private, private.keyring_key)
    me.merge(found, fields={"wrong": found.keyring.wrong + before.wrong, "door": bool(door.secret)})
    found.stamp = bytes(row.stamp)
    _lift(row, unlock, passphrase, private)
    return found


def _lift(row: MemberRow, unlock: bytes, passphrase: str, private: Private) -> None:
    """Make a guess at a member's passphrase cost what it costs for new ones; at the next sign-in, if many wait."""
    if (row.memory, row.passes) >= _costs():
        return
    draft = MemberRow(id=row.pk)
    with suppress(Crowded, HashingError):  # many wait, or the machine has not the memory: let them in all the same
        fresh = _lock(draft, passphrase, private, Door())
        with transaction.atomic():
            there = MemberRow.objects.select_for_update().filter(pk=row.pk, verifier=bytes(row.verifier)).first()
            if there is not None:
                _take(there, draft, fresh, doors.open_door(unlock, row.pk, there.door))
                there.save()


def _take(row: MemberRow, draft: MemberRow, unlock: bytes, door: Door) -> None:
    """Write what a new passphrase stands before into a member's row; the second factor stays."""
    for name in ("memory", "passes", "salt", "verifier", "public_key", "private"):
        setattr(row, name, getattr(draft, name))
    row.door = doors.seal_door(unlock, row.pk, door)


def opened(who: Me, passphrase: str) -> Opened:
    """What a signed-in member's passphrase opens. Raises WrongPassphrase, Crowded."""
    row = MemberRow.objects.get(pk=who.id)
    stretched = doors.stretched(passphrase, row.salt, row.memory, row.passes)
    if not hmac.compare_digest(argon.verifier(stretched), bytes(row.verifier)):
        raise WrongPassphrase
    unlock = argon.unlock(stretched)
    return Opened(row, unlock, doors.open_private(unlock, row.pk, row.private))


def _rewrite(who: Me, passphrase: str, write: Callable[[Opened, MemberRow], None]) -> None:
    """Change a member's row under their passphrase, held while it is written. Raises WrongPassphrase, Crowded."""
    before = opened(who, passphrase)
    with transaction.atomic():
        row = MemberRow.objects.select_for_update().get(pk=who.id)
        if bytes(row.verifier) != bytes(before.row.verifier):
            raise WrongPassphrase
        write(before, row)
        row.save()


def change_passphrase(who: Me, old: str, new: str) -> Me:
    """A new passphrase, a new pair and a new keyring key; all other sessions end, the recovery sheet is void.

    The second factor stays, and its recovery codes. The lists of the circles still hold the old public key: whoever
    calls this mends them. Raises WrongPassphrase, Crowded.
    """
    before = opened(who, old)
    private = doors.new_private()
    draft = MemberRow(id=who.id)
    unlock = _lock(draft, new, private, Door())
    with transaction.atomic():
        row = MemberRow.objects.select_for_update().get(pk=who.id)
        if bytes(row.verifier) != bytes(before.row.verifier):
            raise WrongPassphrase
        me.merge(who)  # in here: notes to oneself are vouched for under the old keyring key
        row.refresh_from_db()
        ring = keyring.unseal(who.keyring_key, who.id, row.keyring, row.version)
        ring.former = [who.private, *ring.former][: keyring.MOST_FORMER]
        ring.sheet = False
        door = doors.open_door(before.unlock, row.pk, row.door)
        hashing = door.key or (before.unlock if door.codes else b"")  # of the recovery codes: they stay good
        _take(row, draft, unlock, replace(door, key=hashing))
        _no_sheet(row)
        row.version += 1
        row.keyring = keyring.seal(private.keyring_key, who.id, ring, row.version)
        row.save()
    sessions.end_all(who)
    found = me.load(who.id, private.private, private.keyring_key)
    found.stamp = who.stamp  # of the session in which they asked: a freeze since then holds
    return found


def new_sheet(who: Me, passphrase: str, code: str) -> None:
    """Seal the private keys a second time, under a recovery sheet's code; the sheet before it is void."""

    def write(before: Opened, row: MemberRow) -> None:
        row.recovery = doors.seal_private(doors.sheet_key(code), row.pk, before.private)

    _rewrite(who, passphrase, write)
    me.change(who, sheet=True)


def recover(handle: str, code: str, passphrase: str) -> Me | None:
    """A new passphrase by the recovery sheet, which is void then, as is the second factor. None: not the code.

    None also for who is frozen: the sheet may be in the wrong hands. Raises Crowded.
    """
    row = MemberRow.objects.filter(handle=doors.handle_hash(handle)).first()
    draft = row or MemberRow(id=new_id(), recovery=sealing.noise(0))
    try:
        private = doors.open_private(doors.sheet_key(code), draft.pk, draft.recovery)
    except Damaged:
        private = None
    fresh = MemberRow(id=draft.pk)
    _lock(fresh, passphrase, private or doors.new_private(), Door())  # also for nobody: it costs the same
    if row is None or private is None or me.is_frozen(row.pk, timezone.now()):
        return None
    with transaction.atomic():
        there = MemberRow.objects.select_for_update().filter(pk=row.pk, recovery=bytes(row.recovery)).first()
        if there is None or me.is_frozen(row.pk, timezone.now()):
            return None
        for name in ("memory", "passes", "salt", "verifier", "private", "door"):
            setattr(there, name, getattr(fresh, name))
        _no_sheet(there)
        there.save()
    found = me.load(row.pk, private.private, private.keyring_key)
    sessions.end_all(found)
    me.change(found, sheet=False, door=False)
    found.stamp = bytes(there.stamp)
    return found


def has_sheet_code(handle: str, code: str) -> bool:
    """Whether a recovery sheet's code is this handle's, and may be used: not for who is frozen."""
    row = MemberRow.objects.filter(handle=doors.handle_hash(handle)).first()
    if row is None or me.is_frozen(row.pk, timezone.now()):
        return False
    try:
        doors.open_private(doors.sheet_key(code), row.pk, row.recovery)
    except Damaged:
        return False
    return True


def set_door(who: Me, passphrase: str, door: Door) -> None:
    """Put another second factor in the place of the one there is. Raises WrongPassphrase, Crowded."""

    def write(before: Opened, row: MemberRow) -> None:
        row.door = doors.seal_door(before.unlock, row.pk, door)

    _rewrite(who, passphrase, write)
    me.change(who, door=bool(door.secret))


def delete(who: Me) -> None:
    """Delete a member: row, notes, sessions. Their circles must have let them go before."""
    sessions.end_all(who)
    with transaction.atomic():
        KeyNote.objects.filter(member=who.id).delete()
        Freeze.objects.filter(member=who.id).delete()
        MemberRow.objects.filter(pk=who.id).delete()


def anybody() -> bool:
    """Whether this toolbox has a member."""
    return MemberRow.objects.exists()
