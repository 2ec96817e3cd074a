"""The page of a circle: what it is for, what waits, what can be done here."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.pages import answering, freezing, inviting, proposals, steps
from toolbox.kernel.circles.records import Role
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.registry.tools import Tool, tools_of
from toolbox.kernel.ui.markdown import render


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: CircleRequest, circle: int) -> HttpResponse:
    """The page; and a second voice for what waits for one, or a no."""
    group, trouble = request.group, ""
    if request.method == "POST":
        number = request.POST.get("proposal", "")
        trouble, onward = proposals.answer(
            group, request.POST.get("do", ""), int(number) if number.isascii() and number.isdecimal() else 0
        )
        if not trouble:
            return answering.to(*onward)
    return answering.page(request, "circles/home.html", _about(group), trouble)


def _about(group: Group) -> dict[str, object]:
    settings, mine = group.settings, group.mine
    people, invites = len(rules.living(settings)), len(inviting.open_rows(group))
    return {
        "purpose": settings.purpose,
        "agreements": render(settings.agreements) if settings.agreements.strip() else "",
        "proposals": proposals.rows(group),
        "frozen": freezing.rows(group),
        "steps": [] if mine.role == Role.PAPER else steps.first_steps(group),
        "tools": [_tool(group, tool) for tool in tools_of(group.circle)],
        "people": ngettext("%(count)d person", "%(count)d people", people) % {"count": people},
        "invites": ngettext("%(count)d open invite", "%(count)d open invites", invites) % {"count": invites}
        if invites
        else "",
        "is_paper": mine.role == Role.PAPER,
        "others": people > 1,
        "is_new": mine.since == today() and settings.made != today(),
        "stopped": bool(settings.stops),
    }


def _tool(group: Group, tool: Tool) -> dict[str, object]:
    """A tool as the page shows it, with what stands first in it."""
    first = tool.first(group.circle) if tool.first else ()
    return {
        "says": str(tool.says),
        "summary": str(tool.summary),
        "url": reverse(tool.home, args=[group.id]),
        "first": [(hit.title, reverse(hit.url_name, args=hit.args)) for hit in first],
    }
