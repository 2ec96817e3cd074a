"""What takes two: one proposes, another agrees, and then it is done."""

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import ending, rotating, stopping
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.records import Act, Proposal
from toolbox.kernel.vault.ids import new_id


def propose(group: Group, act: Act, about: int = 0) -> None:
    """Say that one wants it. Raises NotAllowed."""
    number = new_id()
    group.change(lambda one: rules.proposed(one, act, group.me.id, today(), number, about))


def take_back(group: Group, number: int) -> None:
    """Take a proposal of one's own back, or say no to another's."""
    group.change(lambda one: rules.without_proposals(one, number))


def agree(group: Group, number: int) -> Proposal:
    """Agree as the second one, and do it. Readmitting is done by inviting. Raises NotAllowed, Stopped."""
    found = rules.agreed(group.settings, number, group.me.id)
    match found.act:
        case Act.REMOVE:
            rotating.remove(group, found.about, found.id)
            return found
        case Act.END:
            ending.end(group)
            return found
        case Act.EXTEND:
            stopping.extend(group)
        case Act.LIFT:
            stopping.lift(group)
        case Act.READMIT:
            pass
    group.change(lambda one: rules.without_proposals(one, number))
    return found
