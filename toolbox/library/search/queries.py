"""What somebody typed, as the words that are looked for and how much each of them decides."""

from enum import Enum
from itertools import pairwise
from typing import Final, NamedTuple

from toolbox.library.search.stopwords import SOFT, STOP
from toolbox.library.search.words import LONGEST, find_words, fold

MOST_CHARACTERS: Final = 400
MOST_WORDS: Final = 12
"""What follows in a longer query is ignored."""

SHORTEST_PREFIX: Final = 2


class Weight(Enum):
    """How much a word of a query decides."""

    NEEDED = "an entry must have it"
    WELCOME = "an entry that has it comes before others"
    STOP = "only counts in names"


class Asked(NamedTuple):
    """One word of a query: where it stands in what was typed, as typed, folded, and its weight."""

    start: int
    end: int
    raw: str
    folded: str
    weight: Weight


class Query(NamedTuple):
    """A query as typed (cut to a bearable length) and its words in order, each once."""

    text: str
    words: tuple[Asked, ...]

    @property
    def needed(self) -> tuple[Asked, ...]:
        """The words that an entry must have."""
        return tuple(word for word in self.words if word.weight is Weight.NEEDED)

    @property
    def joined(self) -> tuple[tuple[Asked, Asked, str], ...]:
        """Each two words that follow each other, and both written as one."""
        pairs = pairwise(self.words)
        return tuple((first, second, (first.folded + second.folded)[:LONGEST]) for first, second in pairs)


def read_query(typed: str) -> Query:
    """Read what somebody typed. Never fails: a query without a word has no words.

    If nothing but grammar was typed, grammar is what is looked for.
    """
    text = typed[:MOST_CHARACTERS]
    found: dict[str, tuple[int, int, str]] = {}
    for start, end, raw in find_words(text):
        folded = fold(raw)
        if folded and len(found) < MOST_WORDS:
            found.setdefault(folded, (start, end, raw))
    weights = _weights(list(found))
    return Query(text, tuple(Asked(*found[folded], folded, weight) for folded, weight in weights.items()))


def _weights(words: list[str]) -> dict[str, Weight]:
    weights = {word: _weight(word) for word in words}
    for light in (Weight.WELCOME, Weight.STOP):
        if Weight.NEEDED not in weights.values():
            weights = {word: Weight.NEEDED if weight is light else weight for word, weight in weights.items()}
    return weights


def _weight(word: str) -> Weight:
    if word in STOP:
        return Weight.STOP
    # A single Latin letter is mostly a word that is still being typed.
    if word in SOFT or (len(word) == 1 and word.isascii() and word.isalpha()):
        return Weight.WELCOME
    return Weight.NEEDED
