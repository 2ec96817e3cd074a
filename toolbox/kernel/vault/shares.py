"""A secret as three sheets of words, of which any two give it back: SLIP-39 (Shamir's secret sharing over GF(256)).

The words are English in every language; the SLIP-39 list has no other.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from toolbox.kernel.vault import words

SECRET = 32
"""Bytes of a secret that can be split."""

NEEDED = 2
"""How many shares give the secret back."""

MADE = 3
"""How many shares are made."""

LENGTH = 33
"""Words of a share."""

# The least of SLIP-39, 10,000 rounds: the secret is random, so that stretching it protects from nothing.
_EXPONENT = 0


class CannotJoin(Exception):
    """These shares do not give a secret. ``message`` says on the page what to do, in the reader's language."""

    def __init__(self, message: str) -> None:
        # No value goes to the base class: what was typed must not reach a log with the exception.
        super().__init__()
        self.message = message


def split(secret: bytes) -> list[str]:
    """Split 32 random bytes into three shares of 33 words; any two give them back, one alone says nothing.

    Raises ``ValueError`` for another length. Each call gives other words, and shares of two calls do not fit together.
    """
    if len(secret) != SECRET:
        raise ValueError("The secret must have 32 bytes.")
    groups: list[list[str]] = generate_mnemonics(1, [(NEEDED, MADE)], secret, iteration_exponent=_EXPONENT)
    return groups[0]


def join(texts: Sequence[str]) -> bytes:
    """Return the 32 bytes from two or three typed shares; empty texts count as not given.

    Capitals, line breaks, commas and hyphens between the words make no difference.
    Raises ``CannotJoin`` with a sentence that names the share by its place and says what is wrong with it.
    """
    # As many as a sheet set has, so that nobody makes the server read a thousand of them.
    shares = {place: _read(text, place) for place, text in enumerate(texts[:MADE], 1) if words.normal(text)}
    if len(shares) < NEEDED:
        raise CannotJoin(_("Two shares are needed. Type the words of two different sheets."))
    if len({share.identifier for share in shares.values()}) > 1:
        raise CannotJoin(_("These shares belong to different sets. Look for sheets with the same first two words."))
    different = {share.index: share for share in shares.values()}
    if len(different) < NEEDED:
        raise CannotJoin(_("This is the same share twice. Type the words of another sheet of this set."))
    try:
        secret: bytes = combine_mnemonics([share.mnemonic() for share in list(different.values())[:NEEDED]])
    except MnemonicError:
        # Two sets that happen to begin alike: one pair of sets in 32,768.
        raise CannotJoin(
            _("These shares do not fit together. Look for sheets that were printed at the same time.")
        ) from None
    return secret


def _read(text: str, place: int) -> Share:
    """Return the share that stands in the field of this place, or raise ``CannotJoin``."""
    typed = words.normal(text).split()
    for number, word in enumerate(typed[:LENGTH], 1):
        if word not in WORD_INDEX_MAP:
            raise CannotJoin(_unknown(word, number, place))
    if len(typed) != LENGTH:
        raise CannotJoin(
            _("Share %(share)d has %(words)d words instead of 33. Look for a word that is missing or there twice.")
            % {"share": place, "words": len(typed)}
        )
    try:
        share = Share.from_mnemonic(" ".join(typed))
    except MnemonicError:
        raise CannotJoin(
            _("Share %(share)d is not right: one word is wrong or in the wrong place. Compare it with the paper.")
            % {"share": place}
        ) from None
    # A share from elsewhere can ask for hours of work, so its settings are read before anything is computed.
    made_here = (share.iteration_exponent, share.group_threshold, share.group_count, share.member_threshold)
    if made_here != (_EXPONENT, 1, 1, NEEDED):
        raise CannotJoin(_("Share %(share)d is not from a toolbox.") % {"share": place})
    return share


def _unknown(word: str, number: int, place: int) -> str:
    """Return the sentence for a word that is not in the list of SLIP-39."""
    found = words.nearest(word, WORD_INDEX_MAP)
    said = {"share": place, "number": number, "word": word, "found": found}
    if found:
        return _("Share %(share)d, word %(number)d: we do not know “%(word)s”. Did you mean “%(found)s”?") % said
    return _("Share %(share)d, word %(number)d: we do not know “%(word)s”. Compare it with the paper.") % said
