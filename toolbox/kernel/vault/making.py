"""A circle made, stopped by a legal paper, and destroyed."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import transaction

from toolbox.kernel.vault import rows, sealing
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.keys import CircleKeys, new_root
from toolbox.kernel.vault.models import Bridge, CircleRow, Record
from toolbox.kernel.vault.trouble import Missing, Moved, Stopped
from toolbox.kernel.vault.writing import delete, insert

SLICE = 500


def make(settings: Callable[[int], Held[Any]], deliver: Callable[[int, CircleKeys], None]) -> int:
    """Make a circle with its first record; `deliver` writes the notes that carry its root. Returns the circle's id."""
    circle, keys = new_id(), CircleKeys(new_root(), 1)
    held = settings(circle)
    sealed = sealing.seal(keys, circle, held.id, held.kind, held.value, held.shelf)
    with transaction.atomic():
        CircleRow.objects.create(id=circle, epoch=1, public_key=keys.public, list_version=1)
        insert(circle, [(held, sealed)])
        deliver(circle, keys)
    return circle


def stop(circle: Circle, until: datetime.date | None) -> None:
    """Stop all destruction until a day, or lift the stop. Raises Missing."""
    if not CircleRow.objects.filter(pk=circle.id).update(stopped_until=until):
        raise Missing


def stopped_until(circle: Circle) -> datetime.date | None:
    """The day until which nothing of this circle is destroyed, if there is one."""
    return CircleRow.objects.filter(pk=circle.id).values_list("stopped_until", flat=True).first()


def destroy_circle(circle: Circle, settings: Held[Any] | None = None) -> None:
    """Destroy a circle whole. Killed half way, what is left opens no more: its row goes first.

    Raises Stopped, and Moved where its settings, by which this was allowed, are others by now.
    """
    with transaction.atomic():
        row = rows.lock_circle(circle.id, alone=True)
        if row is None:
            raise Missing
        if row[2]:
            raise Stopped(row[2])
        if settings and rows.versions(circle.id, [settings.id]).get(settings.id) != settings.version:
            raise Moved(frozenset({settings.id}))
        CircleRow.objects.filter(pk=circle.id).delete()
        Bridge.objects.filter(circle=circle.id).delete()
    destroy_orphans()


def destroy_orphans() -> int:
    """Destroy the records of circles that are no more, in slices; returns how many."""
    gone = 0
    while True:
        with transaction.atomic():
            late = list(
                Record.objects.exclude(circle__in=CircleRow.objects.values("pk")).values_list("pk", flat=True)[:SLICE]
            )
            if not late:
                return gone
            delete(late)
        gone += len(late)
