"""One record sealed and opened: padding, ChaCha20-Poly1305 under a fresh key, and that key wrapped for its circle."""

import os
import struct
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from toolbox.kernel.registry.kinds import Kind
from toolbox.kernel.vault import padding
from toolbox.kernel.vault.keys import CircleKeys
from toolbox.kernel.vault.trouble import Damaged, TooNew

T = TypeVar("T", bound=msgspec.Struct)

FORMAT = b"toolbox record 1"
WRAP_FORMAT = b"toolbox wrap 1"
KEY = 32  # bytes
NONCE = 12  # bytes
ONCE = bytes(NONCE)  # a record key seals exactly one body, so its nonce need not differ


class Inside(msgspec.Struct, array_like=True, gc=False):
    """What lies in a sealed body: where the record stands, and what it is."""

    kind: str
    shelf: str
    project: int
    schema: int
    data: msgspec.Raw


class Sealed(NamedTuple):
    """A sealed record, ready for its two rows."""

    id: int
    token: bytes
    epoch: int
    body: bytes
    nonce: bytes
    wrapped: bytes


_inside = msgspec.msgpack.Decoder(Inside)
_encode = msgspec.msgpack.Encoder().encode
_two = struct.Struct(">QQ").pack  # numbers of eight bytes, as `keys.number` writes them
_three = struct.Struct(">QQQ").pack


@cache
def _decoder(made_of: type[T]) -> msgspec.msgpack.Decoder[T]:
    """What reads the values of a kind; it holds none of them."""
    return msgspec.msgpack.Decoder(made_of)


def body_bound(circle: int, record: int) -> bytes:
    """What a body is bound to: format, record and circle."""
    return FORMAT + _two(record, circle)


def wrap_bound(circle: int, record: int, epoch: int) -> bytes:
    """What a wrap is bound to: format, record, circle and epoch."""
    return WRAP_FORMAT + _three(record, circle, epoch)


def wrap(keys: CircleKeys, circle: int, record: int, key: bytes) -> tuple[bytes, bytes]:
    """A record key sealed for a circle: a random nonce of 96 bits, and 48 bytes."""
    nonce = os.urandom(NONCE)
    return nonce, keys.wrapping.encrypt(nonce, key, wrap_bound(circle, record, keys.epoch))


def unwrap(keys: CircleKeys, circle: int, record: int, nonce: bytes, wrapped: bytes) -> bytes:
    """The record key. Raises Damaged."""
    try:
        return keys.wrapping.decrypt(nonce, wrapped, wrap_bound(circle, record, keys.epoch))
    except (InvalidTag, ValueError):
        raise Damaged from None


def seal(keys: CircleKeys, circle: int, record: int, kind: Kind[T], value: T, shelf: str, project: int = 0) -> Sealed:
    """Seal a value under a key of its own. Raises TooLarge above 4 MiB."""
    inside = Inside(kind.name, shelf, project, kind.schema, msgspec.Raw(_encode(value)))
    key = os.urandom(KEY)
    body = ChaCha20Poly1305(key).encrypt(ONCE, padding.pad(_encode(inside), kind.least), body_bound(circle, record))
    nonce, wrapped = wrap(keys, circle, record, key)
    return Sealed(record, keys.token(project, kind.name, shelf), keys.epoch, body, nonce, wrapped)


def open_body(key: bytes, circle: int, record: int, body: bytes) -> Inside:
    """Open a body with its key. Raises Damaged."""
    try:
        return _inside.decode(padding.unpad(ChaCha20Poly1305(key).decrypt(ONCE, body, body_bound(circle, record))))
    except (InvalidTag, ValueError):
        raise Damaged from None


def open_whole(keys: CircleKeys, circle: int, record: int, nonce: bytes, wrapped: bytes, body: bytes) -> Inside:
    """`unwrap` and `open_body` in one step, for shelves of thousands. Raises Damaged."""
    try:
        key = keys.wrapping.decrypt(nonce, wrapped, WRAP_FORMAT + _three(record, circle, keys.epoch))
        padded = ChaCha20Poly1305(key).decrypt(ONCE, body, FORMAT + _two(record, circle))
        return _inside.decode(padding.unpad(padded))
    except (InvalidTag, ValueError):
        raise Damaged from None


def value_of(kind: Kind[T], inside: Inside) -> T:
    """The typed value, brought up to the schema of this code. Raises TooNew, or Damaged where it does not fit."""
    if inside.kind != kind.name or inside.schema < 1:
        raise Damaged
    if inside.schema > kind.schema:
        raise TooNew
    try:
        if inside.schema == kind.schema:
            decoder: msgspec.msgpack.Decoder[T] = _decoder(kind.struct)
            return decoder.decode(inside.data)
        old = msgspec.msgpack.decode(inside.data, type=dict[str, Any])
        for version in range(inside.schema, kind.schema):
            old = kind.migrations[version](old)
        return msgspec.convert(old, kind.struct)
    except (LookupError, TypeError, ValueError):  # also from a migration that meets what nobody of us wrote
        raise Damaged from None
