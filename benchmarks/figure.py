"""One measured figure."""

import re
from typing import NamedTuple


class Figure(NamedTuple):
    """A figure: its name, what was measured, the goal, and whether it holds."""

    name: str
    measured: str
    goal: str
    holds: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.measured} (goal: {self.goal}) {'holds' if self.holds else 'falls short'}"


def named(subject: str, what: str) -> str:
    """The name of a figure: small letters, digits and dashes, so that it can be asked for by itself."""
    return re.sub(r"[^a-z0-9]+", "-", f"{subject} {what}".lower()).strip("-")
