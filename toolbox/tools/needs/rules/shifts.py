"""Shifts: the note for whoever comes next, and what becomes of what one has in hand."""

import datetime

from msgspec.structs import replace

from toolbox.tools.needs.records import Ask, Board, Shift
from toolbox.tools.needs.rules import asks
from toolbox.tools.needs.rules.asks import NotNow

KEPT = 10  # notes
NEWS = datetime.timedelta(days=3)  # for which the desk tells of a note


def handed_over(board: Board, shift: Shift) -> Board:
    """With a note for the next ones, the newest first. The same note sent twice stands once; an empty one does not."""
    if not (shift.done.strip() or shift.still.strip() or shift.kind.strip()):
        return board
    if board.shifts and replace(board.shifts[0], when=shift.when) == shift:
        return board
    return replace(board, shifts=(shift, *board.shifts)[:KEPT])


def carried_over(board: Board, me: int, now: datetime.datetime) -> Shift | None:
    """The newest note, if it is of somebody else and of these days."""
    newest = board.shifts[0] if board.shifts else None
    return newest if newest and newest.by != me and now - newest.when <= NEWS else None


def passed(ask: Ask, board: Board, me: int, to: int, now: datetime.datetime, today: datetime.date) -> Ask:
    """What one had, free again, or with somebody else. Raises NotNow where one has it no more."""
    if ask.claim is None or ask.claim.by != me:
        raise NotNow
    return asks.handed(ask, board, to, me, now, today) if to else asks.let_go(ask, me, now)


def hung_up(ask: Ask, me: int) -> Ask:
    """Free for others to call, if it was one's own."""
    return asks.unlocked(ask) if ask.locked_by == me else ask
