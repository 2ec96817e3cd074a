"""An errand in the receipt of whoever offered help: read, taken on, given back, done. They need no account.

Two slips lie there: what it is and roughly where, and the place itself. Both are sealed to the receipt, so whoever
holds its code could read both; the page shows the second one only once somebody has said that they do it. When it is
done, given back or taken back, both are deleted.
"""

import datetime
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from django.db import transaction

from toolbox.kernel.intake import slips
from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.acts.answering import Gone
from toolbox.kernel.intake.acts.coming_back import Opened
from toolbox.kernel.intake.models import Receipt, Slip
from toolbox.kernel.intake.records import What
from toolbox.kernel.intake.slips import Lying, Tells, Told

OF_ERRANDS = frozenset({Tells.ERRAND, Tells.PLACE})


class NoErrand(Exception):
    """It does not lie there any more: it was taken back, its time is over, or they have answered already."""


class Errand(NamedTuple):
    """An errand as it lies in a receipt."""

    id: int
    what: str
    until: datetime.date | None
    place: str = ""  # empty before they have said that they do it
    taken: bool = False


def hand_out(
    receipt: int, key: bytes, errand: int, what: str, place: str, until: datetime.date, now: datetime.datetime
) -> tuple[int, int]:
    """Lay an errand into a receipt; returns the rows of its two slips. Raises Gone where the receipt is not there."""
    with transaction.atomic():
        if not Receipt.objects.select_for_update().filter(pk=receipt).exists():
            raise Gone
        told = Told(tells=Tells.ERRAND, when=now, text=what, proposal=errand, until=until)
        where = Told(tells=Tells.PLACE, when=now, text=place, proposal=errand, until=until)
        return slips.put(receipt, key, told), slips.put(receipt, key, where)


def take_back(receipt: int, rows: Iterable[int]) -> None:
    """Nothing of an errand lies in a receipt any more."""
    Slip.objects.filter(pk__in=list(rows), receipt=receipt).delete()


def tell(receipt: int, key: bytes, text: str, now: datetime.datetime) -> None:
    """Lay words for whoever helped into their receipt, if it is still there."""
    if Receipt.objects.filter(pk=receipt).exists():
        slips.put(receipt, key, Told(tells=Tells.ANSWER, when=now, text=text))


def lying(opened: Opened, today: datetime.date) -> list[Errand]:
    """The errands of a receipt whose time is not over, the oldest first."""
    told = opened.told
    places = {one.proposal: one.text for one in told if one.tells is Tells.PLACE}
    taken = {one.proposal for one in told if one.tells is Tells.TAKES}
    return [
        Errand(
            one.proposal,
            one.text,
            one.until,
            places.get(one.proposal, "") if one.proposal in taken else "",
            one.proposal in taken,
        )
        for one in told
        if one.tells is Tells.ERRAND and not _is_over(one, today)
    ]


def _is_over(told: Told, today: datetime.date) -> bool:
    return told.until is not None and told.until < today


def forget(opened: Opened, today: datetime.date) -> None:
    """Delete what lies there of errands whose time is over."""
    rows = [one.row for one in opened.lying if one.told.tells in OF_ERRANDS and _is_over(one.told, today)]
    if rows:
        take_back(opened.row.id, rows)


def takes(opened: Opened, errand: int, number: int, now: datetime.datetime, today: datetime.date) -> None:
    """They do it. Raises NoErrand, and as `coming_back.add` does."""
    _answer(opened, What.TAKES, Tells.TAKES, "", errand, number, now, today)


def cannot(opened: Opened, errand: int, text: str, number: int, now: datetime.datetime, today: datetime.date) -> None:
    """They cannot, or not any more: nothing of it stays. Raises NoErrand, and as `coming_back.add` does."""
    _answer(opened, What.CANNOT, Tells.CANNOT, text, errand, number, now, today)


def did(opened: Opened, errand: int, text: str, number: int, now: datetime.datetime, today: datetime.date) -> None:
    """It is done: nothing of it stays. Raises NoErrand, and as `coming_back.add` does."""
    _answer(opened, What.DID, Tells.DID, text, errand, number, now, today)


def _answer(
    opened: Opened,
    what: What,
    tells: Tells,
    text: str,
    errand: int,
    number: int,
    now: datetime.datetime,
    today: datetime.date,
) -> None:
    within = partial(_within, errand, today, stays=what is What.TAKES)
    coming_back.add(opened, what, tells, text, number, now, errand, within=within)


def _within(errand: int, today: datetime.date, found: list[Lying], *, stays: bool) -> list[int]:
    """The slips that go. Raises NoErrand."""
    rows = [one for one in found if one.told.tells in OF_ERRANDS and one.told.proposal == errand]
    if not any(one.told.tells is Tells.ERRAND and not _is_over(one.told, today) for one in rows):
        raise NoErrand
    return [] if stays else [one.row for one in rows]
