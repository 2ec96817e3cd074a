"""What the doctor says about one thing."""

from enum import Enum
from typing import NamedTuple


class Weight(Enum):
    """How much it matters."""

    WRONG = "WRONG"  # mend it: something does not work, or a promise is broken
    MIND = "mind"  # know it, and decide
    FINE = "fine"


class Finding(NamedTuple):
    """What is so, why it matters, and what to do."""

    weight: Weight
    what: str
    why: str = ""
    do: str = ""


def wrong(what: str, why: str, do: str) -> Finding:
    """Something to mend."""
    return Finding(Weight.WRONG, what, why, do)


def mind(what: str, why: str, do: str) -> Finding:
    """Something to know."""
    return Finding(Weight.MIND, what, why, do)


def fine(what: str) -> Finding:
    """Something that is as it should be."""
    return Finding(Weight.FINE, what)
