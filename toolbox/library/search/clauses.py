"""Puts the words of a query into a question for tantivy, with the points that each kind of match is worth."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from tantivy import Occur, Query, Schema

from toolbox.library.search.queries import SHORTEST_PREFIX, Asked, Weight
from toolbox.library.search.stems import english_stem, has_stem, spanish_stems
from toolbox.library.search.stopwords import STOP
from toolbox.library.search.store import GRAMMAR, NAMES, TEXTS, WHOLE_NAME, Fields


class Points(NamedTuple):
    """What a match is worth by its kind. Whole numbers, so that sums are exact and equals stay equal."""

    exact: int
    stem: int
    beginning: int
    near: int
    near_beginning: int


# In one part of an entry exact > stem > beginning > error; and of one kind, name > text.
_POINTS: Final = ((NAMES, Points(24, 20, 16, 8, 6)), (TEXTS, Points(12, 10, 7, 4, 3)))
_WHOLE_NAME: Final = 60
_NEIGHBOURS: Final = 6
_GRAMMAR: Final = 1


class Reading(NamedTuple):
    """One word of a query and everything that it is taken for.

    ``known`` tells whether some entry has it as it is; ``same`` are other spellings as good as the word
    itself, ``near`` and ``near_beginning`` known words one typing error away; ``rarity`` multiplies its
    points (a rare word tells more).
    """

    asked: Asked
    known: bool
    same: tuple[str, ...]
    near: tuple[str, ...]
    near_beginning: tuple[str, ...]
    rarity: int

    @property
    def is_hopeless(self) -> bool:
        """Tell whether it must be there, and no entry can have it."""
        return self.asked.weight is Weight.NEEDED and not (self.known or self.near or self.near_beginning)


class Asker:
    """Makes questions for one index."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def question(self, readings: Iterable[Reading], whole: str, joined: Iterable[str], need: int) -> Query:
        """Ask for entries that have at least ``need`` of the needed words.

        ``whole`` is the query as one word, ``joined`` each two neighbours as one: names that have
        these come before others.
        """
        needed: list[Query] = []
        welcome: list[Query] = [self._whole_name(whole)]
        for reading in readings:
            is_needed = reading.asked.weight is Weight.NEEDED
            (needed if is_needed else welcome).append(self.word(reading))
        pairs = tuple(joined)
        if pairs:
            welcome.append(_worth(_NEIGHBOURS, self._any(NAMES.words, pairs)))
        if need >= len(needed):
            must = [(Occur.Must, clause) for clause in needed]
        else:
            some = [(Occur.Should, clause) for clause in needed]
            must = [(Occur.Must, Query.boolean_query(some, minimum_number_should_match=need))]
        return Query.boolean_query([*must, *((Occur.Should, clause) for clause in welcome)])

    def word(self, reading: Reading) -> Query:
        """Ask for one word in each of its forms; the best form that an entry has counts."""
        if reading.asked.folded in STOP:
            return _worth(_GRAMMAR, self._any(GRAMMAR, (reading.asked.folded,)))
        forms = [form for fields, points in _POINTS for form in self._forms(reading, fields, points)]
        return Query.disjunction_max_query(forms)

    def _forms(self, reading: Reading, fields: Fields, points: Points) -> Iterable[Query]:
        raw, folded, times = reading.asked.raw, reading.asked.folded, reading.rarity
        yield _worth(times * points.exact, self._any(fields.words, (folded, *reading.same)))
        if has_stem(folded):
            yield _worth(times * points.stem, self._any(fields.english, (english_stem(folded),)))
            yield _worth(times * points.stem, self._any(fields.spanish, sorted(spanish_stems(raw, folded))))
        if len(folded) >= SHORTEST_PREFIX:
            yield _worth(times * points.beginning, self._beginning(fields.words, folded))
        if reading.near:
            yield _worth(times * points.near, self._any(fields.words, reading.near))
        if reading.near_beginning:
            yield _worth(times * points.near_beginning, self._any(fields.words, reading.near_beginning))

    def _whole_name(self, whole: str) -> Query:
        return _worth(_WHOLE_NAME, self._beginning(WHOLE_NAME, whole))

    def _any(self, field: str, words: Iterable[str]) -> Query:
        terms = list(words)
        if len(terms) == 1:
            return Query.term_query(self._schema, field, terms[0], index_option="basic")
        return Query.term_set_query(self._schema, field, terms)

    def _beginning(self, field: str, beginning: str) -> Query:
        # No error allowed: the quickest way in tantivy to ask for all words that begin so.
        return Query.fuzzy_term_query(self._schema, field, beginning, distance=0, prefix=True)


def _worth(points: int, query: Query) -> Query:
    return Query.const_score_query(query, float(points))
