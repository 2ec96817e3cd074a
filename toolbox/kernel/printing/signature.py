"""Which page lies where when a booklet is folded or a sheet is cut."""

from typing import TypeAlias

Side: TypeAlias = tuple[int | None, int | None]
"""The pages on the left and right half of one side, counted from 0; None is white paper."""


def folded(count: int, right_to_left: bool = False) -> list[Side]:
    """The sides, in the order of printing, of one gathering of sheets folded in the middle.

    Sides come as front, back, front, back. The count is filled up to a multiple of four with white pages at
    the end. A booklet that is read from right to left has its fold on the right, so its halves change places.
    """
    total = -(-count // 4) * 4
    sides: list[tuple[int, int]] = []
    for sheet in range(total // 4):
        first, last = 2 * sheet, total - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    if right_to_left:
        sides = [(right, left) for left, right in sides]
    return [(_page(left, count), _page(right, count)) for left, right in sides]


def paired(count: int) -> list[Side]:
    """The sides when each page is printed twice, to be cut apart in the middle."""
    return [(page, page) for page in range(count)]


def _page(number: int, count: int) -> int | None:
    """The page, or None where the booklet has no page left."""
    return number if number < count else None
