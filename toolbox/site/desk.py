"""A member's own page, and the way out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from toolbox.kernel.circles import group as groups
from toolbox.kernel.members import sessions
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.registry.audience import member_only, public
from toolbox.kernel.ui.same_site import same_site
from toolbox.site.pages import left


@member_only
@require_safe
def desk(request: MemberRequest) -> HttpResponse:
    """What waits for me, over all my circles."""
    return render(request, "site/desk.html", {"groups": groups.all_opened(request.me)})


@public
@same_site
@require_POST
def lock(request: MemberRequest) -> HttpResponse:
    """Erase the session and open a page that tells nothing. What the browser's history holds stays there."""
    sessions.end(request)
    response = left(request)
    response.delete_cookie(sessions.cookie_name(request), path="/", samesite="Strict")
    return response
