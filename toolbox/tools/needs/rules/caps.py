"""How often a household was given something within the days that a circle agreed on. A hint, never a lock."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import Ask, Board, Category, End
from toolbox.tools.needs.rules import boards

GIVEN = frozenset({End.MET, End.PARTLY})


class Reached(NamedTuple):
    """A household had something as often as was agreed on, or more often."""

    category: Category
    times: int


class Giving(NamedTuple):
    """An ask that ended well, with everything that was put together with it."""

    wants: frozenset[str]
    came: datetime.datetime
    ended: datetime.date


def givings(asks: Iterable[Held[Ask]]) -> list[Giving]:
    """What a household was given, as far as its records are still here: what was put together is given once."""
    by_id = {held.id: held.value for held in asks}
    found = []
    for ask in by_id.values():
        if ask.end in GIVEN and ask.ended is not None:
            wants, came = _with_joined(ask, by_id)
            found.append(Giving(frozenset(wants), came, ask.ended))
    return found


def _with_joined(ask: Ask, by_id: dict[int, Ask]) -> tuple[set[str], datetime.datetime]:
    wants, came, seen, waiting = set(ask.wants), ask.came, set(), list(ask.joined)
    while waiting:
        number = waiting.pop()
        if number in seen or number not in by_id:
            continue
        seen.add(number)
        other = by_id[number]
        wants.update(other.wants)
        came = min(came, other.came)
        waiting += other.joined
    return wants, came


def agreed(wants: Iterable[str], board: Board) -> list[Category]:
    """The categories about which something was agreed on, of those that are asked for or stand above them."""
    known, asked = boards.categories(board), tuple(wants)
    return [one for one in board.categories if one.cap and any(boards.covers(known, one.name, want) for want in asked)]


def reached(ask: Ask, household: Iterable[Held[Ask]], board: Board, today: datetime.date) -> list[Reached]:
    """The categories of an ask of which its household had as much as was agreed on within the days of the board.

    `household` are its other asks, certain ones only. Its first ask for a category counts for nothing, and nothing
    is said of it: whoever asks for the first time is never too much.
    """
    known, given = boards.categories(board), givings(household)
    found = []
    for category in agreed(ask.wants, board):
        of_it = [one for one in given if any(boards.covers(known, category.name, want) for want in one.wants)]
        first = min((one.came for one in of_it), default=ask.came)
        if ask.came <= first:
            continue
        since = today - datetime.timedelta(days=category.cap_days)
        of_it.remove(min(of_it, key=lambda one: one.came))
        count = sum(since < one.ended <= today for one in of_it)
        if count >= category.cap:
            found.append(Reached(category, count))
    return found
