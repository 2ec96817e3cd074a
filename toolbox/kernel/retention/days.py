"""How long things are kept after their end: by kind, shortened by the circle, never lengthened."""

import datetime
from collections.abc import Mapping
from typing import Any

from toolbox.kernel.registry.kinds import Kind, kinds
from toolbox.kernel.vault import weeks

CHOICES = (7, 30, 90, 365)  # days


def days(kind: Kind[Any], shortened: Mapping[str, int]) -> int | None:
    """Days that a kind is kept after its end in a circle; None where it lives as long as the circle."""
    if kind.keep_days is None:
        return None
    return min(kind.keep_days, shortened.get(kind.name, kind.keep_days))


def dies(kind: Kind[Any], shortened: Mapping[str, int], ended: datetime.date) -> datetime.date | None:
    """The day on which something that ended on a day is destroyed, rounded up to the week."""
    kept = days(kind, shortened)
    return None if kept is None else weeks.up(ended + datetime.timedelta(days=kept))


def choices(kind: Kind[Any]) -> tuple[int, ...]:
    """What a circle may choose for a kind: its own days and all that are shorter."""
    most = kind.keep_days or 0
    return tuple(sorted({day for day in CHOICES if day <= most} | {most})) if most else ()


def kept_kinds() -> list[Kind[Any]]:
    """The kinds that have days to keep."""
    return [kind for kind in kinds() if kind.keep_days is not None]
