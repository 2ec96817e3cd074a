"""Which written words a query means, so that they can be marked on a page."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolbox.library.search.stems import english_stem, has_stem, spanish_stems
from toolbox.library.search.stopwords import STOP
from toolbox.library.search.words import first_letter, fold, letters_covering, next_word, words_beginning


class Sought(NamedTuple):
    """One word as it was looked for: its forms, and the known words that were taken for it besides.

    ``beginning`` tells whether words that only begin so count.
    """

    raw: str
    folded: str
    others: frozenset[str]
    beginning: bool


class Span(NamedTuple):
    """A part of a text, in characters."""

    start: int
    end: int


class Matcher:
    """Finds in any text the words that a query found; remembers its answers for each written word."""

    def __init__(self, sought: Iterable[Sought]) -> None:
        words = tuple(sought)
        self._whole = frozenset(word.folded for word in words).union(*(word.others for word in words))
        self._beginnings = tuple(word.folded for word in words if word.beginning)
        stemmed = [word for word in words if has_stem(word.folded)]
        # Stemming changes the ends of words, so another form of a word begins as it does.
        self._stem_heads = tuple({word.folded[:2] for word in stemmed})
        self._english = frozenset(english_stem(word.folded) for word in stemmed)
        self._spanish = frozenset[str]().union(*(spanish_stems(word.raw, word.folded) for word in stemmed))
        # What a word could be that means something only together with the next: *cop* of *copwatch*.
        self._heads = frozenset(word[:end] for word in self._whole for end in range(2, len(word)))
        self._first = first_letter(frozenset(word[0] for word in self._whole)) if self._whole else None
        self._lengths: dict[str, int] = {}

    def spans(self, text: str) -> Iterator[Span]:
        """Give the parts of a text that match, in order and apart from each other."""
        if self._first is None:
            return
        lengths = self._lengths
        done = 0
        for start, end, raw in words_beginning(text, self._first):
            if start < done:
                continue
            length = lengths.get(raw)
            if length is None:
                length = lengths[raw] = self._length(raw)
            if length < 0:
                length = self._joined_end(text, raw, end) - start
            if length > 0:
                done = start + length
                yield Span(start, done)

    def _length(self, raw: str) -> int:
        """Count the characters of a written word to mark: -1 if only the next word with it could match."""
        folded = fold(raw)
        if folded in self._whole:
            return len(raw)
        if folded in STOP:
            return -1 if folded in self._heads else 0
        if self._has_stem(raw, folded):
            return len(raw)
        if folded.startswith(self._beginnings):
            longest = max(len(word) for word in self._beginnings if folded.startswith(word))
            return letters_covering(raw, longest)
        return -1 if folded in self._heads else 0

    def _has_stem(self, raw: str, folded: str) -> bool:
        if not folded.startswith(self._stem_heads) or not has_stem(folded):
            return False
        if english_stem(folded) in self._english:
            return True
        return not self._spanish.isdisjoint(spanish_stems(raw, folded))

    def _joined_end(self, text: str, raw: str, end: int) -> int:
        """Find where a word ends that the text writes as several, of which ``raw`` is the first; 0 if none."""
        joined = fold(raw)
        while joined in self._heads and (after := next_word(text, end)):
            joined, end = joined + fold(after.raw), after.end
            if joined in self._whole or joined.startswith(self._beginnings):
                return end
        return 0
