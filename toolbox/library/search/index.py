"""The library's search: strict where the words are known, forgiving where they are not."""

from collections.abc import Iterable
from math import log2
from typing import Final

from toolbox.library.search.clauses import Asker, Reading
from toolbox.library.search.found import Found
from toolbox.library.search.matching import Matcher, Sought
from toolbox.library.search.queries import SHORTEST_PREFIX, Asked, Query, Weight, read_query
from toolbox.library.search.spelling import Near
from toolbox.library.search.stems import english_stem, has_stem, spanish_stems
from toolbox.library.search.stopwords import SOFT, STOP
from toolbox.library.search.store import Entry, Store, whole_name

_NOTHING_NEAR: Final = Near((), ())


class Index:
    """An index of all entries in memory; made once, asked by any number of threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._store = Store(entries)
        self._asker = Asker(self._store.schema)

    def search(self, query: str, limit: int = 2000) -> Found:
        """Find what somebody typed, at most ``limit`` entries, best first. Any text may be asked.

        A typing error is looked for only in words that the index does not know; if no entry has all
        words then, in every word; if still none has, entries with as many words as possible are given.
        """
        asked = read_query(query)
        if not asked.words or not len(self._store) or limit < 1:
            return Found((), None, False, Matcher(()))
        strict = self._readings(asked, forgiving=False)
        better = self._did_you_mean(asked, strict)
        keys = self._with_all(asked, strict, limit)
        if keys:
            return Found(keys, better, False, _matcher(strict))
        forgiving = self._readings(asked, forgiving=True)
        if forgiving != strict:
            keys = self._with_all(asked, forgiving, limit)
            if keys:
                return Found(keys, better, False, _matcher(forgiving))
        keys = self._with_some(asked, strict, limit)
        return Found(keys, better, bool(keys), _matcher(strict))

    def _with_all(self, asked: Query, readings: tuple[Reading, ...], limit: int) -> tuple[str, ...]:
        if any(reading.is_hopeless for reading in readings):
            return ()
        return self._ask(asked, readings, len(asked.needed), limit)

    def _with_some(self, asked: Query, readings: tuple[Reading, ...], limit: int) -> tuple[str, ...]:
        hopeful = tuple(reading for reading in readings if not reading.is_hopeless)
        count = sum(reading.asked.weight is Weight.NEEDED for reading in hopeful)
        # With all of its words the query was asked already, unless some were given up.
        for need in range(min(count, len(asked.needed) - 1), 0, -1):
            keys = self._ask(asked, hopeful, need, limit)
            if keys:
                return keys
        return ()

    def _ask(self, asked: Query, readings: tuple[Reading, ...], need: int, limit: int) -> tuple[str, ...]:
        whole = whole_name([word.folded for word in asked.words])
        joined = [one for _, _, one in asked.joined if one in self._store.vocabulary]
        return self._store.ask(self._asker.question(readings, whole, joined, need), limit)

    def _readings(self, asked: Query, *, forgiving: bool) -> tuple[Reading, ...]:
        same: dict[str, list[str]] = {word.folded: [] for word in asked.words}
        for first, second, joined in asked.joined:
            if joined in self._store.vocabulary:
                same[first.folded].append(joined)
                same[second.folded].append(joined)
        return tuple(self._reading(word, tuple(same[word.folded]), forgiving) for word in asked.words)

    def _reading(self, word: Asked, same: tuple[str, ...], forgiving: bool) -> Reading:
        known = bool(same) or self._is_known(word)
        near = _NOTHING_NEAR
        if (forgiving or not known) and word.folded not in STOP and word.folded not in SOFT:
            near = self._store.vocabulary.near(word.folded)
        return Reading(word, known, same, near.whole, near.beginning, self._rarity(word.folded))

    def _is_known(self, word: Asked) -> bool:
        """Tell whether some entry has a word, a form of it, or a longer word that begins so."""
        folded = word.folded
        if folded in STOP or folded in self._store.vocabulary:
            return True
        if len(folded) >= SHORTEST_PREFIX and self._store.vocabulary.has_beginning(folded):
            return True
        if not has_stem(folded):
            return False
        return self._store.has_stems((english_stem(folded),), spanish_stems(word.raw, folded))

    def _rarity(self, folded: str) -> int:
        share = (len(self._store) + 1) / (self._store.frequency(folded) + 1)
        return 1 + max(0, round(2 * log2(share)))

    def _did_you_mean(self, asked: Query, strict: tuple[Reading, ...]) -> str | None:
        better = asked.text
        for reading in sorted(strict, key=lambda reading: -reading.asked.start):
            if reading.known:
                continue
            word = self._best_spelling(reading)
            if word:
                better = better[: reading.asked.start] + word + better[reading.asked.end :]
        return better if better != asked.text else None

    def _best_spelling(self, reading: Reading) -> str | None:
        """Choose the known word that was most likely meant: its first letter right, and often used."""
        folded, frequency = reading.asked.folded, self._store.frequency
        written = [word for word in reading.near if self._store.is_written(word)]
        if not written:
            return None
        best = min(written, key=lambda word: (word[0] != folded[0], -frequency(word), word))
        return self._store.spelling(best)


def _matcher(readings: tuple[Reading, ...]) -> Matcher:
    return Matcher(
        Sought(
            reading.asked.raw,
            reading.asked.folded,
            frozenset((*reading.same, *reading.near, *reading.near_beginning)),
            len(reading.asked.folded) >= SHORTEST_PREFIX,
        )
        for reading in readings
        if reading.asked.weight is not Weight.STOP
    )
