"""What takes two: one proposes, another agrees, and then it is done."""

import datetime

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import ending, inviting, rotating, stopping
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.records import Act, Invite, Proposal
from toolbox.kernel.vault.ids import new_id


def propose(group: Group, act: Act, about: int = 0) -> None:
    """Say that one wants it. Raises NotAllowed."""
    number = new_id()
    group.change(lambda one: rules.proposed(one, act, group.me.id, today(), number, about))


def take_back(group: Group, number: int) -> None:
    """Take a proposal of one's own back, or say no to another's. Raises NotAllowed for who has no say in it."""
    group.change(lambda one: rules.refused(one, number, group.me.id))


def agree(group: Group, number: int) -> Proposal:
    """Agree as the second one, and do it. Readmitting stays open until `readmit`. Raises NotAllowed, Stopped."""
    found = rules.agreed(group.settings, number, group.me.id)
    match found.act:
        case Act.REMOVE:
            rotating.remove(group, found.about, found.id)
            return found
        case Act.END:
            ending.end(group, found.id)
            return found
        case Act.EXTEND | Act.LIFT:
            # First the proposal, asked for anew: taken back meanwhile, or agreed to by two at once, it counts once.
            group.change(lambda now: rules.without_proposals(now, rules.agreed(now, number, group.me.id).id))
            if found.act == Act.EXTEND:
                stopping.extend(group)
            else:
                stopping.lift(group)
        case Act.READMIT:
            group.change(lambda one: rules.seconded(one, number, group.me.id))
    return found


def readmit(group: Group, about: int, now: datetime.datetime, language: str) -> tuple[str, Invite]:
    """The invite with which somebody who lost their passphrase comes back; its code and entry. Raises NotAllowed."""
    target = rules.person(group.settings, about)
    if target is None or not rules.may_readmit(group.settings, group.me.id, about):
        raise rules.NotAllowed
    made = inviting.invite(group, now, language, for_whom=target.name, role=target.role, replaces=about)
    done = rules.proposal(group.settings, Act.READMIT, about)
    if done is not None:
        group.change(lambda one: rules.without_proposals(one, done.id))
    return made
