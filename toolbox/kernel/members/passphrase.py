"""The passphrase: one that we propose, the form that is stretched, and what we say about one of somebody's own."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from zxcvbn import matching, scoring

from toolbox.kernel.members import guessed
from toolbox.kernel.vault import words

MOST = 1_000
"""Characters that a passphrase has at most."""

JUDGED = 72
"""Characters that are judged: the time that zxcvbn takes grows steeply with the length."""

STRENGTH = 16
"""The powers of ten of guesses that a passphrase has to withstand."""

# Signs between words, which the guesser leaves out too, and signs that stand for letters. zxcvbn knows the latter,
# but tries all their combinations: some fifty characters would keep it busy for seconds.
_BETWEEN = re.compile(r"[\s_.,;:/'\"’‘“”–—-]+|(?<!\S)[^\w\s]+|[^\w\s]+(?!\S)")
_LETTERS = str.maketrans("@({[<!|$+%", "accccilstx")

# Matchers of zxcvbn on rows of keys, repeats and the like.
_HABITS = {"spatial", "repeat", "sequence"}


def propose(language: str) -> str:
    """Return six different random words of a language: 77 bits, and good enough for ``judge``."""
    while True:
        proposed = words.code(words.PASSPHRASE, language)
        if len(set(proposed.split())) == words.PASSPHRASE and _strength(proposed, ())[0] >= STRENGTH:
            return proposed


def normal(text: str) -> str:
    """Return what is stretched of a typed passphrase: capitals and the width of spaces make no difference.

    Accents and punctuation stay: unlike a code of ours, an own passphrase lives from them.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split())


def judge(text: str, language: str, own_words: Sequence[str] = ()) -> str:
    """Return an empty string for a good passphrase, or one sentence of advice in the given language.

    Good is what withstands 10^16 guesses (53 bits) by the count of zxcvbn (Wheeler, USENIX Security 2016) on its first
    72 characters. ``own_words`` are what a guesser knows of this member, such as the handle. Takes at most 0.3 s.
    """
    with override(language):
        if not text.strip():
            return _("Type a passphrase.")
        if len(text) > MOST:
            return _("This is too long. Use at most 1,000 characters.")
        strength, found = _strength(normal(text), own_words)
        return "" if strength >= STRENGTH else _advice(found, len(normal(text).split()))


def _strength(text: str, own_words: Sequence[str]) -> tuple[float, list[dict[str, Any]]]:
    """Return the powers of ten of guesses that a text withstands, and the parts in which it is guessed fastest."""
    bare = _bare(text[:JUDGED])[:JUDGED]
    if not bare:
        return 0, []
    # Handed over, and not by zxcvbn's own ``user_inputs``, which would stay in a global of that module.
    dictionaries = {**_dictionaries(), "own": {word: 1 for own in own_words if len(word := _bare(own)) > 2}}
    matches = matching.omnimatch(bare, dictionaries)
    # Counted without zxcvbn's extra for many parts, which alone lets five words pass, however common they are.
    result = scoring.most_guessable_match_sequence(bare, matches, _exclude_additive=True)
    return result["guesses_log10"], result["sequence"]


def _bare(text: str) -> str:
    """Return a text as a guesser tries it: no accents, nothing between the words, signs for letters as letters."""
    unaccented = "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )
    return _BETWEEN.sub("", unaccented).translate(_LETTERS)


def _advice(found: list[dict[str, Any]], count: int) -> str:
    """Return the sentence that helps most, for the parts in which a passphrase was guessed and its number of words."""
    lists = {part.get("dictionary_name") for part in found}
    patterns = {part["pattern"] for part in found}
    if "own" in lists:
        return _("Leave out your handle and your names: they are tried first.")
    if "slogans" in lists:
        return _("Slogans and lines of songs are tried first. Take six words that have nothing to do with each other.")
    if "date" in patterns or any(part.get("regex_name") == "recent_year" for part in found):
        return _("Dates are tried first. Take six words that have nothing to do with each other.")
    if _HABITS & patterns:
        return _("Rows of keys and repeats are tried first. Take six words that have nothing to do with each other.")
    if count < words.PASSPHRASE:
        return _("This can be guessed. Make it longer: six words that have nothing to do with each other.")
    return _("This can be guessed. Take rarer words that have nothing to do with each other.")


@cache
def _dictionaries() -> dict[str, dict[str, int]]:
    """Return the lists of zxcvbn and ours: for each word the guess at which it is reached."""
    # A word drawn from the Spanish list is reached after half of it; the common ones are reached sooner.
    listed = dict.fromkeys(words.wordlist("es"), words.LENGTH // 2)
    return {
        **matching.RANKED_DICTIONARIES,
        "spanish": {**listed, **_ranked(guessed.SPANISH.split())},
        "slogans": _ranked(guessed.SLOGANS.strip().splitlines()),
    }


def _ranked(texts: Sequence[str]) -> dict[str, int]:
    return {_bare(text): rank for rank, text in enumerate(texts, 1)}
