"""Appointments: made, given, kept, missed, called off. Nobody is lost, and none is given twice."""

import datetime
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from msgspec.structs import replace

from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import Ask, Board, Entry, How, Outcome, Slot
from toolbox.tools.needs.rules import asks

MOST = 400  # free ones on a board


class NoneLeft(asks.NotNow):
    """Nobody can have this appointment: it is taken, over, or called off."""


def made(
    day: datetime.date, at: datetime.time, minutes: int, count: int, at_once: int, zone: datetime.tzinfo
) -> tuple[Slot, ...]:
    """So many times on a day, as far apart as said, each `at_once` times over.

    On a night on which the clock is changed, only times that the clock shows, and each once. Raises ValueError where
    the first does not exist, or the day is too short.
    """
    start = datetime.datetime.combine(day, at, zone).astimezone(datetime.UTC)
    if start.astimezone(zone).replace(tzinfo=None) != datetime.datetime.combine(day, at):
        raise ValueError(_("The clock does not show this time on that day: it is put forward. Choose another."))
    times: list[datetime.time] = []
    moment = start
    while len(times) < count:
        here = moment.astimezone(zone)
        if here.date() != day:
            raise ValueError(_("So many do not fit before midnight. Make fewer, or begin earlier."))
        if not times or here.time() > times[-1]:
            times.append(here.time())
        moment += datetime.timedelta(minutes=minutes)
    return tuple(Slot(day=day, at=one) for one in times for _each in range(at_once))


def added(board: Board, new: Iterable[Slot], today: datetime.date) -> Board:
    """With more free appointments; those of days that are over go. Raises ValueError where there are too many."""
    there = [slot for slot in (*board.slots, *new) if slot.day >= today]
    if len(there) > MOST:
        raise ValueError(_("So many free appointments do not fit. Give some first, or make fewer."))
    return replace(board, slots=tuple(sorted(there, key=when)))


def without(board: Board, day: datetime.date) -> Board:
    """With nothing free on a day, and nothing that becomes free."""
    slots, given = (tuple(slot for slot in kept if slot.day != day) for kept in (board.slots, board.given))
    return replace(board, slots=slots, given=given)


def settled(board: Board, there: Iterable[Held[Ask]], here: datetime.datetime) -> Board:
    """With what nobody has any more free again: whoever withdraws, or is destroyed, says so to no board.

    `there` are all asks that hold an appointment. Nothing is kept of days that are over.
    """
    holds = Counter(when(held.value.slot) for held in there if held.value.slot is not None)
    kept, back = [], []
    for slot in board.given:
        if slot.day < here.date():
            continue
        if holds[when(slot)]:
            holds[when(slot)] -= 1
            kept.append(slot)
        elif not is_over(slot, here):
            back.append(slot)
    return replace(board, slots=tuple(sorted((*board.slots, *back), key=when)), given=tuple(kept))


def when(slot: Slot) -> tuple[datetime.date, datetime.time]:
    """When it is, for an order."""
    return slot.day, slot.at


def is_over(slot: Slot, here: datetime.datetime) -> bool:
    """Whether its time has passed on the town's clock (`here` is a moment on it)."""
    return when(slot) < (here.date(), here.time())


def ahead(board: Board, here: datetime.datetime) -> list[Slot]:
    """The free ones that are still to come, the soonest first."""
    return sorted((slot for slot in board.slots if not is_over(slot, here)), key=when)


def given(board: Board, ask: Ask, slot: Slot, by: int, now: datetime.datetime) -> tuple[Board, Ask]:
    """Somebody gets a free appointment. Raises NoneLeft where it is taken, NotNow where they have one or ended."""
    if ask.ended is not None or ask.slot is not None:
        raise asks.NotNow
    rest = list(board.slots)
    try:
        rest.remove(slot)
    except ValueError:
        raise NoneLeft from None
    booked = _did(replace(ask, slot=slot, rebook=None), by, now, Outcome.BOOKED)
    return replace(board, slots=tuple(rest), given=(*board.given, slot)), booked


def freed(
    board: Board, ask: Ask, by: int, now: datetime.datetime, here: datetime.datetime, *, again: bool
) -> tuple[Board, Ask]:
    """They give it up; somebody else can have it if it is still to come. `again`: they wait for another one.

    Raises NotNow where they have none, or came.
    """
    if ask.slot is None or ask.slot.came:
        raise asks.NotNow
    board, ask = left(board, ask, here)
    return board, _did(replace(ask, rebook=now if again else None), by, now, Outcome.FREED)


def left(board: Board, ask: Ask, here: datetime.datetime) -> tuple[Board, Ask]:
    """It has ended: an appointment that was still to come is free again, and nothing waits for another."""
    if ask.slot is None or ask.slot.came:
        return board, replace(ask, rebook=None)
    given, slots = list(board.given), board.slots
    if ask.slot in given:  # otherwise it was taken away, or its day was called off
        given.remove(ask.slot)
        if not is_over(ask.slot, here):
            slots = tuple(sorted((*slots, ask.slot), key=when))
    return replace(board, slots=slots, given=tuple(given)), replace(ask, slot=None, rebook=None)


def came(ask: Ask, by: int, now: datetime.datetime) -> Ask:
    """They are here. Raises NotNow where they have no appointment, or are here already."""
    if ask.slot is None or ask.slot.came or ask.ended is not None:
        raise asks.NotNow
    return _did(replace(ask, slot=replace(ask.slot, came=True)), by, now, Outcome.CAME)


def missed(ask: Ask, by: int, now: datetime.datetime) -> Ask:
    """They did not come, and wait for a new appointment. Raises NotNow as `came` does."""
    if ask.slot is None or ask.slot.came or ask.ended is not None:
        raise asks.NotNow
    return _did(replace(ask, slot=None, rebook=now), by, now, Outcome.NO_SHOW)


def called_off(
    board: Board, there: Iterable[Held[Ask]], day: datetime.date, by: int, now: datetime.datetime
) -> tuple[Board, list[Held[Ask]]]:
    """A day is called off: nothing of it is free, and whoever would have come waits for a new appointment.

    Gives the asks that change, those with the earliest time first.
    """
    theirs = [held for held in there if held.value.slot is not None and held.value.slot.day == day]
    theirs = [held for held in theirs if held.value.ended is None and held.value.slot and not held.value.slot.came]
    theirs.sort(key=lambda held: (_at(held.value), held.value.came, held.id))
    moved = [Held(one.id, _off(one.value, by, now), one.shelf, one.project, one.version, one.dies) for one in theirs]
    return without(board, day), moved


def _off(ask: Ask, by: int, now: datetime.datetime) -> Ask:
    return _did(replace(ask, slot=None, rebook=now), by, now, Outcome.CANCELLED)


def _at(ask: Ask) -> datetime.time:
    return ask.slot.at if ask.slot else datetime.time.min


def queue(there: Iterable[Held[Ask]]) -> list[Held[Ask]]:
    """Who waits for a new appointment: who has waited longest for one comes first, then who asked first."""
    waiting = [held for held in there if held.value.rebook is not None and held.value.ended is None]
    waiting = [held for held in waiting if held.value.slot is None]
    return sorted(waiting, key=lambda held: (held.value.rebook, held.value.came, held.id))


def offered(
    board: Board, there: Iterable[Held[Ask]], by: int, now: datetime.datetime, here: datetime.datetime
) -> tuple[Board, list[Held[Ask]]]:
    """The next free appointments for those who wait, in their order; they are to be called at once.

    Gives the board and the asks that change.
    """
    changed = []
    for held, slot in zip(queue(there), ahead(board, here), strict=False):
        board, ask = given(board, held.value, slot, by, now)
        value = replace(ask, again=now)
        changed.append(Held(held.id, value, held.shelf, held.project, held.version, held.dies))
    return board, changed


def per_day(board: Board, there: Iterable[Held[Ask]]) -> dict[datetime.date, tuple[int, int]]:
    """The days with appointments, the earliest first: how many are given, how many are free."""
    taken = Counter(held.value.slot.day for held in there if held.value.slot is not None)
    free = Counter(slot.day for slot in board.slots)
    return {day: (taken[day], free[day]) for day in sorted({*taken, *free})}


def ends_with(ask: Ask, digits: str) -> bool:
    """Whether a number of theirs ends with these digits, or the ask has them as its own number."""
    known = [contact.value for who in (ask.who, ask.asked_by) if who for contact in who.contacts]
    plain = ["".join(sign for sign in one.partition(";")[0] if sign.isdigit()) for one in known]
    return f"{ask.number:04d}" == digits or any(one.endswith(digits) for one in plain)


def _did(ask: Ask, by: int, now: datetime.datetime, what: Outcome) -> Ask:
    return asks.logged(ask, Entry(when=now, by=by, how=How.DID, outcome=what))
