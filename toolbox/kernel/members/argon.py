"""Stretches a passphrase with Argon2id, and makes from that what is stored and what is never stored."""

import hashlib

from argon2.low_level import Type, hash_secret_raw

LEAST_MEMORY = 65_536
"""KiB of memory that a run takes at the least: what one guess costs whoever holds a stolen disk."""
LEAST_PASSES = 4
"""Passes over that memory at the least."""
LEAST_PEPPER = 32
"""Bytes of the pepper at the least; the most is 64."""
LEAST_SALT = 16
"""Bytes of a member's salt at the least (RFC 9106, section 3.1)."""
SIZE = 32
"""Bytes of everything made here."""


def stretch(passphrase: str, salt: bytes, pepper: bytes, memory_kib: int, passes: int) -> bytes:
    """Turn a passphrase, already brought to its normal form, into 32 bytes that are slow and large to guess.

    Without `pepper`, a secret of this server, no guess can be tried at all. Run it inside the `Gate`: a run holds
    `memory_kib` KiB. Raises `ValueError` for anything weaker than the constants of this module, and
    `argon2.exceptions.HashingError` where the machine does not give the memory. Argon2id as in RFC 9106, one lane.
    """
    if memory_kib < LEAST_MEMORY or passes < LEAST_PASSES or len(salt) < LEAST_SALT or len(pepper) < LEAST_PEPPER:
        raise ValueError("Memory, passes, salt and pepper have a least value.")
    # Argon2 itself can take a secret key, but argon2-cffi's face does not: the pepper goes in front.
    # No text may fail to be encoded: that error would carry the passphrase.
    peppered = hashlib.blake2b(passphrase.encode("utf-8", "surrogatepass"), key=pepper, digest_size=64).digest()
    return hash_secret_raw(
        peppered, salt, time_cost=passes, memory_cost=memory_kib, parallelism=1, hash_len=SIZE, type=Type.ID
    )


def verifier(stretched: bytes) -> bytes:
    """Make the 32 bytes that are stored and compared, in constant time, at sign-in; they lead back to nothing."""
    return _labelled(stretched, b"toolbox verifier 1")


def unlock(stretched: bytes) -> bytes:
    """Make the 32-byte key that seals a member's private keys; it is never stored."""
    return _labelled(stretched, b"toolbox unlock 1")


def _labelled(stretched: bytes, label: bytes) -> bytes:
    if len(stretched) != SIZE:
        # An empty key would quietly give everybody the same answer.
        raise ValueError("What was stretched has 32 bytes.")
    return hashlib.blake2b(label, key=stretched, digest_size=SIZE).digest()
