"""Bars for a `figure`: plain shapes without a word in them, drawn from the side where the page begins to be read."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import get_language_bidi

WIDTH = 600
HEIGHT = 14  # of a bar
GAP = 6


class Bar(NamedTuple):
    """A row of a chart: of so many so many."""

    whole: int | None
    part: int | None


class Shape(NamedTuple):
    """A rectangle, in units of the drawing."""

    x: int
    y: int
    width: int


class Chart(NamedTuple):
    """Everything that the template draws. `height` is 0 where there is nothing to draw."""

    width: int
    height: int
    bar: int
    wholes: list[Shape]
    parts: list[Shape]


def chart(bars: Sequence[Bar]) -> Chart:
    """The bars below each other; a hidden number leaves its line empty."""
    most = max((bar.whole or 0 for bar in bars), default=0)
    if not most:
        return Chart(WIDTH, 0, HEIGHT, [], [])
    backwards = get_language_bidi()

    def shapes(numbers: Sequence[int | None]) -> list[Shape]:
        found = []
        for line, number in enumerate(numbers):
            width = round(WIDTH * (number or 0) / most)
            if width:
                found.append(Shape(WIDTH - width if backwards else 0, line * (HEIGHT + GAP), width))
        return found

    height = len(bars) * (HEIGHT + GAP) - GAP
    return Chart(WIDTH, height, HEIGHT, shapes([bar.whole for bar in bars]), shapes([bar.part for bar in bars]))
