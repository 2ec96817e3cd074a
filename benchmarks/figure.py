"""One measured figure."""

from typing import NamedTuple


class Figure(NamedTuple):
    """A figure: its name, what was measured, the goal, and whether it holds."""

    name: str
    measured: str
    goal: str
    holds: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.measured} (goal: {self.goal}) {'holds' if self.holds else 'falls short'}"
