"""The hierarchy of keys of a circle: one root an epoch, and everything else derived from it by labels.

Keyed BLAKE2b (RFC 7693) derives; X25519 (RFC 7748) makes the circle's pair; ChaCha20-Poly1305 (RFC 8439) seals.
"""

import hashlib
import os
from functools import cached_property

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from nacl.public import PrivateKey

ROOT = 32  # bytes
TOKEN = 16  # bytes


def derive(key: bytes, label: str, *parts: bytes, size: int = 32) -> bytes:
    """`size` bytes from a key and a label; each further part is told apart by its length."""
    made = hashlib.blake2b(key=key, digest_size=size)
    for part in (label.encode(), *parts):
        made.update(len(part).to_bytes(4, "big"))
        made.update(part)
    return made.digest()


def new_root() -> bytes:
    """A new random root."""
    return os.urandom(ROOT)


def number(value: int) -> bytes:
    """An id or an epoch as eight bytes."""
    return value.to_bytes(8, "big")


class CircleKeys:
    """What a circle's root of one epoch opens. Lives no longer than the request."""

    def __init__(self, root: bytes, epoch: int) -> None:
        if len(root) != ROOT:
            raise ValueError("root")
        self.root = root
        self.epoch = epoch

    @cached_property
    def wrapping(self) -> ChaCha20Poly1305:
        """Seals and opens record keys."""
        return ChaCha20Poly1305(derive(self.root, "toolbox wrapping 1"))

    @cached_property
    def _shelf_key(self) -> bytes:
        return derive(self.root, "toolbox shelf 1")

    @cached_property
    def private(self) -> PrivateKey:
        """The private half of the circle's pair."""
        return PrivateKey(derive(self.root, "toolbox circle pair 1"))

    @cached_property
    def public(self) -> bytes:
        """The public half: 32 bytes. Whoever holds a root whose public key is the circle's is a member."""
        return bytes(self.private.public_key)

    @cached_property
    def voucher(self) -> bytes:
        """The key under which notes about the next epoch are vouched for."""
        return derive(self.root, "toolbox voucher 1")

    def token(self, project: int, kind: str, shelf: str) -> bytes:
        """The opaque name of a shelf: 16 bytes."""
        return derive(self._shelf_key, "toolbox token 1", number(project), kind.encode(), shelf.encode(), size=TOKEN)
