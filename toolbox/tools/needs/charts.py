"""A bar beside each row of a table: plain shapes without a word in them, from the side where the page begins."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import get_language_bidi

WIDTH = 600
"""Of a drawing, in its own units."""


class Bar(NamedTuple):
    """Of so many so many: where each shape begins, and how wide it is."""

    whole_x: int = 0
    whole: int = 0
    part_x: int = 0
    part: int = 0


def bars(rows: Sequence[tuple[int | None, int | None]]) -> list[Bar]:
    """A bar for each row of (all, some of them); a number that is hidden draws nothing."""
    most = max((whole or 0 for whole, _part in rows), default=0)
    backwards = get_language_bidi()

    def wide(number: int | None) -> int:
        return round(WIDTH * (number or 0) / most) if most else 0

    def begins(width: int) -> int:
        return WIDTH - width if backwards else 0

    return [Bar(begins(wide(whole)), wide(whole), begins(wide(part)), wide(part)) for whole, part in rows]
