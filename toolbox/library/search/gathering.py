"""Gathers the words of entries: what is put into the index of each, and what all of them know together."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolbox.library.search.stems import has_stem
from toolbox.library.search.stopwords import STOP
from toolbox.library.search.words import LONGEST, fold, folded_words, hyphenated, raw_words

_LONGEST_WHOLE_NAME = 4


class EntryWords(NamedTuple):
    """The words of one part of an entry, each once.

    ``all`` are folded, with compounds written as one besides; ``plain`` those that have a stem;
    ``accented`` the ones that are written with other than plain letters, in small letters;
    ``grammar`` the words that the others leave out.
    """

    all: tuple[str, ...]
    plain: tuple[str, ...]
    accented: tuple[str, ...]
    grammar: tuple[str, ...]


class Gathered:
    """The words of all entries seen so far.

    ``written`` stand so in an entry, ``joined`` were made from several; ``accents`` gives for a
    folded word how it is written.
    """

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.joined: set[str] = set()
        self.accents: dict[str, str] = {}

    def names(self, names: Iterable[str]) -> EntryWords:
        """Take in the names of an entry, where words that stand together may be written as one."""
        kept = tuple(names)
        joined = {one for name in kept for one in _joined_name(folded_words(name))}
        return self._take(kept, joined)

    def texts(self, texts: Iterable[str]) -> EntryWords:
        """Take in the texts of an entry."""
        return self._take(tuple(texts), set())

    def _take(self, texts: tuple[str, ...], joined: set[str]) -> EntryWords:
        words: dict[str, None] = {}
        accented: dict[str, None] = {}
        grammar: dict[str, None] = {}
        for raw in dict.fromkeys(raw for text in texts for raw in raw_words(text)):
            folded = fold(raw)
            if not folded:
                continue
            if folded in STOP:
                grammar[folded] = None
                continue
            words[folded] = None
            if not raw.isascii():
                lower = raw.lower()
                accented[lower] = None
                self.accents.setdefault(folded, lower)
        joined.update(one for text in texts for one in _compounds(text))
        self.written.update(words)
        self.joined |= joined
        everything = (*words, *sorted(joined.difference(words)))
        return EntryWords(everything, tuple(filter(has_stem, words)), tuple(accented), tuple(grammar))


def _compounds(text: str) -> Iterator[str]:
    """Give hyphenated words without the hyphen: as a whole, and each two neighbours."""
    for parts in hyphenated(text):
        folded = [fold(part) for part in parts]
        yield "".join(folded)[:LONGEST]
        yield from _neighbours(folded, 2)


def _joined_name(words: list[str]) -> Iterator[str]:
    """Give what people may write as one word: two or three words of a name, and the whole of a short one."""
    if 2 <= len(words) <= _LONGEST_WHOLE_NAME:
        yield "".join(words)[:LONGEST]
    for count in (2, 3):
        yield from _neighbours(words, count)


def _neighbours(words: list[str], count: int) -> Iterator[str]:
    for at in range(len(words) - count + 1):
        if words[at] not in STOP and words[at + count - 1] not in STOP:
            yield "".join(words[at : at + count])[:LONGEST]
