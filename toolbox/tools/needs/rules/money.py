"""Money that somebody laid out for an ask: written down, paid back. Pure."""

import datetime
from collections.abc import Iterable

from msgspec.structs import replace

from toolbox.kernel.records.money import Money
from toolbox.tools.needs.records import Ask, Paid

MOST = 20  # outlays of one ask


class TooMany(Exception):
    """An ask has so many outlays that no more fits."""


def laid_out(ask: Ask, paid: Paid) -> Ask:
    """With an outlay. Raises TooMany."""
    if len(ask.paid) >= MOST:
        raise TooMany
    return replace(ask, paid=(*ask.paid, paid))


def paid_back(ask: Ask, number: int, day: datetime.date | None) -> Ask:
    """With an outlay paid back on a day, or not after all. Raises KeyError where there is no such one."""
    if all(one.id != number for one in ask.paid):
        raise KeyError(number)
    return replace(ask, paid=tuple(replace(one, back=day) if one.id == number else one for one in ask.paid))


def without(ask: Ask, number: int) -> Ask:
    """Without an outlay that was written down by mistake."""
    return replace(ask, paid=tuple(one for one in ask.paid if one.id != number))


def totals(paid: Iterable[Paid], *, back: bool = False) -> list[Money]:
    """What is open (or, `back`, was paid back) in each currency, by its code."""
    found: dict[str, Money] = {}
    for one in paid:
        if (one.back is not None) == back:
            code = one.sum.currency
            found[code] = found[code] + one.sum if code in found else one.sum
    return [found[code] for code in sorted(found)]


def over(ask: Ask, budget: Money | None) -> bool:
    """Whether more was laid out for an ask than may be without asking. Other currencies are not compared."""
    if budget is None:
        return False
    spent = [one.sum for one in ask.paid if one.sum.currency == budget.currency]
    return sum(one.amount for one in spent) > budget.amount
