"""Cuts texts into words and takes away what does not matter when two of them are compared."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Final, NamedTuple

LONGEST: Final = 64
"""Letters of a word that are compared; what follows them is ignored."""

# Scripts written without spaces: every character counts as a word of its own.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Vowel signs, points and invisible joiners, which Python does not count among the letters of a word.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0e31-\u0e4e\u200c\u200d"
)
_LETTERS = rf"(?:[^\W_{_UNSPACED}]++[{_MARKS}]*+)++"
# An apostrophe before one or two last letters belongs to the word: people's, don't, they're.
_WORD = rf"[{_UNSPACED}]|{_LETTERS}(?:['\u2018\u2019\u02bc][^\W_{_UNSPACED}]{{1,2}}(?![^\W_]))?"
_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_FIND: Final = re.compile(_WORD)
# The same for texts of nothing but ASCII, which is most of them, in a third of the time.
_FIND_PLAIN: Final = re.compile(r"[A-Za-z0-9]++(?:'[A-Za-z0-9]{1,2}(?![A-Za-z0-9]))?")
# Latin, Greek, Cyrillic and Arabic letters, ligatures and full-width letters.
_CASED_OR_ACCENTED: Final = (
    range(0x30, 0x250),
    range(0x370, 0x530),
    range(0x620, 0x700),
    range(0x1E00, 0x2000),
    range(0xFB00, 0xFB07),
    range(0xFE80, 0xFEFD),
    range(0xFF10, 0xFF5B),
)
_HYPHENS = "\\-\u2010\u2011"
_HYPHENATED: Final = re.compile(rf"(?:{_WORD})(?:[{_HYPHENS}](?:{_WORD}))+")
_HAS_HYPHEN: Final = re.compile(f"[{_HYPHENS}]")
# Letters that Unicode does not take apart into a plain one and a mark; and the Arabic stretching line.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "\u0640": ""}
)


class Word(NamedTuple):
    """One word of a text: where it stands, counted in characters, and how it is written there."""

    start: int
    end: int
    raw: str


def find_words(text: str) -> Iterator[Word]:
    """Give every word of a text in its order."""
    for found in _FIND.finditer(text):
        start, end = found.span()
        yield Word(start, end, found.group())


def next_word(text: str, start: int) -> Word | None:
    """Give the first word of a text that begins at ``start`` or later."""
    found = _FIND.search(text, start)
    return Word(*found.span(), found.group()) if found else None


def words_beginning(text: str, first: re.Pattern[str]) -> Iterator[Word]:
    """Give the words of a text that begin as a pattern of ``first_letter`` says, quickly."""
    for start in map(re.Match.start, first.finditer(text)):
        if start and unicodedata.combining(text[start - 1]):
            continue
        found = _FIND.match(text, start)
        if found:
            yield Word(start, found.end(), found.group())


@lru_cache(maxsize=2_000)
def first_letter(letters: frozenset[str]) -> re.Pattern[str]:
    """Make a pattern for the first letter of words that begin so when they are folded.

    It is small on purpose, since most queries need one of their own: a Latin word straight after a
    Chinese or Japanese character is not found.
    """
    alone = "".join(letter for letter in sorted(letters) if _IS_UNSPACED.match(letter))
    written = {one for letter in letters for one in (letter, *_written().get(letter, ()))}
    first = f"[{''.join(map(re.escape, sorted(written)))}]"
    pattern = rf"{first}(?<![^\W_]{first})"
    return re.compile(f"{pattern}|[{alone}]" if alone else pattern)


@cache
def _written() -> dict[str, list[str]]:
    """Give for each letter the characters that fold to it, or to something that begins with it."""
    written: dict[str, list[str]] = {}
    for code in chain.from_iterable(_CASED_OR_ACCENTED):
        folded = fold(chr(code))
        if folded:
            written.setdefault(folded[0], []).append(chr(code))
    return written


def raw_words(text: str) -> list[str]:
    """Give the words of a text as they are written, without their places."""
    return (_FIND_PLAIN if text.isascii() else _FIND).findall(text)


def hyphenated(text: str) -> list[list[str]]:
    """Give the parts of each hyphenated compound: ``"self-help group"`` gives ``[["self", "help"]]``."""
    if not _HAS_HYPHEN.search(text):
        return []
    return [raw_words(compound) for compound in _HYPHENATED.findall(text)]


@lru_cache(maxsize=20_000)
def fold(raw: str) -> str:
    """Give a word in small letters without accents, at most 64 letters; empty if nothing remains."""
    if raw.isascii() and raw.isalnum():
        return raw[:LONGEST].lower()
    # A very long run is cut before the work, with room for the marks that are taken away.
    parts = unicodedata.normalize("NFKD", raw[: 4 * LONGEST].casefold())
    letters = "".join(
        letter
        for letter in parts
        if not unicodedata.combining(letter) and (letter.isalnum() or unicodedata.category(letter).startswith("M"))
    )
    return letters.casefold().translate(_PLAIN)[:LONGEST]


def folded_words(text: str) -> list[str]:
    """Give the words of a text, folded."""
    return [folded for folded in map(fold, raw_words(text)) if folded]


def letters_covering(raw: str, folded_length: int) -> int:
    """Count the characters of a written word that make the first ``folded_length`` letters of it folded."""
    count = next((n for n in range(1, len(raw)) if len(fold(raw[:n])) >= folded_length), len(raw))
    while count < len(raw) and unicodedata.category(raw[count]).startswith("M"):
        count += 1
    return count
