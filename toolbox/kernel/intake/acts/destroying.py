"""Something that was taken in is destroyed before its day."""

import datetime

from django.db import transaction
from django.utils import timezone

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import slips
from toolbox.kernel.intake.acts.sending import RECEIPT_DAYS
from toolbox.kernel.intake.models import Receipt
from toolbox.kernel.intake.records import LIVE, Submission
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.vault import weeks
from toolbox.kernel.vault.held import Held


def destroy(group: Group, held: Held[Submission], now: datetime.datetime) -> None:
    """Destroy it with its files. Whoever waits for an answer reads that it is closed, for two weeks.

    Raises Stopped under a legal paper, Moved, Missing.
    """
    value = held.value
    dies = weeks.up(timezone.localdate(now) + datetime.timedelta(days=RECEIPT_DAYS))
    with transaction.atomic():
        group.circle.destroy(held)
        if held.shelf in LIVE and Receipt.objects.filter(pk=value.receipt).update(dies=dies):
            slips.put(value.receipt, value.receipt_key, Told(tells=Tells.CLOSED, when=now))
