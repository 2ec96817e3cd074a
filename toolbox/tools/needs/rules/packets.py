"""Packets that were printed for a night without the toolbox, and counted back in. Pure."""

import datetime

from msgspec.structs import replace

from toolbox.tools.needs.records import Board, Packet

KEPT = 12  # packets that are remembered; the oldest that are back go first


def printed(board: Board, number: int, by: int, sheets: int, now: datetime.datetime) -> Board:
    """With a packet that goes out."""
    packets = (Packet(id=number, by=by, when=now, sheets=sheets), *board.packets)
    out = [one for one in packets if one.back < one.sheets]
    back = [one for one in packets if one.back >= one.sheets]
    kept = sorted([*out, *back[: max(0, KEPT - len(out))]], key=lambda one: one.when, reverse=True)
    return replace(board, packets=tuple(kept))


def counted(board: Board, number: int, back: int) -> Board:
    """With so many sheets of a packet back, never more than went out. Raises KeyError where there is no such packet."""
    if all(one.id != number for one in board.packets):
        raise KeyError(number)
    return replace(
        board,
        packets=tuple(
            replace(one, back=max(0, min(back, one.sheets))) if one.id == number else one for one in board.packets
        ),
    )


def missing(board: Board) -> list[Packet]:
    """Packets of which sheets are still out, the newest first."""
    return [one for one in board.packets if one.back < one.sheets]
