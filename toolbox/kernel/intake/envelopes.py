"""An envelope sealed to a mailbox: a body under a fresh key, and that key in a sealed box to the mailbox's public one.

Sealed boxes are libsodium's (X25519, XSalsa20-Poly1305); bodies are ChaCha20-Poly1305, padded, and bound to envelope
and mailbox: the same bytes in another place do not open.
"""

import os
from collections.abc import Sequence
from typing import TypeAlias

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from toolbox.kernel.intake.records import Sent
from toolbox.kernel.members.sealing import Blob
from toolbox.kernel.vault import padding
from toolbox.kernel.vault.keys import number
from toolbox.kernel.vault.trouble import Damaged

FORMAT = b"toolbox envelope 1"
KEY = 32  # bytes
ONCE = bytes(12)  # a key seals exactly one body, so its nonce need not differ
LEAST = 4 * padding.KIB  # a short request and a long one look alike

Opener: TypeAlias = "SealedBox[PrivateKey]"


def seal(public_key: bytes, mailbox: int, envelope: int, sent: Sent) -> tuple[bytes, bytes]:
    """Key and body as they are stored. Raises padding.TooLarge above 4 MiB."""
    key = os.urandom(KEY)
    padded = padding.pad(msgspec.msgpack.encode(sent), LEAST)
    body = ChaCha20Poly1305(key).encrypt(ONCE, padded, _bound(mailbox, envelope))
    return bytes(SealedBox(PublicKey(public_key)).encrypt(key)), body


def openers(private_keys: Sequence[bytes]) -> list[Opener]:
    """What opens a mailbox's envelopes, made ready once for all of them."""
    return [SealedBox(PrivateKey(private)) for private in private_keys]


def unseal(ready: Sequence[Opener], mailbox: int, envelope: int, key: Blob, body: Blob) -> Sent:
    """What was sent, with the first of these `openers` that opens it. Raises Damaged where none does."""
    for box in ready:
        try:
            opened = box.decrypt(bytes(key))
            padded = ChaCha20Poly1305(opened).decrypt(ONCE, bytes(body), _bound(mailbox, envelope))
            return msgspec.msgpack.decode(padding.unpad(padded), type=Sent)
        except CryptoError:
            continue
        except (InvalidTag, ValueError, msgspec.MsgspecError):
            break
    raise Damaged


def _bound(mailbox: int, envelope: int) -> bytes:
    return FORMAT + number(mailbox) + number(envelope)
