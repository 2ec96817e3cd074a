"""What makes a pair of an ask and an offer possible, and what it costs. Pure, and without words.

Possible: the offer can do everything that is asked for, speaks a language that was named, has time when somebody is
there, and comes to that part of town, unless the thing goes by phone or mail. Cost, in points: each step from one part
of town to the next, a language that is not the best one, and above all what the offer carries already. Never how
somebody did before: load alone is counted, nobody is scored.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

STEP = 100  # points for each step from one part of town to the next
FAR = 4  # steps that nothing is farther than; also where nobody knows
UNKNOWN_PLACE = 150
SECOND_LANGUAGE = 20
UNKNOWN_LANGUAGE = 10
UNKNOWN_TIMES = 10
LOAD = 15  # times the square of the errands that an offer carries: the third is dearer than the second
ANY_TIME = "any"

Steps: TypeAlias = Mapping[tuple[str, str], int]
"""How many steps lie between two parts of town; those of a pair that is not there are `FAR`."""


class Because(StrEnum):
    """Why a pair fits, or what speaks a little against it."""

    CAN = "can"
    SAME_ZONE = "same_zone"
    NEAR = "near"
    FAR = "far"
    PLACE_UNKNOWN = "place_unknown"
    BY_PHONE = "by_phone"
    SPEAKS = "speaks"
    FREE_THEN = "free_then"
    TIMES_UNKNOWN = "times_unknown"
    CARRIES_NOTHING = "carries_nothing"
    CARRIES = "carries"


class Reason(NamedTuple):
    """One reason, with what it is about: a language, a part of town, a number."""

    because: Because
    about: str = ""


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, as far as it matters for who can do it."""

    by: tuple[frozenset[str], ...]  # for each thing the skills any one of which is enough; empty: anybody
    remote: bool = False  # all of it goes by phone or mail
    car: bool = False
    zone: str = ""
    languages: tuple[str, ...] = ()
    times: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Willing:
    """What somebody offers."""

    can: frozenset[str]
    car: bool = False
    zones: frozenset[str] = frozenset()  # where they go; none: nobody knows
    languages: tuple[str, ...] = ()
    times: frozenset[str] = frozenset()
    free: int = 1  # errands that they can still take
    carried: int = 0  # errands of the last two weeks


class Pair(NamedTuple):
    """A pair that is possible."""

    cost: int
    reasons: tuple[Reason, ...]


def pair(wanted: Wanted, willing: Willing, steps: Steps) -> Pair | None:
    """The cost of a pair and the reasons, or None where it is not possible."""
    if willing.free < 1 or (wanted.car and not willing.car):
        return None
    if any(by and by.isdisjoint(willing.can) for by in wanted.by):
        return None
    cost, reasons = load(willing.carried), [Reason(Because.CAN)]
    for part in (_place(wanted, willing, steps), _language(wanted, willing), _times(wanted, willing)):
        if part is None:
            return None
        points, reason = part
        cost += points
        reasons += [reason] if reason else []
    carries = Reason(Because.CARRIES, str(willing.carried)) if willing.carried else Reason(Because.CARRIES_NOTHING)
    return Pair(cost, (*reasons, carries))


def load(carried: int) -> int:
    """What it costs to give one more errand to somebody who carries so many."""
    return LOAD * carried * carried


def _place(wanted: Wanted, willing: Willing, steps: Steps) -> tuple[int, Reason | None] | None:
    if wanted.remote:
        return 0, Reason(Because.BY_PHONE)
    if not wanted.zone or not willing.zones:
        return UNKNOWN_PLACE, Reason(Because.PLACE_UNKNOWN)
    if wanted.zone in willing.zones:
        return 0, Reason(Because.SAME_ZONE, wanted.zone)
    nearest = min(steps.get((wanted.zone, zone), FAR) for zone in willing.zones)
    return nearest * STEP, Reason(Because.NEAR if nearest < FAR else Because.FAR, wanted.zone)


def _language(wanted: Wanted, willing: Willing) -> tuple[int, Reason | None] | None:
    if not wanted.languages or not willing.languages:
        return UNKNOWN_LANGUAGE, None
    spoken = {_base(one) for one in willing.languages}
    for place, language in enumerate(wanted.languages):
        if _base(language) in spoken:
            return (SECOND_LANGUAGE if place else 0), Reason(Because.SPEAKS, language)
    return None


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _times(wanted: Wanted, willing: Willing) -> tuple[int, Reason | None] | None:
    if not wanted.times or not willing.times or ANY_TIME in wanted.times or ANY_TIME in willing.times:
        known = bool(wanted.times and willing.times)
        return (0, Reason(Because.FREE_THEN)) if known else (UNKNOWN_TIMES, Reason(Because.TIMES_UNKNOWN))
    return None if wanted.times.isdisjoint(willing.times) else (0, Reason(Because.FREE_THEN))


def steps_between(zones: Iterable[str], beside: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Steps from each part of town to each other, over those that lie beside each other."""
    near: dict[str, set[str]] = {zone: set() for zone in zones}
    for one, other in beside:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found = {}
    for start in near:
        seen, edge, far = {start}, [start], 0
        while edge and far < FAR:
            found.update({(start, zone): far for zone in edge})
            edge = sorted({zone for at in edge for zone in near[at]} - seen)
            seen.update(edge)
            far += 1
    return found


def best(wanted: Wanted, offers: Sequence[Willing], steps: Steps, most: int) -> list[tuple[int, Pair]]:
    """For one ask the offers that fit best, by their place in the list, the cheapest first."""
    found = [(place, made) for place, one in enumerate(offers) if (made := pair(wanted, one, steps)) is not None]
    return sorted(found, key=lambda one: (one[1].cost, one[0]))[:most]
