"""Narrowing the list down: what may be chosen, what is chosen, and how many entries each choice would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol, TypeVar
from urllib.parse import urlencode

DIMENSIONS = ("category", "kind", "place", "language", "status", "kit", "period")
SORTS = ("name", "new", "year")
MOST_CHARACTERS = 200  # of a search


class Narrowed(Protocol):
    """What an entry must tell about itself to be filtered."""

    @property
    def facets(self) -> Mapping[str, frozenset[str]]: ...


class Filters(NamedTuple):
    """What is chosen: one value or nothing for each dimension, the words searched for, and the order."""

    chosen: Mapping[str, str]
    words: str = ""
    sort: str = ""

    @property
    def any(self) -> bool:
        """Whether the list is narrowed down at all."""
        return bool(self.chosen or self.words)

    def query(self, **changes: str) -> str:
        """The filters as the query of an address, with changes; an empty value takes a filter away."""
        pairs = {"q": self.words, **{name: self.chosen.get(name, "") for name in DIMENSIONS}, "sort": self.sort}
        return urlencode([(name, value) for name, value in {**pairs, **changes}.items() if value])


T = TypeVar("T", bound=Narrowed)


def parse(query: Mapping[str, str], allowed: Mapping[str, Iterable[str]]) -> Filters:
    """Filters from the query of an address; values that nothing has are left out."""
    chosen = {name: value for name in DIMENSIONS if (value := query.get(name, "")[:80]) and value in set(allowed[name])}
    words = " ".join(query.get("q", "").replace("\0", "")[:MOST_CHARACTERS].split())
    sort = query.get("sort", "")
    return Filters(chosen, words, sort if sort in SORTS else "")


def matching(items: Iterable[T], filters: Filters) -> tuple[list[T], dict[str, Counter[str]]]:
    """The items that match, and for each dimension how many would match with each of its values chosen instead."""
    chosen = tuple(filters.chosen.items())
    found: list[T] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in DIMENSIONS}
    for item in items:
        facets = item.facets
        misses = [name for name, value in chosen if value not in facets[name]]
        if not misses:
            found.append(item)
            for name in DIMENSIONS:
                counts[name].update(facets[name])
        elif len(misses) == 1:
            counts[misses[0]].update(facets[misses[0]])
    return found, counts


def period(since: int | None) -> str:
    """The period in which something began, as the filter names it; empty where the year is not known."""
    if since is None:
        return ""
    return next(name for name, first in PERIODS if since >= first)


PERIODS = (("2017-", 2017), ("2010-2016", 2010), ("2000-2009", 2000), ("-1999", 0))
