"""A member's own page, and the way out."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles import rules
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.waiting import waiting
from toolbox.kernel.members import sessions
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.registry.audience import member_only, public
from toolbox.kernel.registry.tools import Due, tools_of
from toolbox.kernel.ui.same_site import same_site
from toolbox.site.pages import left


@member_only
@require_safe
def desk(request: MemberRequest) -> HttpResponse:
    """What waits for me, over all my circles."""
    now = timezone.now()
    me = request.me
    mine = groups.mine(me)
    rows: list[dict[str, Any]] = [
        {
            "id": group.id,
            "name": group.settings.name,
            "purpose": group.settings.purpose,
            "people": _people(len(rules.living(group.settings))),
            "waiting": [*waiting(group, now), *_of_tools(group, now)],
            "tools": [(tool.says, reverse(tool.home, args=[group.id])) for tool in tools_of(group.circle)],
        }
        for group in mine.groups
    ]
    context = {
        "here": "desk",
        "rows": rows,
        "closed": mine.closed,
        "waiting": sum(len(row["waiting"]) for row in rows),
        "aside": me.refused + me.keyring.aside,
        "ends": me.ends,
        "no_sheet": bool(me.handle) and not me.keyring.sheet,
    }
    return render(request, "site/desk.html", context)


def _of_tools(group: Group, now: datetime.datetime) -> list[Due]:
    """What waits in the tools of a circle."""
    wanted = [tool.waiting for tool in tools_of(group.circle) if tool.waiting is not None]
    return [line for waits in wanted for line in waits(group, now)]


def _people(count: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


@public
@same_site
@require_POST
def lock(request: MemberRequest) -> HttpResponse:
    """Erase the session and open a page that tells nothing. What the browser's history holds stays there."""
    sessions.end(request)
    response = left(request)
    response.delete_cookie(sessions.cookie_name(request), path="/", samesite="Strict")
    return response
