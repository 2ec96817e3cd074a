"""What a passphrase opens: a member's private keys and their second factor, in the form in which they are stored."""

import datetime
import hashlib
import os
from typing import NamedTuple

import msgspec
from django.conf import settings
from nacl.public import PrivateKey

from toolbox.kernel.members import argon, sealing, totp
from toolbox.kernel.members.gate import Gate
from toolbox.kernel.members.passphrase import normal
from toolbox.kernel.vault import words
from toolbox.kernel.vault.keys import derive

PRIVATE = "toolbox private 1"
DOOR = "toolbox door 1"
LEAST = 1024  # bytes: a member with a second factor looks like one without
SALT = 16
MOST_WRONG = 4  # codes; from the next wrong one on, somebody waits
LONGEST_WAIT = 24 * 60  # minutes


class Private(msgspec.Struct, array_like=True):
    """The two keys of a member."""

    private: bytes
    keyring_key: bytes


class Door(msgspec.Struct):
    """The second factor: none where there is no secret."""

    secret: str = ""
    last_step: int = 0
    codes: list[bytes] = msgspec.field(default_factory=list)  # hashes of the recovery codes that are left
    key: bytes = b""  # hashes them, and outlives a new passphrase; `unlock` did in doors that have none
    wrong: int = 0  # codes since somebody got in
    wait: int = 0  # seconds since 1970: until then no code of the phone is looked at


def new_private() -> Private:
    """A new pair and a new keyring key."""
    return Private(bytes(PrivateKey.generate()), os.urandom(32))


def public_of(private: bytes) -> bytes:
    """The public half of a private key."""
    return bytes(PrivateKey(private).public_key)


def handle_hash(handle: str) -> bytes:
    """How a handle is stored: keyed under the pepper. Capitals, accents, hyphens and unseen signs do not count."""
    return derive(settings.PEPPER, "toolbox handle 1", words.normal(handle).encode())


def fake_salt(handle: bytes) -> bytes:
    """The salt for a handle that nobody has, always the same: unknown handles cost what known ones cost."""
    return derive(settings.PEPPER, "toolbox no salt 1", handle, size=SALT)


def gate() -> Gate:
    """At most two Argon2 runs on this host at a time."""
    return Gate(settings.DATA / "gate")


def stretched(passphrase: str, salt: sealing.Blob, memory: int, passes: int) -> bytes:
    """One Argon2 run. Raises Crowded where too many wait."""
    with gate().turn():
        return argon.stretch(normal(passphrase), bytes(salt), settings.PEPPER, memory, passes)


def seal_private(key: bytes, member: int, private: Private) -> bytes:
    """Both keys sealed, under `unlock` or under a recovery code's key."""
    return sealing.seal(key, PRIVATE, member, private)


def open_private(key: bytes, member: int, sealed: sealing.Blob) -> Private:
    """Both keys. Raises Damaged."""
    return sealing.unseal(key, PRIVATE, member, sealed, Private)


def seal_door(key: bytes, member: int, door: Door) -> bytes:
    """The second factor under `unlock`."""
    return sealing.seal(key, DOOR, member, door, least=LEAST)


def open_door(key: bytes, member: int, sealed: sealing.Blob) -> Door:
    """The second factor. Raises Damaged."""
    return sealing.unseal(key, DOOR, member, sealed, Door)


def sheet_key(code: str) -> bytes:
    """The key that a recovery sheet's code makes; the code is random enough to need no stretching."""
    return derive(hashlib.blake2b(code.encode(), digest_size=32).digest(), "toolbox recovery sheet 1", settings.PEPPER)


class Tried(NamedTuple):
    """The door as it must be stored after a code was tried at it, and whether it opens."""

    door: Door
    opens: bool


def tried(door: Door, unlock: bytes, code: str, now: datetime.datetime) -> Tried:
    """Try a code at a door. After five wrong ones the phone's codes wait, longer each time (RFC 4226, section 7.3)."""
    if not door.secret:
        return Tried(door, True)
    second = int(now.timestamp())
    step = totp.step_for(door.secret, code, now, door.last_step) if second >= door.wait else None
    left = [hashed for hashed in door.codes if not totp.same(code, hashed, door.key or unlock)]
    if step is not None:
        return Tried(msgspec.structs.replace(door, last_step=step, wrong=0, wait=0), True)
    if len(left) < len(door.codes):
        return Tried(msgspec.structs.replace(door, codes=left, wrong=0, wait=0), True)
    if not code.strip() or second < door.wait:  # nothing was guessed
        return Tried(door, False)
    return Tried(msgspec.structs.replace(door, wrong=door.wrong + 1, wait=second + 60 * _wait(door.wrong + 1)), False)


def _wait(wrong: int) -> int:
    """Minutes to wait after so many wrong codes."""
    return min(1 << min(wrong - MOST_WRONG - 1, 20), LONGEST_WAIT) if wrong > MOST_WRONG else 0
