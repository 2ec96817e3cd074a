"""A project is wound down: forms closed with an honest message, what is open worked off, then it is let go."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import taking
from toolbox.kernel.intake.records import OPEN, Submission
from toolbox.kernel.printing import slips
from toolbox.kernel.printing.slips import Slip
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.projects import publishing
from toolbox.kernel.projects.started.records import ENDED, GOING, PROJECT, Project
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.registry.tools import tools_of
from toolbox.kernel.retention import days
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Moved


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: CircleRequest, circle: int, project: int) -> HttpResponse:
    """Four things in order; each can be done on its own, and the last one can be taken back until its day."""
    held, trouble = request.circle.get(Project, project), ""
    if request.method == "POST":
        match request.POST.get("do"):
            case "pause":
                trouble = _pause(request)
            case "thanks":
                return _thanks(request, held)
            case "end":
                trouble = _end(request, held)
            case "again":
                trouble = _tried(lambda: request.circle.put(held.now(ended=None).on(GOING)))
        if not trouble:
            return HttpResponseRedirect(reverse("project_end", args=[circle, project]))
    return _page(request, request.circle.get(Project, project), trouble)


def _page(request: CircleRequest, held: Held[Project], trouble: str = "", status: int = 200) -> HttpResponse:
    draft = publishing.draft_of(request.circle)
    forms = draft.value.forms if draft and draft.value.public else ()
    open_forms = sum(not one.asking.is_paused for one in forms)
    waiting = taking.count(boxes.boxes(request.circle))
    open_things = request.circle.count(Submission, OPEN)
    still = [due for tool in tools_of(request.circle) if tool.open is not None for due in tool.open(request.group)]
    until = stopping.until(request.group)
    context: dict[str, Any] = {
        "held": held,
        "forms": open_forms,
        "waiting": waiting,
        "open": open_things,
        "still": still,
        "ready": not (open_forms or waiting or open_things or still),
        "others": request.circle.count(Project, GOING) > 1,
        "ended": held.shelf == ENDED,
        "dies": day(held.dies) if held.dies else "",
        "until": day(until) if until else "",
        "trouble": trouble,
    }
    return render(request, "started/end.html", context, status=HTTPStatus.CONFLICT if trouble else status)


def _tried(act: Any) -> str:
    try:
        act()
    except Moved:
        return _("Somebody was quicker. Look at it, and press once more.")
    return ""


def _pause(request: CircleRequest) -> str:
    """Every form of the public page stops taking in, with its own words or ours."""
    for _form in range(20):
        draft = publishing.draft_of(request.circle)
        running = next((one for one in draft.value.forms if not one.asking.is_paused), None) if draft else None
        if draft is None or running is None:
            return ""
        if trouble := _tried(lambda: publishing.pause(request.group, draft, running.slug, paused=True)):  # noqa: B023
            return trouble
    return ""


def _end(request: CircleRequest, held: Held[Project]) -> str:
    if held.shelf == ENDED:
        return ""
    dies = days.dies(PROJECT, request.group.settings.shortened, timezone.localdate())
    return _tried(lambda: request.circle.put(held.now(ended=today()).on(ENDED, dies)))


def _thanks(request: CircleRequest, held: Held[Project]) -> HttpResponse:
    """A sheet for everybody who was part of it."""
    sheet = Slip(
        title=_("Thank you"),
        lead=held.value.name,
        parts=(
            slips.Words(
                paragraphs=(
                    _("You were part of this, from its first evening to its last."),
                    _("What we built together stays: who knows whom, what we learned, and that we can."),
                )
            ),
            slips.Blank(label=_("What I want to say to you:"), lines=5),
        ),
        foot=_("%(began)s to %(ended)s") % {"began": day(held.value.began), "ended": day(today())},
    )
    try:
        body = slips.printed([sheet], get_language() or "en")
    except CannotPrint as problem:
        return _page(request, held, str(problem), 503)
    headers = {"Content-Disposition": 'inline; filename="sheet.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)
