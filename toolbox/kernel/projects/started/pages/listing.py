"""The projects of a circle."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.projects.kits import finding as kits
from toolbox.kernel.projects.started import finding
from toolbox.kernel.projects.started.records import ENDED, Project
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day


@circle_only
@require_safe
def projects(request: CircleRequest, circle: int) -> HttpResponse:
    """Those that go on, and those that were wound down."""
    language, known = get_language() or "en", kits.kits()
    rows = [
        {
            "id": held.id,
            "name": held.title,
            "kit": known[held.value.kit].name.here(language) if held.value.kit in known else "",
            "open": sum(step.done is None for step in held.value.steps),
            "done": sum(step.done is not None for step in held.value.steps),
        }
        for held in finding.going(request.circle)
    ]
    ended = [
        {"id": held.id, "name": held.title, "dies": day(held.dies) if held.dies else ""}
        for held in request.circle.shelf(Project, ENDED)
    ]
    return render(request, "started/list.html", {"rows": rows, "ended": ended})
