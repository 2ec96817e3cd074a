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
from toolbox.kernel.registry import mail
from toolbox.kernel.retention import clock
from toolbox.kernel.vault import filing, making, weeks
from toolbox.kernel.vault.held import Held


class To(NamedTuple):
    """Where something is handed on to."""

    mailbox: int
    public_name: str  # what the sender reads: the name of a public page, or nothing


def hand_on(
    group: Group, held: Held[Submission], to: To, now: datetime.datetime, signed: str | None = None
) -> Held[Submission]:
    """Seal it into another mailbox and close it here. Raises Moved, and Mailbox.DoesNotExist.

    `signed` is what the others read of where it comes from: the circle's name, if nothing else is said. Under a
    legal paper the files stay here, as they could be destroyed there.
    """
    value, bare = held.value, without_files(held.value)
    name = group.settings.name if signed is None else signed
    with transaction.atomic():
        stays = making.stopped_until(group.circle) is not None
        envelope = sending.seal(to.mailbox, rules.handed(bare if stays else value, name), now, from_us=True)
        if not stays:
            filing.hand_over(held.id, envelope)
        closed = group.circle.put(end(group, replace(held, value=value if stays else bare), HANDED, now))
        dies = weeks.up(clock.believed(now) + datetime.timedelta(days=sending.WAITS_DAYS + sending.RECEIPT_DAYS))
        if Receipt.objects.filter(pk=value.receipt).update(mailbox=to.mailbox, dies=dies):
            told = Told(tells=Tells.HANDED, when=now, about=to.public_name, envelope=envelope, left=value.mailbox)
            slips.put(value.receipt, value.receipt_key, told)
        mail.heard(group, closed)
    sending.rang(to.mailbox)
    return closed
