"""Every record of a circle, opened one after the other, whatever its kind: for taking all of it along."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from toolbox.kernel.registry.kinds import kinds
from toolbox.kernel.vault import rows
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Damaged, Missing, TooNew

SLICE = 16  # records in memory at a time: each may have 4 MiB


@dataclass(frozen=True, slots=True)
class Unopened:
    """A record that could not be opened: damaged, of a kind that no tool here declares, or written by newer code."""

    id: int
    kind: str = ""  # where it could be read


def everything(circle: Circle) -> Iterator[Held[Any] | Unopened]:
    """All records of a circle, by id. What is written meanwhile may be left out.

    Raises NotAMember where its holder is removed meanwhile, Missing where the circle ends.
    """
    last = 0
    while found := _after(circle, last):
        for row in found:
            yield _opened(circle, row)
        last = found[-1].id


def _after(circle: Circle, last: int) -> list[rows.Row]:
    """The next slice, and the circle's epoch of the same moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.epoch, r.id, r.token, r.epoch, r.version, r.dies, r.body, w.nonce, w.key FROM vault_circle c"
            " LEFT JOIN (vault_record r JOIN vault_wrap w ON w.id = r.id) ON r.circle = c.id AND r.id > %s"
            " WHERE c.id = %s ORDER BY r.id LIMIT %s",
            [last, circle.id, SLICE],
        )
        found = cursor.fetchall()
    if not found:
        raise Missing
    circle.follow(found[0][0])
    return [rows.Row._make(row[1:]) for row in found if row[1] is not None]


def _opened(circle: Circle, row: rows.Row) -> Held[Any] | Unopened:
    kind = ""
    try:
        inside = circle._inside(row)
        kind = inside.kind
        declared = next((one for one in kinds() if one.name == kind), None)
        held = circle._held(declared, row, inside) if declared else None
    except (Damaged, TooNew):
        held = None
    return Unopened(row.id, kind) if held is None else held
