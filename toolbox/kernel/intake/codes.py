"""The code of a receipt: it belongs to the form's page from the start, and is never stored.

Seven words of 7,776 are 90 bits. No Argon2: nobody guesses that. Keyed BLAKE2b under the pepper gives what the row is
found by, and the seed of the stranger's X25519 pair.

The empty page does not hold the code but a ticket, from which the server makes it: browsers keep that page for whoever
goes back to it, and a ticket is worth nothing after three days. Pages that no browser keeps carry the code itself.
"""

import hmac
import re
import secrets
import time
from typing import NamedTuple

from django.conf import settings
from nacl.public import PrivateKey

from toolbox.kernel.vault import words
from toolbox.kernel.vault.keys import derive, number

WORDS = ("en", "es")  # languages whose codes are words
DIGITS = 28  # 93 bits
LASTS = 3 * 24 * 3600  # seconds in which a form can be sent with the code that its page carries
_MAC = 16  # bytes
_CODE = re.compile(r"[a-z ]{1,200}|[0-9]{28}")
_TICKET = re.compile(r"\*[0-9a-f]{32}-([a-z-]{2,10})")


class Code(NamedTuple):
    """A code in its normal form, and the key pair that it makes."""

    text: str

    @property
    def lookup(self) -> bytes:
        """What its row is found by: 32 bytes."""
        return derive(settings.PEPPER, "toolbox receipt lookup 1", self.text.encode())

    @property
    def private(self) -> PrivateKey:
        """What opens its slips."""
        return PrivateKey(derive(settings.PEPPER, "toolbox receipt seed 1", self.text.encode()))

    @property
    def public(self) -> bytes:
        """What its slips are sealed to: 32 bytes."""
        return bytes(self.private.public_key)


def new(language: str) -> Code:
    """A new code: seven words, or 28 digits for a language without a list of words."""
    if language in WORDS:
        return Code(words.code(words.INVITE, language))
    return Code(str(secrets.randbelow(10**DIGITS)).rjust(DIGITS, "0"))


def fits(code: Code, language: str) -> bool:
    """Whether a code is of the kind that a language has."""
    if language not in WORDS or code.text.isdecimal():
        return (language not in WORDS) == code.text.isdecimal()
    return words.language_of(code.text) == language


def typed(text: str) -> Code:
    """The code that somebody typed, in its normal form: words, or digits with any spaces between."""
    normal = words.normal(text)
    digits = normal.replace(" ", "")
    return Code(digits if digits.isdecimal() else normal)


def parts(code: Code) -> list[str]:
    """The code as it is shown and read aloud: its words, or its digits by fours."""
    if code.text.isdecimal():
        return [code.text[at : at + 4] for at in range(0, len(code.text), 4)]
    return code.text.split()


def carried(code: Code, mailbox: int, now: float | None = None) -> str:
    """The code as a form carries it: with the hour and a MAC, so that nobody brings a code of their own."""
    return _signed(code.text, mailbox, now)


def ticket(language: str, mailbox: int, now: float | None = None) -> str:
    """What makes a new code, as an empty form carries it: always the same one, while it can be sent."""
    return _signed(f"*{secrets.token_hex(16)}-{language}", mailbox, now)


def _signed(text: str, mailbox: int, now: float | None) -> str:
    hour = int(now if now is not None else time.time()) // 3600
    return f"{text}.{hour}.{_mac(text, hour, mailbox).hex()}"


def _made_of(text: str) -> Code:
    """The code that a ticket makes, or the code itself."""
    found = _TICKET.fullmatch(text)
    if found is None:
        return Code(text)
    seed = derive(settings.PEPPER, "toolbox receipt ticket 1", text.encode(), size=64)
    if found[1] in WORDS:
        return Code(words.code_of(seed, words.INVITE, found[1]))
    return Code(str(int.from_bytes(seed, "big") % 10**DIGITS).rjust(DIGITS, "0"))


def brought(text: str, mailbox: int, now: float | None = None) -> Code | None:
    """The code that a form brought back; None where it is not ours, of another form, or too old."""
    code, _dot, rest = text.partition(".")
    hour, _dot, mac = rest.partition(".")
    if not (_CODE.fullmatch(code) or _TICKET.fullmatch(code)):
        return None
    if not (hour.isascii() and hour.isdecimal() and len(hour) < 12):
        return None
    if not hmac.compare_digest(mac.encode("utf-8", "replace"), _mac(code, int(hour), mailbox).hex().encode()):
        return None
    age = (now if now is not None else time.time()) - int(hour) * 3600
    return _made_of(code) if -3600 <= age <= LASTS + 3600 else None


def _mac(code: str, hour: int, mailbox: int) -> bytes:
    return derive(settings.PEPPER, "toolbox receipt form 1", number(mailbox), number(hour), code.encode(), size=_MAC)
