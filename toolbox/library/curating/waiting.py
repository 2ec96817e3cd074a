"""What waits for the circle that keeps the list, as lines of the desk; and the way to become that circle."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.circles.group import Group
from toolbox.kernel.registry.tools import Due
from toolbox.library.curating import mailed, rota


def waiting(group: Group, now: datetime.datetime) -> list[Due]:
    """Everything that somebody should look at, with its number. What lies unread in the inbox is counted there."""
    return [*_sent(group), *lines(group.id, rota.counts(timezone.localdate(now)))]


def _sent(group: Group) -> Iterator[Due]:
    """What was taken in and not decided yet."""
    count = mailed.mail(group).open
    if count:
        says = ngettext(
            "%(count)d thing that somebody sent about the list is open.",
            "%(count)d things that people sent about the list are open.",
            count,
        )
        yield Due(says % {"count": count}, reverse("curating", args=[group.id]))


def lines(circle: int, counts: rota.Counts) -> Iterator[Due]:
    """A line for each thing of which there is any."""
    if counts.waiting:
        says = ngettext(
            "%(count)d entry from elsewhere waits to be read.",
            "%(count)d entries from elsewhere wait to be read.",
            counts.waiting,
        )
        yield Due(says % {"count": counts.waiting}, reverse("curating_waiting", args=[circle]))
    if counts.links:
        says = ngettext(
            "%(count)d address of the list is gone or has moved.",
            "%(count)d addresses of the list are gone or have moved.",
            counts.links,
        )
        yield Due(says % {"count": counts.links}, reverse("curating_links", args=[circle]))
    if counts.due:
        says = ngettext(
            "Nobody has looked at %(count)d entry of the list for a year.",
            "Nobody has looked at %(count)d entries of the list for a year.",
            counts.due,
        )
        yield Due(says % {"count": counts.due}, reverse("curating_rota", args=[circle]))


def rarely(group: Group) -> list[Due]:
    """A line of every circle's settings."""
    return [Due(_("Keep the public list"), reverse("curating_take", args=[group.id]))]
