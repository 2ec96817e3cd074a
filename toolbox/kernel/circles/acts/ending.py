"""A circle ends: everything of it is destroyed."""

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import delivering
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.models import InviteRow
from toolbox.kernel.circles.records import Act
from toolbox.kernel.registry import following
from toolbox.kernel.vault import making


def end(group: Group, agreed: int = 0) -> None:
    """Destroy the circle with all that it holds; `agreed` is the proposal of another keeper, where it takes two.

    Raises NotAllowed, Stopped while a legal paper forbids it, and Moved where the settings changed meanwhile.
    """
    if not rules.may(group.settings, Act.END, group.me.id):
        raise rules.NotAllowed
    if rules.needs_two(group.settings, Act.END):
        rules.agreed(group.settings, agreed, group.me.id)
    after = following.ended(group.circle)
    making.destroy_circle(group.circle, group.held)
    after()
    InviteRow.objects.filter(pk__in=[one.row for one in group.settings.invites]).delete()
    delivering.nothing()
