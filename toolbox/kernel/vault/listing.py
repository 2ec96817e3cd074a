"""A changed member list without a new root: somebody joined."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from toolbox.kernel.vault import rows, sealing
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.models import CircleRow
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.kernel.vault.writing import update


def relist(circle: Circle, settings: Held[Any], deliver: Callable[[int], None]) -> None:
    """Write the settings with the changed list; `deliver` writes the notes, given the new list version.

    Raises Moved where the circle or its settings moved.
    """
    keys = circle.keys
    sealed = sealing.seal(keys, circle.id, settings.id, settings.kind, settings.value, settings.shelf)
    with transaction.atomic():
        row = rows.lock_circle(circle.id, alone=True)
        if row is None:
            raise Missing
        there = rows.versions(circle.id, [settings.id]).get(settings.id)
        if row[0] != keys.epoch or there != settings.version:
            raise Moved(frozenset({settings.id}))
        CircleRow.objects.filter(pk=circle.id).update(list_version=row[1] + 1)
        update([(settings, sealed)])
        deliver(row[1] + 1)
