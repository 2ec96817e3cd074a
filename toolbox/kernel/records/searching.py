"""Finds what somebody looks for in texts that are open for one request, without an index."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final, TypeAlias

from toolbox.kernel.records.folding import fold

MOST_WORDS: Final = 8
"""Words of a search that count; what follows them is ignored."""

_NUMBER: Final = re.compile(r"[+(]*\d[\d().\-/]*")
_FEWEST_DIGITS: Final = 4
_BETWEEN: Final = "().-/"
_DROPPED: Final = bytes(code for code in range(128) if chr(code) in _BETWEEN or chr(code).isspace())
_RARE_SPACES: Final = [sign for sign in map(chr, range(128, 0x10000)) if sign.isspace() and not fold(sign).isascii()]

_Finder: TypeAlias = Callable[[str], int]


def matches(words: str) -> Callable[[str], bool]:
    """A test of texts: does every word of a search occur in it, whatever its capitals and accents?

    At most `MOST_WORDS` words count. An empty search is true of every text. Four or more digits are also found
    however they are spaced: "5550100" and "555 0100" find "(555) 0100" and "555-0100".

    >>> [text for text in ("Víveres, 555-0100", "Ropa") if matches("viveres 5550100")(text)]
    ['Víveres, 555-0100']
    """
    counted = _words(words)
    if any(_is_number(word) for word in counted):
        finders = _finders(words)
        return lambda text: _all(finders, text.lower() if text.isascii() else fold(text))
    return _one(counted[0]) if len(counted) == 1 else _plain(counted)


def around(text: str, words: str, size: int = 160) -> str:
    """An excerpt of at most `size` characters on one line, around the first place where a word of a search stands.

    Where no word is found, the beginning. What was cut off is shown as "…".
    """
    text = " ".join(text.split())
    if len(text) <= size:
        return text
    folded = fold(text)
    hits = [place for find in _finders(words) if (place := find(folded)) >= 0]
    start = _before(text, _unfolded(text, min(hits, default=0)), size)
    end = min(len(text), start + size - (1 if start else 0))
    if end < len(text):
        end = _whole_word(text, start, end - 1)
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def _one(word: str) -> Callable[[str], bool]:
    """The test for a single word, which is most searches, without a step too many."""
    return lambda text: word in (text.lower() if text.isascii() else fold(text))


def _plain(words: list[str]) -> Callable[[str], bool]:
    """The test for words without a number among them: written out, because it runs over every text of a circle."""

    def test(text: str) -> bool:
        folded = text.lower() if text.isascii() else fold(text)
        for word in words:  # noqa: SIM110
            if word not in folded:
                return False
        return True

    return test


def _all(finders: list[_Finder], folded: str) -> bool:
    """Whether each finds its word."""
    for find in finders:  # noqa: SIM110
        if find(folded) < 0:
            return False
    return True


def _words(words: str) -> list[str]:
    """The folded words of a search that count."""
    return fold(words).split()[:MOST_WORDS]


def _finders(words: str) -> list[_Finder]:
    """For each word of a search, and each number of several words, what tells where it stands in a folded text."""
    return [finder for is_number, group in groupby(_words(words), _is_number) for finder in _of(is_number, [*group])]


def _is_number(word: str) -> bool:
    """Whether a word is made of digits and what stands between digits."""
    return _NUMBER.fullmatch(word) is not None


def _of(is_number: bool, words: list[str]) -> Iterator[_Finder]:
    """The finders of words that follow each other and are all numbers, or all not."""
    digits = re.sub(r"\D", "", "".join(words)) if is_number else ""
    if len(digits) < _FEWEST_DIGITS:
        yield from (_word_finder(word) for word in words)
    else:
        yield _number_finder(digits, words)


def _word_finder(word: str) -> _Finder:
    """Where a word stands, or -1."""
    return lambda folded: folded.find(word)


def _number_finder(digits: str, words: list[str]) -> _Finder:
    """Where these digits stand in a row, or else the first of the words if all of them occur, or -1."""
    plain, needed = digits.encode(), sorted(set(digits))

    def find(folded: str) -> int:
        for digit in needed:  # most texts lack one of them, and that is seen quickest
            if digit not in folded:
                return -1
        # Without what may stand between digits they would stand side by side: most texts need no walk.
        near = plain in folded.encode("utf-8", "replace").translate(None, _DROPPED) or _has_rare_space(folded)
        found = digits_in(folded, digits) if near else None
        if found is not None:
            return found[0]
        places = []
        for word in words:
            if (place := folded.find(word)) < 0:
                return -1
            places.append(place)
        return min(places)

    return find


def digits_in(folded: str, digits: str, start: int = 0) -> tuple[int, int] | None:
    """Where digits stand in a row from `start` on, with white space and `().-/` between them at most: begin and end.

    Walks, and makes no pattern of them: Python keeps patterns, and what was looked for must not outlive the request.
    """
    begin = folded.find(digits[0], start)
    while begin >= 0:
        if end := _row_ends(folded, digits, begin):
            return begin, end
        begin = folded.find(digits[0], begin + 1)
    return None


def _row_ends(folded: str, digits: str, place: int) -> int:
    """Behind which place a row of digits that begins here ends; 0 where another row stands here."""
    for digit in digits:
        while folded[place : place + 1] and (folded[place] in _BETWEEN or folded[place].isspace()):
            place += 1
        if folded[place : place + 1] != digit:
            return 0
        place += 1
    return place


def _has_rare_space(folded: str) -> bool:
    """Whether a white space stands in a text that folding does not make a plain one of."""
    return not folded.isascii() and any(sign in folded for sign in _RARE_SPACES)


def _unfolded(text: str, place: int) -> int:
    """Where a place of the folded text stands in the text itself: folding makes some letters longer or nothing."""
    if text.isascii() or (len(fold(text[:place])) == place and fold(text[place : place + 1])):
        return place
    passed = 0
    for index, letter in enumerate(text):
        passed += len(fold(letter))
        if passed > place:
            return index
    return len(text)


def _before(text: str, hit: int, size: int) -> int:
    """Where an excerpt begins: a third of it before the hit, at the start of a word, filled up at the text's end."""
    start = min(max(0, hit - size // 3), len(text) - size + 1)
    if start <= 0 or hit < size // 3:
        return 0
    space = text.find(" ", start - 1, hit)
    return space + 1 if space >= 0 else min(start, hit)


def _whole_word(text: str, start: int, end: int) -> int:
    """The end of the last whole word before `end`, unless that would leave less than half."""
    if text[end : end + 1].isspace():
        return end
    space = text.rfind(" ", start, end)
    return space if space - start > (end - start) // 2 else end
