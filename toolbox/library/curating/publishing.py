"""What was agreed to is shown to everybody, and nothing on the disk says which circle showed it."""

import datetime

from django.db import transaction
from msgspec.structs import replace

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.intake.acts import proposing
from toolbox.kernel.intake.records import Proposal, Submission
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id
from toolbox.library import experiences
from toolbox.library.curating import telling as texts


def publish(group: Group, held: Held[Submission], proposal: Proposal, now: datetime.datetime) -> Held[Submission]:
    """Show it. Raises Moved.

    First the record and the receipt, with a number that is kept for it, then the public words, in a transaction of
    their own: together they would tell which circle keeps the list.
    """
    return settle(group, proposing.published(group, held.now(news=False), proposal, new_id(), now))


def settle(group: Group, held: Held[Submission]) -> Held[Submission]:
    """Do what is left where a publishing stopped half way; mostly nothing. Raises Moved."""
    *earlier, last = held.value.proposals or (None,)
    telling = texts.kept(last)
    if last is None or telling is None or not last.public:
        return held
    replaced = [one.public for one in earlier if one is not None and one.public]
    if not replaced and experiences.was_published(last.public):
        return held
    with transaction.atomic():
        experiences.publish(telling.told, today(), last.public)
        for number in replaced:  # the newer text stands in their place
            experiences.take_back(number)
    if not replaced:
        return held
    alone = tuple(replace(one, public=0) if one is not last else one for one in held.value.proposals)
    return group.circle.put(held.now(proposals=alone))
