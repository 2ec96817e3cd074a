"""What every page of a circle knows: its name, its ways, and who can read it."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Settings
from toolbox.kernel.registry.tools import tools_of


class Way(NamedTuple):
    """A link in the circle's line of ways."""

    says: str
    url: str
    here: bool


def who_reads(settings: Settings) -> str:
    """Who can read what is typed here, in one sentence."""
    count = len(rules.living(settings))
    if count == 1:
        return _("Only you can read this.")
    return ngettext(
        "Only the %(count)d person of this circle can read this.",
        "Only the %(count)d people of this circle can read this.",
        count,
    ) % {"count": count}


def ways(request: HttpRequest, group: Group) -> list[Way]:
    """The tools of the circle, its people and its settings."""
    wanted = [(str(tool.says), reverse(tool.home, args=[group.id])) for tool in tools_of(group.circle)]
    home = reverse("circle", args=[group.id])
    others = [
        (_("People"), reverse("people", args=[group.id])),
        (_("Settings"), reverse("circle_settings", args=[group.id])),
    ]
    return [
        Way(_("This circle"), home, request.path == home),
        *(Way(says, url, request.path.startswith(url)) for says, url in [*wanted, *others]),
    ]


def context(request: HttpRequest) -> dict[str, Any]:
    """For templates that extend `circles/circle.html`."""
    group: Group | None = getattr(request, "group", None)
    if group is None:
        return {}
    return {
        "group": group,
        "circle_name": group.settings.name,
        "ways": ways(request, group),
        "who_reads": who_reads(group.settings),
        "moving": group.circle.moving,
        "stopped_until": stopping.until(group),
    }
