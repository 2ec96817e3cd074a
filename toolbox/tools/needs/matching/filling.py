"""Fill the board: for open asks and free offers the assignment that does most, and is dearest to nobody twice.

Which asks are served where there is not enough for all: what cannot wait, what has waited longest, and the parts of
town of which least was met lately.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolbox.tools.needs.matching import accelerated
from toolbox.tools.needs.matching.assigning import Rows
from toolbox.tools.needs.matching.pairing import Pair, Steps, Wanted, Willing, best, load

CANDIDATES = 50  # offers that are looked at for one ask
URGENT = 300  # points by which each degree of urgency comes first
A_DAY = 10  # for each day of waiting
MOST_DAYS = 30
FAIR = 200  # for a part of town of which nothing was met
_TOP = 3 * URGENT + MOST_DAYS * A_DAY + FAIR


@dataclass(frozen=True)
class Asked:
    """An open ask, as far as it matters for who comes first."""

    wanted: Wanted
    urgency: int = 0
    days: int = 0


class Proposal(NamedTuple):
    """An ask and an offer by their places in the lists, and why."""

    ask: int
    offer: int
    pair: Pair


class Shares(NamedTuple):
    """How many asks of a part of town came in lately, and how many were met."""

    asked: int
    met: int


def first(asked: Asked, shares: Mapping[str, Shares]) -> int:
    """Points by which an ask comes before others where not all can be served."""
    share = shares.get(asked.wanted.zone, Shares(0, 0))
    unmet = 1 - (share.met + 1) / (share.asked + 2)
    return asked.urgency * URGENT + min(asked.days, MOST_DAYS) * A_DAY + int(FAIR * unmet)


def fill(
    asks: Sequence[Asked],
    offers: Sequence[Willing],
    steps: Steps,
    shares: Mapping[str, Shares],
    solve: Callable[[Rows, int], list[int | None]] = accelerated.best,
) -> list[Proposal]:
    """Most asks served, then the least cost over all of them. An offer with room for three has three places.

    Each further place of an offer costs as if it carried one errand more, so that nobody gets all.
    """
    places = [(offer, extra) for offer, one in enumerate(offers) for extra in range(max(0, one.free))]
    at: dict[int, list[int]] = {}
    for column, (offer, _extra) in enumerate(places):
        at.setdefault(offer, []).append(column)
    known: dict[Wanted, list[tuple[int, Pair]]] = {}
    rows = []
    for asked in asks:
        fitting = known.get(asked.wanted)
        if fitting is None:
            fitting = known[asked.wanted] = best(asked.wanted, offers, steps, CANDIDATES)
        late = _TOP - first(asked, shares)
        rows.append(
            [
                (column, late + made.cost + _more(offers[offer].carried, extra))
                for offer, made in fitting
                for extra, column in enumerate(at[offer])
            ]
        )
    pairs = [dict(known[asked.wanted]) for asked in asks]
    found = solve(rows, len(places))
    return [
        Proposal(ask, places[column][0], pairs[ask][places[column][0]])
        for ask, column in enumerate(found)
        if column is not None
    ]


def _more(carried: int, extra: int) -> int:
    """What a further place costs beside the first one of the same offer."""
    return load(carried + extra) - load(carried)
