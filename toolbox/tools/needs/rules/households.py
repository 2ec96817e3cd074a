"""The same household found in memory: by number, by name and place, by place and people. Nothing is indexed or kept."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from toolbox.kernel.records.folding import fold
from toolbox.kernel.records.people import ContactKind, Place
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import Ask, Who

NAMES_ALIKE = 0.85  # of 1, as difflib measures it: one or two letters of a name
STREETS_ALIKE = 0.8
MANY_PEOPLE = 3  # so many at one crossing are seldom two households
MOST_SHOWN = 3  # beside an ask; all of them on a page of their own
LONGEST = 80  # letters that are compared: what it costs grows with their square, and strangers write them
MOST_NEAR = 300  # others that are compared with one ask, however many have something in common with it
MOST_BY_CHANCE = 4  # others that have only a shared number in common with it

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_SHORT = {
    "street": "st",
    "avenue": "av",
    "ave": "av",
    "avenida": "av",
    "boulevard": "blvd",
    "road": "rd",
    "drive": "dr",
    "lane": "ln",
    "calle": "c",
    "apartment": "apt",
    "apartamento": "apt",
    "apto": "apt",
}
_BETWEEN = frozenset({"and", "y", "e", "at", "corner", "esquina", "con", "the", "el", "la", "de", "of"})


class Why(StrEnum):
    """What two asks have in common."""

    PHONE = "phone"  # the same number, and no other name
    SHARED = "shared"  # the same number, and other names with it: a neighbour's, a shelter's
    ASKER = "asker"  # the same person asks for both
    NAME_PLACE = "name_place"
    NAME_ZONE = "name_zone"
    PEOPLE_PLACE = "people_place"


WEIGHS = {
    Why.PHONE: 8,
    Why.NAME_PLACE: 5,
    Why.SHARED: 3,
    Why.PEOPLE_PLACE: 3,
    Why.ASKER: 2,
    Why.NAME_ZONE: 2,
}


WEAK = frozenset({(Why.SHARED,), (Why.ASKER,)})
"""Reasons that alone say little."""


class Match(NamedTuple):
    """Another ask that is perhaps of the same household."""

    held: Held[Ask]
    whys: tuple[Why, ...]

    @property
    def score(self) -> int:
        """How likely it is, only for the order in which it is shown."""
        return sum(WEIGHS[why] for why in self.whys)

    @property
    def is_certain(self) -> bool:
        """Whether it may be counted as the same household without anybody looking: the same number only."""
        return Why.PHONE in self.whys


class Street(NamedTuple):
    """A street or a crossing, made comparable."""

    numbers: frozenset[str]
    words: str

    def is_like(self, other: "Street") -> bool:
        """The same house numbers, and words that are spelled nearly alike in any order."""
        if not self.words or not other.words or self.numbers != other.numbers:
            return False
        return self.words == other.words or _near(self.words, other.words, STREETS_ALIKE)


def street(place: Place | None) -> Street:
    """Where somebody lives, as it is compared; empty where nobody said."""
    text = (place.street or place.words) if place else ""
    numbers, words, last = set(), [], ""
    for part in _PARTS.findall(fold(text)):
        if part.isdigit():
            numbers.add(part)
        elif part not in _BETWEEN and not (last.isdigit() and part in _ORDINALS):
            words.append(_SHORT.get(part, part))
        last = part
    return Street(frozenset(numbers), " ".join(sorted(words)))


def names_are_like(one: str, other: str) -> bool:
    """Whether two names can be one person's: "Rosa" and "Rosa Martínez", "Gonzales" and "González"."""
    first, second = frozenset(_names(one)), frozenset(_names(other))
    if not first or not second:
        return False
    if first <= second or second <= first:
        return True
    return _near(" ".join(sorted(first)), " ".join(sorted(second)), NAMES_ALIKE)


def numbers_of(who: Who | None) -> frozenset[str]:
    """The telephone numbers of somebody, as they are kept."""
    if who is None or not who.contacts:
        return frozenset()
    kinds = (ContactKind.PHONE, ContactKind.MESSAGE)
    return frozenset(contact.value for contact in who.contacts if contact.kind in kinds)


class Households:
    """Asks, laid out once so that any number of them can be looked for among the others."""

    def __init__(self, asks: Iterable[Held[Ask]]) -> None:
        self._phones: dict[str, list[Held[Ask]]] = {}
        self._names: dict[str, list[Held[Ask]]] = {}
        self._people: dict[tuple[int, int, int], list[Held[Ask]]] = {}
        self._streets: dict[int, Street] = {}
        self._many: dict[str, bool] = {}
        for held in asks:
            self._lay_out(held)

    def _lay_out(self, held: Held[Ask]) -> None:
        ask = held.value
        for who in (ask.who, ask.asked_by):
            for number in numbers_of(who):
                self._phones.setdefault(number, []).append(held)
        for key in _keys(ask.who.name):
            self._names.setdefault(key, []).append(held)
        if ask.place is not None and (people := _people(ask))[0] + people[1] > 1:
            self._people.setdefault(people, []).append(held)

    def like(self, ask: Ask, but: Collection[int] = ()) -> list[Match]:
        """Other asks of perhaps the same household: the likeliest first, then the newest. `but`: ids left out."""
        near = (held for held in self._near(ask) if held.id not in but)
        there = {held.id: held for held in islice(near, MOST_NEAR)}
        where = street(ask.place)
        found = [Match(held, tuple(self._whys(ask, where, held))) for held in there.values()]
        found = _without_crowds([match for match in found if match.whys])
        found.sort(key=lambda match: (match.held.value.came, match.held.id), reverse=True)
        return sorted(found, key=lambda match: -match.score)

    def _near(self, ask: Ask) -> Iterator[Held[Ask]]:
        """Whatever has one thing in common with it, at little cost."""
        for number in numbers_of(ask.who) | numbers_of(ask.asked_by):
            yield from self._phones.get(number, ())
        if ask.place is None:
            return
        for key in _keys(ask.who.name):
            yield from self._names.get(key, ())
        yield from self._people.get(_people(ask), ())

    def _whys(self, ask: Ask, where: Street, held: Held[Ask]) -> Iterator[Why]:
        other = held.value
        there = self._streets.get(held.id)
        if there is None:
            there = self._streets[held.id] = street(other.place)
        lives, near, calls = (
            where.is_like(there),
            _zones_are_like(ask, other, where, there),
            _share_a_number(ask, other),
        )
        if not (lives or near or calls):
            return  # most of them: names are compared last, they take the longest
        names = names_are_like(ask.who.name, other.who.name)
        if calls:
            yield self._by_phone(ask, other, lives=lives, names=names)
        if names and lives:
            yield Why.NAME_PLACE
        elif names and near:
            yield Why.NAME_ZONE
        if lives and _people(ask) == _people(other) and _are_many(ask, where):
            yield Why.PEOPLE_PLACE

    def _by_phone(self, ask: Ask, other: Ask, *, lives: bool, names: bool) -> Why:
        """What the same number says of two asks."""
        has_other_name = bool(ask.who.name and other.who.name) and not names
        if common := numbers_of(ask.who) & numbers_of(other.who):
            is_shared = has_other_name or (not names and all(map(self._has_many_names, common)))
            return Why.SHARED if is_shared else Why.PHONE
        # A daughter asks for her mother every week; somebody at a shelter asks for everybody there.
        return Why.PHONE if (names or lives) and not has_other_name else Why.ASKER

    def _has_many_names(self, number: str) -> bool:
        """Whether people of different names have a number: then it says nothing of somebody without one."""
        if number not in self._many:
            names = {held.value.who.name for held in self._phones.get(number, ()) if held.value.who.name}
            first = next(iter(names), "")
            self._many[number] = not all(names_are_like(first, name) for name in names)
        return self._many[number]


def like(ask: Ask, asks: Iterable[Held[Ask]], but: Collection[int] = ()) -> list[Match]:
    """The same for a single ask."""
    return Households(asks).like(ask, but)


def _share_a_number(ask: Ask, other: Ask) -> bool:
    mine, theirs = numbers_of(ask.who) | numbers_of(ask.asked_by), numbers_of(other.who) | numbers_of(other.asked_by)
    return not mine.isdisjoint(theirs)


def _without_crowds(found: list[Match]) -> list[Match]:
    """Without what only a shelter's phone, or somebody who asks for very many, has in common with it."""
    often = Counter(match.whys for match in found)
    return [match for match in found if match.whys not in WEAK or often[match.whys] <= MOST_BY_CHANCE]


def _zones_are_like(ask: Ask, other: Ask, where: Street, there: Street) -> bool:
    """The same part of town and whole names, where no street says otherwise."""
    if ask.place is None or other.place is None or not ask.place.zone or ask.place.zone != other.place.zone:
        return False
    if where.words and there.words:
        return False
    return min(len(_names(ask.who.name)), len(_names(other.who.name))) > 1


def _are_many(ask: Ask, where: Street) -> bool:
    """Whether so many people at this place are hardly by chance."""
    count = ask.adults + ask.children
    return count >= MANY_PEOPLE or (count > 1 and bool(where.numbers))


def _people(ask: Ask) -> tuple[int, int, int]:
    return ask.adults, ask.children, ask.small


def _names(name: str) -> list[str]:
    return _PARTS.findall(fold(name)) if name else []


def _keys(name: str) -> Iterator[str]:
    """How the words of a name begin and end: a slip of the pen spoils one of the two."""
    for word in fold(name).split() if name else ():
        yield word[:3]
        yield f"-{word[-3:]}"


def _near(one: str, other: str, least: float) -> bool:
    """Spelled nearly alike. The cheap upper bounds come first."""
    one, other = one[:LONGEST], other[:LONGEST]
    matcher = SequenceMatcher(None, min(one, other), max(one, other), autojunk=False)  # the same both ways
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
