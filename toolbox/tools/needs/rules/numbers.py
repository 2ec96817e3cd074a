"""How many asked and were helped, in whole groups of people: small numbers are hidden, and what would give them away.

A number from 1 to 4 says something about somebody. It is not shown, and neither is what it could be worked out from:
where only one row of a table is hidden, or the hidden ones together are few, another row is hidden with them.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from toolbox.tools.needs.records import Ask, Board, Category, End, How, Outcome
from toolbox.tools.needs.rules import boards

LEAST = 5
"""The smallest number that is shown, but for none at all."""

WEEKS = 12
_REACHED = frozenset({How.CALL, How.TEXT, How.MAIL, How.RECEIPT, How.VISIT})
_TAKEN = frozenset({Outcome.CLAIMED, Outcome.OFFERED, Outcome.AGREED})
_MET = frozenset({End.MET, End.PARTLY})


class Tally(NamedTuple):
    """A row before anything is hidden: its name, how many asked, how many of them were helped, how soon each heard."""

    name: str
    asked: int
    met: int
    waits: tuple[datetime.timedelta, ...] = ()


class Row(NamedTuple):
    """A row as it may be shown. None is a number that is hidden."""

    name: str
    asked: int | None
    met: int | None
    wait: datetime.timedelta | None = None
    """The median until the first answer; None also where fewer than `LEAST` were answered."""


class Numbers(NamedTuple):
    """All that may be shown."""

    every: Row
    zones: tuple[Row, ...]
    categories: tuple[Row, ...]
    weeks: tuple[Row, ...]
    """The newest first; the last row is all that was before them. Names are Mondays as ISO days."""


ELSEWHERE = ""
"""The name of the row for what has no part of town, category or week of its own."""


def is_small(number: int) -> bool:
    """Whether a number says something about somebody."""
    return 0 < number < LEAST


def counted(asks: Iterable[Ask], board: Board, today: datetime.date, zone: datetime.tzinfo) -> Numbers:
    """The numbers of asks, counted by part of town, by category and by week."""
    there = [ask for ask in asks if ask.end is not End.JOINED]
    every = _tally("", there)
    known = boards.categories(board)
    first = today - datetime.timedelta(days=today.weekday())
    mondays = [(first - datetime.timedelta(weeks=week)).isoformat() for week in range(WEEKS)]
    return Numbers(
        _every(every),
        shown(_by(there, board.zones, lambda ask: ask.place.zone if ask.place else ""), every),
        shown(_by(there, tuple(known), lambda ask: _category(ask, known)), every),
        shown(_by(there, mondays, lambda ask: _monday(ask, zone)), every),
    )


def _category(ask: Ask, known: Mapping[str, Category]) -> str:
    return ask.wants[0] if ask.wants and ask.wants[0] in known else ELSEWHERE


def _monday(ask: Ask, zone: datetime.tzinfo) -> str:
    day = ask.came.astimezone(zone).date()
    return (day - datetime.timedelta(days=day.weekday())).isoformat()


def _by(asks: Sequence[Ask], names: Sequence[str], name_of: Callable[[Ask], str]) -> list[Tally]:
    """A tally for each name, and one for the rest."""
    found: dict[str, list[Ask]] = {name: [] for name in (*names, ELSEWHERE)}
    for ask in asks:
        found.get(name_of(ask), found[ELSEWHERE]).append(ask)
    return [_tally(name, group) for name, group in found.items() if group or name != ELSEWHERE]


def _tally(name: str, asks: Sequence[Ask]) -> Tally:
    waits = [answered(ask) for ask in asks]
    return Tally(
        name, len(asks), sum(ask.end in _MET for ask in asks), tuple(wait for wait in waits if wait is not None)
    )


def answered(ask: Ask) -> datetime.timedelta | None:
    """How long it took until somebody of the circle was heard of, or took it on; None where nobody did yet."""
    for entry in ask.log:
        if entry.by and (entry.how in _REACHED or entry.outcome in _TAKEN):
            return max(datetime.timedelta(), entry.when - ask.came)
    return None


def _every(tally: Tally) -> Row:
    """The whole. Where it is small itself, nothing is shown."""
    if is_small(tally.asked):
        return Row("", None, None)
    return Row("", tally.asked, tally.met if _tells_met(tally) else None, _wait(tally))


def _tells_met(every: Tally) -> bool:
    """Whether it can be said at all how many were helped: neither they nor the others are few."""
    return not is_small(every.met) and not is_small(every.asked - every.met)


def shown(tallies: Sequence[Tally], every: Tally) -> tuple[Row, ...]:
    """Rows of which no small number can be read, or worked out from the others and the whole."""
    if is_small(every.asked):
        return tuple(Row(one.name, None, None) for one in tallies)
    away = _away([one.asked for one in tallies])
    unmet = _away_of_met(tallies, away) if _tells_met(every) else frozenset(range(len(tallies)))
    if unmet is None:  # what is seen of those who asked would tell of those who were helped
        away = unmet = frozenset(place for place, one in enumerate(tallies) if one.asked)
    return tuple(
        Row(
            one.name,
            None if place in away else one.asked,
            None if place in away or place in unmet else one.met,
            None if place in away else _wait(one),
        )
        for place, one in enumerate(tallies)
    )


def _away(numbers: Sequence[int]) -> frozenset[int]:
    """The places of numbers that must be hidden: the small ones, then others as they stand in the table.

    As they stand, and not by their size: whoever knew that the next smallest was hidden too would know what is smaller.

    Whoever sees the whole and the rest works out what the hidden ones are together. That must not be few, nor leave
    only one way for numbers that are known to be small: each 1, or each 4.
    """
    small = frozenset(place for place, number in enumerate(numbers) if is_small(number))
    hidden = set(small)
    for place in range(len(numbers)):
        together = sum(numbers[place] for place in hidden)
        fits_in_one_way = hidden == small and not len(small) < together < (LEAST - 1) * len(small)
        if not hidden or (len(hidden) > 1 and together >= LEAST and not fits_in_one_way):
            break
        if numbers[place]:
            hidden.add(place)
    return frozenset(hidden)


def _away_of_met(tallies: Sequence[Tally], away: frozenset[int]) -> frozenset[int] | None:
    """The places where it is hidden how many were helped; None where even hiding all of them is not enough."""
    hidden = {
        place
        for place, one in enumerate(tallies)
        if place in away or is_small(one.met) or is_small(one.asked - one.met)
    }
    for place in range(len(tallies)):
        if _is_open(tallies, away, hidden):
            return frozenset(hidden)
        if tallies[place].asked:
            hidden.add(place)
    return frozenset(hidden) if _is_open(tallies, away, hidden) else None


def _is_open(tallies: Sequence[Tally], away: frozenset[int], hidden: Collection[int]) -> bool:
    """Whether of those who were helped, and of the others, each small number could still be `LEAST` different ones.

    It is known what hidden rows are together, and of most how many asked: no more than that can have been helped.
    """
    asked = sum(tallies[place].asked for place in away)  # where that is hidden too, they are known together
    most = {place: asked if place in away else tallies[place].asked for place in hidden}
    for numbers in ([one.met for one in tallies], [one.asked - one.met for one in tallies]):
        together = sum(numbers[place] for place in hidden)
        if is_small(together):
            return False
        for place in hidden:
            others = sum(most[other] for other in hidden if other != place and other not in away)
            others += asked if away - {place} else 0
            ways = min(together, most[place]) - max(0, together - others) + 1
            if is_small(numbers[place]) and ways < LEAST:
                return False
    return True


def _wait(one: Tally) -> datetime.timedelta | None:
    if len(one.waits) < LEAST:
        return None
    return datetime.timedelta(seconds=median(wait.total_seconds() for wait in one.waits))
