"""The second factor: six digits from a telephone (TOTP, RFC 6238), and ten recovery codes for when it is lost."""

import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp

STEP = 30
"""Seconds for which a code is shown."""

DIGITS = 6
"""Digits of a code."""

RECOVERY_CODES = 10
"""How many recovery codes are made at once."""

RECOVERY_DIGITS = 10
"""Digits of a recovery code."""

# What the telephone shows beside the code. Whoever takes the telephone must not learn a handle from it.
_ISSUER = "Toolbox"
_LABEL = "sign-in"


def new_secret() -> str:
    """Return a random secret of 160 bits in base32 (32 letters), the length that RFC 4226 recommends."""
    return pyotp.random_base32(32)


def address(secret: str) -> str:
    """Return the ``otpauth://`` address of a secret for a QR code. It names no member, circle or server."""
    return pyotp.TOTP(secret).provisioning_uri(name=_LABEL, issuer_name=_ISSUER)


def step_for(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """Return the time step (30 s, counted from 1970) that a typed code belongs to, or ``None`` if it is refused.

    Steps from one before to one after ``now`` (aware of its time zone) count, for clocks that are a little off. A
    step up to ``last_step``, the last one that was used, is refused: who looked over a shoulder cannot use it again.
    """
    typed = _digits(code)
    if len(typed) != DIGITS:
        return None
    current = int(now.timestamp()) // STEP
    one_time = pyotp.TOTP(secret)
    found = None
    for step in range(current - 1, current + 2):
        # Every step is compared, also after a match, so that the time taken says nothing.
        same_code = hmac.compare_digest(one_time.generate_otp(max(step, 0)), typed)
        if same_code and step > last_step:
            found = step
    return found


def recovery_codes() -> list[str]:
    """Return ten different codes of ten random digits (33 bits), written like ``12345 67890``."""
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        codes.add(f"{secrets.randbelow(10**5):05d} {secrets.randbelow(10**5):05d}")
    # A set puts them into an order that has nothing to do with how they were drawn, and which differs each time.
    return list(codes)


def hashed(code: str, key: bytes) -> bytes:
    """Return what is stored of a recovery code: 32 bytes of BLAKE2b under a key of the server (16 to 64 bytes).

    Raises ``ValueError`` for another length of the key, and for what is no recovery code.
    """
    digits = _digits(code)
    if len(digits) != RECOVERY_DIGITS or not 16 <= len(key) <= 64:
        raise ValueError("A recovery code has ten digits, and the key 16 to 64 bytes.")
    return hashlib.blake2b(digits.encode(), digest_size=32, key=key, person=b"toolbox rescue 1").digest()


def same(code: str, stored_hash: bytes, key: bytes) -> bool:
    """Return whether a typed recovery code, with or without its space, is the one that was stored."""
    return len(_digits(code)) == RECOVERY_DIGITS and hmac.compare_digest(hashed(code, key), stored_hash)


def _digits(typed: str) -> str:
    """Return the digits of a typed code in ASCII, whatever script they are in; empty if there is anything else."""
    signs = [sign for sign in typed if not sign.isspace() and sign != "-"]
    return "".join(str(int(sign)) for sign in signs) if all(sign.isdecimal() for sign in signs) else ""
