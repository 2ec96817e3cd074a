"""Something is handed on to another circle, with its files; the sender's receipt goes on working."""

import datetime
from dataclasses import replace
from typing import NamedTuple

from django.db import transaction

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import rules, slips
from toolbox.kernel.intake.acts import sending
from toolbox.kernel.intake.acts.answering import without_files
from toolbox.kernel.intake.acts.closing import end
from toolbox.kernel.intake.models import Receipt
from toolbox.kernel.intake.records import HANDED, Submission
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.held import Held


class To(NamedTuple):
    """Where something is handed on to."""

    mailbox: int
    public_name: str  # what the sender reads: the name of a public page, or nothing


def hand_on(group: Group, held: Held[Submission], to: To, now: datetime.datetime) -> Held[Submission]:
    """Seal it into another mailbox and close it here. Raises Moved, and Mailbox.DoesNotExist."""
    value = held.value
    with transaction.atomic():
        envelope = sending.seal(to.mailbox, rules.handed(value, group.settings.name), [], now, from_us=True)
        filing.hand_over(held.id, envelope)
        closed = group.circle.put(end(group, replace(held, value=without_files(value)), HANDED, now))
        if Receipt.objects.filter(pk=value.receipt).update(mailbox=to.mailbox):
            told = Told(tells=Tells.HANDED, when=now, about=to.public_name, envelope=envelope)
            slips.put(value.receipt, value.receipt_key, told)
    return closed
