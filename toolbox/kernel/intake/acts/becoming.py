"""A tool makes a record of its own of something that was taken in, and both go on together."""

import datetime
from typing import Any

from django.db import transaction

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import slips
from toolbox.kernel.intake.models import Receipt
from toolbox.kernel.intake.records import MADE, Submission
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.vault.held import Held


def become(group: Group, held: Held[Submission], record: Held[Any], now: datetime.datetime) -> Held[Submission]:
    """Put the tool's record, and name it in the receipt: withdrawing destroys both. Raises Moved, Missing."""
    value = held.value
    with transaction.atomic():
        with group.circle.change() as box:
            box.put(record, became := held.now(became=record.id, news=False).on(MADE))
        goes_with(value.receipt, value.receipt_key, group.id, record.id, now)
    return box.now(became)


def goes_with(receipt: int, key: bytes, circle: int, record: int, now: datetime.datetime) -> None:
    """Name a record in a receipt, if that is there: withdrawing destroys it too. In a transaction."""
    if Receipt.objects.select_for_update().filter(pk=receipt).exists():
        slips.put(receipt, key, Told(tells=Tells.BECAME, when=now, circle=circle, record=record))
