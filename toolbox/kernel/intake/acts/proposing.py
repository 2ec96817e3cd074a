"""A circle would publish a text: its sender agrees to exactly this one, through the receipt, or does not."""

import datetime

from django.db import transaction
from msgspec.structs import replace

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import slips
from toolbox.kernel.intake.acts.answering import Gone
from toolbox.kernel.intake.models import Receipt
from toolbox.kernel.intake.records import Proposal, Submission
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id


def propose(
    group: Group, held: Held[Submission], text: str, now: datetime.datetime, kept: bytes = b""
) -> Held[Submission]:
    """Ask the sender whether exactly this may be published. Raises Gone, and Moved.

    `kept` is what will be published, as the room above writes it: only the newest text can be agreed to, so only the
    newest is kept so.
    """
    value = held.value
    one = Proposal(id=new_id(), text=text, when=now, by=group.me.id, kept=kept)
    earlier = tuple(replace(before, kept=b"") for before in value.proposals)
    told = Told(tells=Tells.PROPOSED, when=now, text=text, proposal=one.id)
    with transaction.atomic():
        if not Receipt.objects.select_for_update().filter(pk=value.receipt).exists():
            raise Gone
        slips.put(value.receipt, value.receipt_key, told)
        return group.circle.put(held.now(proposals=(*earlier, one), news=False))


def agreed(held: Held[Submission]) -> Proposal | None:
    """The newest text to which the sender said yes and that is not published yet."""
    last = held.value.proposals[-1] if held.value.proposals else None
    return last if last and last.agreed and not last.public else None


def published(
    group: Group, held: Held[Submission], proposal: Proposal, public: int, now: datetime.datetime
) -> Held[Submission]:
    """The text that was agreed to can be read now, under an id. Inside the transaction that publishes. Raises Moved."""
    value = held.value
    proposals = tuple(replace(one, public=public) if one.id == proposal.id else one for one in value.proposals)
    with transaction.atomic():
        if Receipt.objects.filter(pk=value.receipt).exists():
            told = Told(tells=Tells.PUBLISHED, when=now, text=proposal.text, proposal=proposal.id, public=public)
            slips.put(value.receipt, value.receipt_key, told)
        return group.circle.put(held.now(proposals=proposals))
