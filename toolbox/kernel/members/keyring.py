"""A member's keyring: one sealed document with the roots of their circles, and what is theirs alone."""

import hmac
import os

import msgspec

from toolbox.kernel.members import sealing
from toolbox.kernel.vault.keys import derive, number
from toolbox.kernel.vault.padding import STEP

LABEL = "toolbox keyring 1"
MOST_IDLE = 15  # minutes until a session falls asleep
MOST_HOURS = 12  # until it ends
MOST_FORMER = 3


class Entry(msgspec.Struct, array_like=True):
    """One circle as its member holds it."""

    root: bytes
    epoch: int
    name: str
    list_version: int


class Keyring(msgspec.Struct):
    """What only the member can open: circles by id, and how they like things."""

    handle: str
    circles: dict[int, Entry] = msgspec.field(default_factory=dict)
    language: str = ""
    look: str = ""  # "", "light", "dark"
    large: bool = False
    sheet: bool = False  # whether the recovery sheet that opens this was made
    idle: int = MOST_IDLE  # minutes; can be shortened, never lengthened
    hours: int = MOST_HOURS
    former: list[bytes] = msgspec.field(default_factory=list)  # private keys to which notes may still come
    hands: bytes = msgspec.field(default_factory=lambda: os.urandom(32))  # outlives a new passphrase: see `hand`
    aside: int = 0  # notes that were refused and set aside, since they were last shown
    gone: dict[int, str] = msgspec.field(default_factory=dict)  # circles that open no more, until that was read
    wrong: int = 0  # codes that were tried in vain behind the right passphrase, until that was read
    door: bool = False  # whether a second factor was set up


def seal(key: bytes, member: int, keyring: Keyring, version: int) -> bytes:
    """The keyring under its key, padded to 16 KiB."""
    return sealing.seal(key, LABEL, member, keyring, version=version, least=STEP)


def unseal(key: bytes, member: int, sealed: sealing.Blob, version: int) -> Keyring:
    """The keyring. Raises Damaged."""
    return sealing.unseal(key, LABEL, member, sealed, Keyring, version=version)


def family(key: bytes) -> bytes:
    """The token that the sessions of one member share: 16 bytes."""
    return derive(key, "toolbox family 1", size=16)


def hand(key: bytes, purpose: str, about: int) -> bytes:
    """The token by which a member is counted once for a purpose, unlinkable to them: 16 bytes.

    Made from the keyring's `hands`, which stays when keys are made anew: else one member would count as two.
    """
    return derive(key, "toolbox hand 1", purpose.encode(), number(about), size=16)


def same(one: bytes, other: bytes) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(bytes(one), bytes(other))
