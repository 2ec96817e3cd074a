"""The words that an index knows, and those of them that are one typing error away from a given word."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

SHORTEST_FUZZY = 4
"""Letters a word needs before a typing error in it is forgiven."""

_LONGEST_FUZZY = 24
_MOST_COMPLETIONS = 64


class Near(NamedTuple):
    """Known words close to a given one: with one error in the whole, or in the beginning of a longer word."""

    whole: tuple[str, ...]
    beginning: tuple[str, ...]


def edits(word: str, letters: str) -> Iterator[tuple[str, bool]]:
    """Give every word one typing error away, and whether the error lies before the last letter.

    An error is a letter too many, too few, wrong, or exchanged with its neighbour; ``letters`` are
    those that may be put in.
    """
    last = len(word) - 1
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:], at < last
            if len(tail) > 1:
                yield head + tail[1] + tail[0] + tail[2:], True
            for letter in letters:
                yield head + letter + tail[1:], at < last
        for letter in letters:
            yield head + letter + tail, at <= last


class Vocabulary:
    """All words of an index in order of the alphabet."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        scripts: dict[int, set[str]] = {}
        for letter in set().union(*self._words):
            scripts.setdefault(ord(letter) >> 8, set()).add(letter)
        self._letters = {script: "".join(sorted(letters)) for script, letters in scripts.items()}

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, word: str) -> bool:
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def has_beginning(self, beginning: str) -> bool:
        """Tell whether a known word begins so (or is this word)."""
        return next(self.completions(beginning), None) is not None

    def completions(self, beginning: str) -> Iterator[str]:
        """Give the known words that begin so, the word itself included, by the alphabet."""
        words = self._words
        for at in range(bisect_left(words, beginning), len(words)):
            if not words[at].startswith(beginning):
                return
            yield words[at]

    def near(self, word: str) -> Near:
        """Find the known words one typing error away from a folded word of 4 to 24 letters without digits."""
        if not SHORTEST_FUZZY <= len(word) <= _LONGEST_FUZZY or not word.isalpha():
            return Near((), ())
        whole: dict[str, None] = {}
        beginning: dict[str, None] = {}
        words, size = self._words, len(self._words)
        for changed, early in edits(word, self._letters_for(word)):
            at = bisect_left(words, changed)
            if at == size or not words[at].startswith(changed):
                continue
            if words[at] == changed:
                whole[changed] = None
            if early and len(changed) >= SHORTEST_FUZZY:
                beginning.update(dict.fromkeys(islice(self.completions(changed), _MOST_COMPLETIONS)))
        whole.pop(word, None)
        return Near(tuple(whole), tuple(known for known in beginning if known not in whole and known != word))

    def _letters_for(self, word: str) -> str:
        """Give the letters that may be put in: those of the word's own script."""
        scripts = sorted({ord(letter) >> 8 for letter in word})
        return "".join(self._letters.get(script, "") for script in scripts)
