"""A step of a project: written, changed, taken away."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.projects.started import rules
from toolbox.kernel.projects.started.forms import StepForm
from toolbox.kernel.projects.started.pages.project import names, remind
from toolbox.kernel.projects.started.pages.saving import again, saved
from toolbox.kernel.projects.started.records import Project, Step
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.ids import new_id


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: CircleRequest, circle: int, project: int, step: int = 0) -> HttpResponse:
    """A step, new or changed; *take it away* is a button of the same form."""
    held = request.circle.get(Project, project)
    before = next((one for one in held.value.steps if one.id == step), None)
    if step and before is None:
        raise Http404
    people = sorted(names(request.group).items(), key=lambda pair: pair[1].casefold())
    back = HttpResponseRedirect(reverse("project", args=[circle, project]))
    if request.method != "POST":
        initial: dict[str, Any] = StepForm.of(before, held.version) if before else {"version": held.version}
        return _page(request, StepForm(initial=initial, people=people), before, project)
    if request.POST.get("do") == "remove" and before:
        _held, trouble = saved(request, held, None, lambda now: rules.without_step(now, before.id))
        return back if not trouble else _page(request, StepForm(request.POST, people=people), before, project)
    form = StepForm(request.POST, people=people)
    if not form.is_valid():
        return _page(request, form, before, project)
    written: list[Step] = []

    def rule(now: Project) -> Project:
        written.append(form.step(before, new_id()))
        return rules.with_step(now, written[-1])

    held, trouble = saved(request, held, form.cleaned_data["version"], rule)
    if trouble:
        return _page(request, again(form, held.version, trouble), before, project)
    remind(written[-1].who, written[-1])
    return back


def _page(request: CircleRequest, form: StepForm, before: Step | None, project: int) -> HttpResponse:
    return render(request, "started/step.html", {"form": form, "before": before, "number": project})
