"""Notes: how a new root reaches a member who is not there. Every deed leaves one for every member, most of them noise.

A note is a sealed box (libsodium: X25519, XSalsa20-Poly1305) to the member's public key as the circle's list has it,
all of 1 KiB and a box. Inside, the root is vouched for under the root before it; a member's note to themselves, under
their own keyring key. What is not vouched for is set aside.
"""

import hmac
import random
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Annotated

import msgspec
from msgspec import Meta
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from toolbox.kernel.members.keyring import Entry
from toolbox.kernel.members.models import KeyNote, MemberRow
from toolbox.kernel.members.sealing import Blob
from toolbox.kernel.vault import padding
from toolbox.kernel.vault.ids import BITS, new_id
from toolbox.kernel.vault.keys import CircleKeys, derive, number

NAME = 80  # characters of a circle's name

_random = random.SystemRandom()


class Inside(msgspec.Struct, array_like=True):
    """What a note says. A dummy has no circle."""

    circle: Annotated[int, Meta(ge=0, lt=1 << BITS)] = 0
    epoch: Annotated[int, Meta(ge=0, lt=1 << 31)] = 0
    root: bytes = b""
    name: str = ""
    list_version: Annotated[int, Meta(ge=0, lt=1 << 31)] = 0
    voucher: bytes = b""


_decoder = msgspec.msgpack.Decoder(Inside)


def _voucher(key: bytes, note: Inside) -> bytes:
    """A MAC over all that a note says but itself."""
    return derive(
        key,
        "toolbox note 1",
        number(note.circle),
        number(note.epoch),
        note.root,
        note.name.encode(),
        number(note.list_version),
    )


def _own(keyring_key: bytes) -> bytes:
    return derive(keyring_key, "toolbox note to self 1")


def note(circle: int, keys: CircleKeys, name: str, list_version: int, before: CircleKeys) -> Inside:
    """News of the next root, vouched for under the root before it."""
    inside = Inside(circle, keys.epoch, keys.root, name[:NAME], list_version)
    inside.voucher = _voucher(before.voucher, inside)
    return inside


def to_self(circle: int, keys: CircleKeys, name: str, list_version: int, keyring_key: bytes) -> Inside:
    """A root that the member got by their own hand: made, or out of an invite."""
    inside = Inside(circle, keys.epoch, keys.root, name[:NAME], list_version)
    inside.voucher = _voucher(_own(keyring_key), inside)
    return inside


def _sealed(inside: Inside, public_key: bytes) -> bytes:
    return SealedBox(PublicKey(bytes(public_key))).encrypt(padding.pad(msgspec.msgpack.encode(inside), padding.KIB))


def deposit(news: Mapping[int, tuple[Inside, bytes]]) -> None:
    """Leave a note for every member of the toolbox, in random order: news where there is some, noise elsewhere.

    `news` names by member id what to say, and the public key from the circle's sealed list. Runs inside the
    transaction of whoever calls it.
    """
    everybody = list(MemberRow.objects.values_list("pk", "public_key"))
    _random.shuffle(everybody)
    rows = []
    for member, listed in everybody:
        inside, public_key = news.get(member, (Inside(), bytes(listed)))
        rows.append(KeyNote(id=new_id(), member=member, sealed=_sealed(inside, public_key)))
    KeyNote.objects.bulk_create(rows)


def read(sealed: Iterable[Blob], privates: Sequence[bytes]) -> tuple[list[Inside], int]:
    """The notes that open with one of these keys and say something, and how many did not open."""
    boxes = [SealedBox(PrivateKey(private)) for private in privates]
    opened = [_opened(bytes(body), boxes) for body in sealed]
    return [inside for inside in opened if inside and inside.circle], opened.count(None)


def _opened(body: bytes, boxes: "Sequence[SealedBox[PrivateKey]]") -> Inside | None:
    for box in boxes:
        with suppress(CryptoError, msgspec.MsgspecError, ValueError):
            return _decoder.decode(padding.unpad(box.decrypt(body)))
    return None


def merged(circles: Mapping[int, Entry], news: Iterable[Inside], keyring_key: bytes) -> tuple[dict[int, Entry], int]:
    """The circles with the news in them, oldest epoch first; and how many notes were not vouched for."""
    found, refused = dict(circles), 0
    for inside in sorted(news, key=lambda one: one.epoch):
        entry = found.get(inside.circle)
        own = hmac.compare_digest(inside.voucher, _voucher(_own(keyring_key), inside))
        vouched = entry is not None and inside.epoch == entry.epoch + 1 and len(entry.root) == 32
        if not own and vouched and entry is not None:
            before = CircleKeys(entry.root, entry.epoch)
            vouched = hmac.compare_digest(inside.voucher, _voucher(before.voucher, inside))
        if len(inside.root) != 32 or not (own or vouched):
            refused += 1
        elif entry is None or inside.epoch > entry.epoch:
            found[inside.circle] = Entry(inside.root, inside.epoch, inside.name, inside.list_version)
    return found, refused
