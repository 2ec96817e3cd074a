"""A circle ends: everything of it is destroyed."""

from toolbox.kernel.circles.acts import delivering
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.models import InviteRow
from toolbox.kernel.vault import making


def end(group: Group) -> None:
    """Destroy the circle with all that it holds. Raises Stopped while a legal paper forbids it."""
    making.destroy_circle(group.circle)
    InviteRow.objects.filter(pk__in=[one.row for one in group.settings.invites]).delete()
    delivering.nothing()
