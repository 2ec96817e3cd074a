"""An errand in the receipt of whoever offered help: read, taken on, given back, done. They need no account.

Two slips lie there: what it is and roughly where, and the place itself. Both are sealed to the receipt, so whoever
holds its code could read both; the page shows the second one only once somebody has said that they do it. When it is
done, given back or taken back, both are deleted; and when whoever asked withdraws, whose receipt names their rows.
"""

import datetime
from collections.abc import Iterable, Sequence
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

OF_ERRANDS = frozenset({Tells.ERRAND, Tells.PLACE, Tells.LONGER})
ANSWERS = frozenset({Tells.CANNOT, Tells.DID})
KEPT = 10  # answers that a receipt remembers; without them whoever helps for years would open more and more slips


class NoErrand(Exception):
    """It does not lie there any more: it was taken back, its time is over, or they have answered already."""


class _Already(Exception):
    """They have said so before."""


class Box(NamedTuple):
    """A receipt that something can be laid into."""

    receipt: int
    key: bytes

    @property
    def is_there(self) -> bool:
        """Whether somebody can come back to it."""
        return bool(self.receipt) and Receipt.objects.filter(pk=self.receipt).exists()


NOBODYS = Box(0, b"")


class Errand(NamedTuple):
    """An errand as it lies in a receipt."""

    id: int
    what: str
    until: datetime.date | None
    place: str = ""  # empty before they have said that they do it
    taken: bool = False


def hand_out(
    to: Box,
    errand: int,
    what: str,
    place: str,
    until: datetime.date,
    now: datetime.datetime,
    asked_by: Box = NOBODYS,
) -> tuple[int, ...]:
    """Lay an errand into a receipt; returns the rows of its slips. Raises Gone where the receipt is not there.

    `asked_by` is the receipt of whoever it is for: if they withdraw, the errand goes with what they sent.
    """
    with transaction.atomic():
        for receipt in sorted({to.receipt, asked_by.receipt} - {0}):  # in one order, so that two do not wait in turns
            Receipt.objects.select_for_update().filter(pk=receipt).first()
        if not to.is_there:
            raise Gone
        told = Told(tells=Tells.ERRAND, when=now, text=what, proposal=errand, until=until)
        where = Told(tells=Tells.PLACE, when=now, text=place, proposal=errand, until=until)
        rows = (slips.put(*to, told), slips.put(*to, where))
        return (*rows, *_named(asked_by, rows, now))


def longer(
    to: Box, errand: int, until: datetime.date, now: datetime.datetime, asked_by: Box = NOBODYS
) -> tuple[int, ...]:
    """It is theirs until another day; returns the rows of the slips that say so. None where the receipt is gone."""
    with transaction.atomic():
        if not to.is_there:
            return ()
        told = Told(tells=Tells.LONGER, when=now, proposal=errand, until=until)
        rows = (slips.put(*to, told),)
        return (*rows, *_named(asked_by, rows, now))


def _named(asked_by: Box, rows: tuple[int, ...], now: datetime.datetime) -> tuple[int, ...]:
    """The slip by which a receipt knows what lies about it elsewhere."""
    if not asked_by.is_there:
        return ()
    return (slips.put(*asked_by, Told(tells=Tells.LAID, when=now, laid=rows)),)


def take_back(rows: Iterable[int]) -> None:
    """Nothing of an errand lies in a receipt any more."""
    Slip.objects.filter(pk__in=list(rows)).delete()


def tell(to: Box, text: str, now: datetime.datetime) -> None:
    """Lay words for whoever helped into their receipt, if it is still there."""
    if to.is_there:
        slips.put(*to, Told(tells=Tells.ANSWER, when=now, text=text))


def lying(opened: Opened, today: datetime.date) -> list[Errand]:
    """The errands of a receipt whose time is not over, the oldest first."""
    told = opened.told
    places = {one.proposal: one.text for one in told if one.tells is Tells.PLACE}
    taken = {one.proposal for one in told if one.tells is Tells.TAKES}
    over, until = _over(opened.lying, today), _until(opened.lying)
    return [
        Errand(
            one.proposal,
            one.text,
            until.get(one.proposal),
            places.get(one.proposal, "") if one.proposal in taken else "",
            one.proposal in taken,
        )
        for one in told
        if one.tells is Tells.ERRAND and one.proposal not in over
    ]


def _until(found: Sequence[Lying]) -> dict[int, datetime.date]:
    """Until when each errand is theirs: what was said last counts."""
    return {one.told.proposal: one.told.until for one in found if one.told.tells in OF_ERRANDS and one.told.until}


def _over(found: Sequence[Lying], today: datetime.date) -> set[int]:
    return {errand for errand, until in _until(found).items() if until < today}


def forget(opened: Opened, today: datetime.date) -> None:
    """Delete what lies there of errands whose time is over."""
    over = _over(opened.lying, today)
    rows = [one.row for one in opened.lying if one.told.tells in OF_ERRANDS and one.told.proposal in over]
    if rows:
        take_back(rows)


def takes(opened: Opened, errand: int, number: int, now: datetime.datetime, today: datetime.date) -> None:
    """They do it; said again, it is said once. Raises NoErrand, and as `coming_back.add` does."""
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
    try:
        coming_back.add(opened, what, tells, text, number, now, errand, within=within)
    except _Already:
        return


def _within(errand: int, today: datetime.date, found: list[Lying], *, stays: bool) -> list[int]:
    """The slips that go. Raises NoErrand, _Already."""
    live = {one.told.proposal for one in found if one.told.tells is Tells.ERRAND} - _over(found, today)
    if errand not in live:
        raise NoErrand
    if stays:
        if any(one.told.tells is Tells.TAKES and one.told.proposal == errand for one in found):
            raise _Already
        return []
    live.discard(errand)
    mine = [one.row for one in found if one.told.tells in OF_ERRANDS and one.told.proposal == errand]
    said = [one.row for one in found if one.told.tells is Tells.TAKES and one.told.proposal not in live]
    return [*mine, *said, *[one.row for one in found if one.told.tells in ANSWERS][: 1 - KEPT]]
