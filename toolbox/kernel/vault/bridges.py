"""Bridges: while a rotation is under way, each old root lies sealed under the next one."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.keys import CircleKeys, derive, number
from toolbox.kernel.vault.models import Bridge
from toolbox.kernel.vault.trouble import Damaged

NONCE = 12


def build(circle: int, old: CircleKeys, new: CircleKeys) -> Bridge:
    """The row that leads from a new root to the one before it; not saved yet."""
    nonce = os.urandom(NONCE)
    sealed = _cipher(new).encrypt(nonce, old.root, _bound(circle, old.epoch))
    return Bridge(id=new_id(), circle=circle, epoch=old.epoch, nonce=nonce, root=sealed)


def bridged(circle: int, keys: CircleKeys) -> dict[int, CircleKeys]:
    """The keys of every older epoch that bridges lead to. Raises Damaged."""
    found: dict[int, CircleKeys] = {}
    for row in Bridge.objects.filter(circle=circle, epoch__lt=keys.epoch).order_by("-epoch"):
        try:
            root = _cipher(keys).decrypt(bytes(row.nonce), bytes(row.root), _bound(circle, row.epoch))
        except (InvalidTag, ValueError):
            raise Damaged from None
        keys = CircleKeys(root, row.epoch)
        found[row.epoch] = keys
    return found


def _cipher(keys: CircleKeys) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(derive(keys.root, "toolbox bridge 1"))


def _bound(circle: int, epoch: int) -> bytes:
    return b"toolbox bridge 1" + number(circle) + number(epoch)
