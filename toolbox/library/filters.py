"""Narrowing the list down: what may be chosen, what is chosen, and how many entries each choice would leave."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

DIMENSIONS = ("category", "kind", "place", "language", "status", "kit", "period")
SORTS = ("name", "new", "year")
MOST_CHARACTERS = 200  # of a search
Counts = Mapping[str, Mapping[str, int]]


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


def parse(query: Mapping[str, str], allowed: Mapping[str, Iterable[str]]) -> Filters:
    """Filters from the query of an address; values that nothing has are left out."""
    chosen = {name: value for name in DIMENSIONS if (value := query.get(name, "")[:80]) and value in set(allowed[name])}
    words = " ".join(query.get("q", "").replace("\0", "")[:MOST_CHARACTERS].split())
    sort = query.get("sort", "")
    return Filters(chosen, words, sort if sort in SORTS else "")


class Masks:
    """Which entries have which value, as whole numbers whose bit n stands for entry n: counting is one operation."""

    def __init__(self, facets: Sequence[Mapping[str, frozenset[str]]]) -> None:
        self.size = len(facets)
        self.all = (1 << self.size) - 1
        self.values: dict[str, dict[str, int]] = {name: {} for name in DIMENSIONS}
        for number, entry in enumerate(facets):
            for name in DIMENSIONS:
                for value in entry[name]:
                    self.values[name][value] = self.values[name].get(value, 0) | 1 << number

    def of(self, numbers: Iterable[int]) -> int:
        """The mask of some entries."""
        bits = bytearray(b"0") * (self.size + 1)
        for number in numbers:
            bits[self.size - number] = ord("1")
        return int(bits.decode(), 2)

    def numbers(self, mask: int) -> list[int]:
        """The entries of a mask, in order."""
        return [number for number, bit in enumerate(reversed(f"{mask:b}")) if bit == "1"]

    def matching(self, chosen: Mapping[str, str], among: int | None = None, without: str = "") -> int:
        """The entries that have every chosen value, but for the dimension `without`."""
        mask = self.all if among is None else among
        for name, value in chosen.items():
            if name != without:
                mask &= self.values[name].get(value, 0)
        return mask

    def counts(self, chosen: Mapping[str, str], among: int | None = None) -> Counts:
        """For each dimension, how many entries each of its values would leave if it were chosen instead."""
        counts = {}
        for name in DIMENSIONS:
            rest = self.matching(chosen, among, without=name)
            there = {value: (rest & mask).bit_count() for value, mask in self.values[name].items()}
            counts[name] = {value: count for value, count in there.items() if count}
        return counts


def period(since: int | None) -> str:
    """The period in which something began, as the filter names it; empty where the year is not known."""
    if since is None:
        return ""
    return next(name for name, first in PERIODS if since >= first)


PERIODS = (("2017-", 2017), ("2010-2016", 2010), ("2000-2009", 2000), ("-1999", 0))
