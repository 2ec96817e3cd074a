"""What began as the kit's, changed; and who checked law and medicine."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.projects.kits import finding as kits
from toolbox.kernel.projects.kits import tooling
from toolbox.kernel.projects.started import rules
from toolbox.kernel.projects.started.forms import CheckForm, SettingsForm
from toolbox.kernel.projects.started.pages.saving import again, saved
from toolbox.kernel.projects.started.records import Job, Project
from toolbox.kernel.records.values import checked
from toolbox.kernel.registry.audience import circle_only

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@require_http_methods(READ_AND_WRITE)
def settings(request: CircleRequest, circle: int, project: int) -> HttpResponse:
    """Name, number, zones, categories, languages, jobs, tools."""
    held = request.circle.get(Project, project)
    language = get_language() or "en"
    tools = [(name, one.says.here(language)) for name, one in tooling.named().items()]
    form = SettingsForm(
        request.POST if request.method == "POST" else None,
        initial=SettingsForm.of(held.value, held.version),
        tools=tools,
    )
    if form.is_valid():
        held, trouble = saved(request, held, form.cleaned_data["version"], lambda now: _changed(now, form))
        if not trouble:
            return HttpResponseRedirect(reverse("project", args=[circle, project]))
        form = again(form, held.version, trouble)
    return render(request, "started/settings.html", {"form": form, "number": project})


def _changed(now: Project, form: SettingsForm) -> Project:
    before = {job.name: job for job in now.jobs}
    return checked(
        replace(
            now,
            name=form.cleaned_data["name"],
            phone=form.cleaned_data["phone"],
            zones=form.words("zones"),
            categories=form.words("categories"),
            languages=tuple(word[:35] for word in form.words("languages")),
            jobs=tuple(before.get(name, Job(name=name)) for name in form.words("jobs")),
            tools=tuple(form.cleaned_data["tools"]),
        )
    )


@circle_only
@require_http_methods(READ_AND_WRITE)
def check(request: CircleRequest, circle: int, project: int, number: int) -> HttpResponse:
    """Somebody who knows has looked at a sentence: who, for which place, when."""
    held = request.circle.get(Project, project)
    kit = kits.kits().get(held.value.kit)
    pieces = kit.lists["safety"] if kit else ()
    if number >= len(pieces):
        raise Http404
    said = pieces[number].says["text"]
    back = HttpResponseRedirect(reverse("project", args=[circle, project]))
    if request.POST.get("do") == "not":
        _held, trouble = saved(request, held, None, lambda now: rules.without_check(now, said.en))
        if not trouble:
            return back
    before = next((one for one in held.value.checked if one.what == said.en), None)
    initial: dict[str, Any] = {"day": before.day if before else today()}
    if before:
        initial |= {"by": before.by, "place": before.place}
    form = CheckForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        _held, trouble = saved(request, held, None, lambda now: rules.with_check(now, form.check(said.en)))
        if not trouble:
            return back
        form.add_error(None, trouble)
    context = {"form": form, "said": said.here(get_language() or "en"), "before": before, "number": project}
    return render(request, "started/check.html", context)
