"""Puts appointments and those who have them away together: both or neither, so that none is given twice."""

import datetime
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from django.db import OperationalError
from django.utils import timezone

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Moved
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import ENDED, OPEN, Ask, Board, Slot
from toolbox.tools.needs.rules import slots


def here() -> datetime.datetime:
    """This moment on the town's clock."""
    return timezone.localtime()


def make(
    group: Group, day: datetime.date, at: datetime.time, minutes: int, count: int, at_once: int
) -> tuple[Slot, ...]:
    """More free appointments. Raises ValueError with a sentence, Moved."""
    new = slots.made(day, at, minutes, count, at_once, timezone.get_current_timezone())
    keeping.change_board(group, lambda board: slots.added(board, new, today()))
    return new


def settle(group: Group) -> None:
    """What nobody has any more is free again. Where that cannot be saved now, it is the next time."""
    if not keeping.board_of(group.circle).value.given:
        return
    there = group.circle.shelf(Ask, OPEN, ENDED)
    with suppress(Moved, TooLarge, OperationalError):
        keeping.change_board(group, lambda board: slots.settled(board, there, here()))


def take_away(group: Group, day: datetime.date) -> None:
    """Nothing of a day is free any more; what was given stays. Raises Moved."""
    keeping.change_board(group, lambda board: slots.without(board, day))


def give(group: Group, held: Held[Ask], slot: Slot) -> None:
    """Raises NoneLeft, NotNow, Moved."""
    _both(group, held, lambda board, ask: slots.given(board, ask, slot, group.me.id, timezone.now()))


def free(group: Group, held: Held[Ask], *, again: bool) -> None:
    """They give it up. `again`: they wait for another one. Raises NotNow, Moved."""
    _both(group, held, lambda board, ask: slots.freed(board, ask, group.me.id, timezone.now(), here(), again=again))


def _both(group: Group, held: Held[Ask], rule: Callable[[Board, Ask], tuple[Board, Ask]]) -> None:
    board = keeping.board_of(group.circle)
    changed, ask = rule(board.value, held.value)
    with group.circle.change() as box:
        box.put(replace(held, value=ask))
        if changed != board.value:
            box.put(replace(board, value=changed))


def call_off(group: Group, day: datetime.date) -> int:
    """Call a day off; returns how many wait for a new appointment from then on. Raises Moved."""
    there = group.circle.shelf(Ask, OPEN)
    return _many(group, lambda board: slots.called_off(board, there, day, group.me.id, timezone.now()))


def offer(group: Group) -> int:
    """Give those who wait the next free appointments, in their order; returns how many. Raises Moved."""
    there = group.circle.shelf(Ask, OPEN)
    return _many(group, lambda board: slots.offered(board, there, group.me.id, timezone.now(), here()))


def _many(group: Group, rule: Callable[[Board], tuple[Board, list[Held[Ask]]]]) -> int:
    board = keeping.board_of(group.circle)
    changed, moved = rule(board.value)
    with group.circle.change(read=[board] if board.version else []) as box:
        box.put(*moved)
        if changed != board.value:
            box.put(replace(board, value=changed))
    return len(moved)
