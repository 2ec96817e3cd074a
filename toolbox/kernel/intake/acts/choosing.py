"""The next one: the oldest thing in somebody's languages that nobody looks after. It is theirs at once."""

import datetime
from collections.abc import Collection, Sequence

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.acts import answering, taking
from toolbox.kernel.intake.acts.taking import Waiting
from toolbox.kernel.intake.records import OPEN, Submission
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing, Moved


def base(language: str) -> str:
    """A language without its region: whoever speaks es speaks es-MX."""
    return language.partition("-")[0].lower()


def is_free(held: Held[Submission]) -> bool:
    """Whether it waits for somebody to look after it."""
    return held.shelf == OPEN and not held.value.holder and held.value.solved is None


def next_one(
    group: Group, waiting: Sequence[Waiting], languages: Collection[str], now: datetime.datetime, mailbox: int = 0
) -> Held[Submission] | None:
    """Take in or take on the oldest one; None where there is none. No languages: any. Somebody quicker has theirs."""
    spoken = {base(language) for language in languages}

    def fits(language: str, box: int) -> bool:
        return (not spoken or base(language) in spoken) and mailbox in {0, box}

    found: list[tuple[datetime.datetime, int, Waiting | Held[Submission]]] = [
        (held.value.sent, held.id, held)
        for held in group.circle.shelf(Submission, OPEN)
        if is_free(held) and fits(held.value.language, held.value.mailbox)
    ]
    found += [
        (one.sent.when, one.id, one) for one in waiting if not one.hidden and fits(one.sent.language, one.box.mailbox)
    ]
    for _when, _id, one in sorted(found, key=lambda each: each[:2]):
        try:
            if isinstance(one, Held):
                return answering.held_by(group, one, group.me.id)
            return taking.take(group, one, now, holder=group.me.id)
        except (Missing, Moved):
            continue
    return None
