"""Small sealed documents of a member: a key, a nonce, a padded text, bound to what it belongs to."""

import os
from typing import TypeAlias, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from toolbox.kernel.vault import padding
from toolbox.kernel.vault.keys import derive, number
from toolbox.kernel.vault.trouble import Damaged

T = TypeVar("T", bound=msgspec.Struct)

NONCE = 12

Blob: TypeAlias = "bytes | memoryview[int]"
"""Bytes as a database gives them."""


def seal(key: bytes, label: str, member: int, value: msgspec.Struct, *, version: int = 0, least: int = 0) -> bytes:
    """A struct sealed under a key for one purpose, member and version; padded to a bucket, at least `least` bytes."""
    nonce = os.urandom(NONCE)
    cipher = ChaCha20Poly1305(derive(key, label))
    return nonce + cipher.encrypt(
        nonce, padding.pad(msgspec.msgpack.encode(value), least), _bound(label, member, version)
    )


def unseal(key: bytes, label: str, member: int, sealed: Blob, kind: type[T], *, version: int = 0) -> T:
    """What `seal` was given. Raises Damaged."""
    body = bytes(sealed)
    try:
        plain = ChaCha20Poly1305(derive(key, label)).decrypt(body[:NONCE], body[NONCE:], _bound(label, member, version))
        return msgspec.msgpack.decode(padding.unpad(plain), type=kind)
    except (InvalidTag, ValueError, msgspec.MsgspecError):
        raise Damaged from None


def noise(least: int) -> bytes:
    """Bytes that look like a sealed struct of that padded size."""
    return os.urandom(NONCE + padding.bucket(0, least) + 16)


def _bound(label: str, member: int, version: int) -> bytes:
    return label.encode() + number(member) + number(version)
