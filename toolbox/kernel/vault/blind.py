"""Destroys a record without opening it: for whoever holds its receipt, and no key of the circle."""

import datetime

from django.db import transaction

from toolbox.kernel.vault import rows
from toolbox.kernel.vault.models import Record
from toolbox.kernel.vault.writing import delete


def destroy(circle: int, record: int, today: datetime.date) -> bool:
    """Destroy a record with its files; False where a legal paper forbids it. What is gone already is destroyed."""
    with transaction.atomic():
        row = rows.lock_circle(circle)
        if row is None:
            return True
        if not Record.objects.select_for_update().filter(pk=record, circle=circle).exists():
            return True
        if row[2] and row[2] >= today:
            return False
        delete([record])
    return True
