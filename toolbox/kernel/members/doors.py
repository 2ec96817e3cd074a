"""What a passphrase opens: a member's private keys and their second factor, in the form in which they are stored."""

import datetime
import hashlib
import os

import msgspec
from django.conf import settings
from nacl.public import PrivateKey

from toolbox.kernel.members import argon, sealing, totp
from toolbox.kernel.members.gate import Gate
from toolbox.kernel.members.passphrase import normal
from toolbox.kernel.vault.keys import derive

PRIVATE = "toolbox private 1"
DOOR = "toolbox door 1"
LEAST = 1024  # bytes: a member with a second factor looks like one without
SALT = 16


class Private(msgspec.Struct, array_like=True):
    """The two keys of a member."""

    private: bytes
    keyring_key: bytes


class Door(msgspec.Struct):
    """The second factor: none where there is no secret."""

    secret: str = ""
    last_step: int = 0
    codes: list[bytes] = msgspec.field(default_factory=list)  # hashes of the recovery codes that are left


def new_private() -> Private:
    """A new pair and a new keyring key."""
    return Private(bytes(PrivateKey.generate()), os.urandom(32))


def public_of(private: bytes) -> bytes:
    """The public half of a private key."""
    return bytes(PrivateKey(private).public_key)


def handle_hash(handle: str) -> bytes:
    """How a handle is stored: keyed under the pepper. Capitals and white space do not count."""
    return derive(settings.PEPPER, "toolbox handle 1", normal(handle).encode())


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


def passed(door: Door, unlock: bytes, code: str, now: datetime.datetime) -> Door | None:
    """The door as it must be stored after a code went through it, or None where the code does not open it."""
    if not door.secret:
        return door
    step = totp.step_for(door.secret, code, now, door.last_step)
    if step is not None:
        return msgspec.structs.replace(door, last_step=step)
    left = [hashed for hashed in door.codes if not totp.same(code, hashed, unlock)]
    return None if len(left) == len(door.codes) else msgspec.structs.replace(door, codes=left)
