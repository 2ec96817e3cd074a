"""Pausing a form: it stops at once, and strangers read why."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.projects import publishing
from toolbox.kernel.projects.forms.asking import PauseForm
from toolbox.kernel.projects.pages.saving import again, changed_meanwhile, the_draft, the_form, tried
from toolbox.kernel.registry.audience import circle_only


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: CircleRequest, circle: int, form: int) -> HttpResponse:
    """Pause it with a sentence, change the sentence, or go on. All of it is public at once."""
    held = the_draft(request)
    one, trouble = the_form(held, form), ""
    typed = PauseForm(request.POST) if request.method == "POST" else None
    if typed is not None and typed.is_valid():
        says, goes_on = typed.both("paused"), request.POST.get("do") == "go-on"
        if typed.cleaned_data["version"] not in {None, held.version}:
            trouble = changed_meanwhile()
        else:
            _now, trouble = tried(
                lambda: publishing.pause(request.group, held, one.slug, paused=not goes_on, says=says), held
            )
        if not trouble:
            return HttpResponseRedirect(reverse("public_page", args=[circle]))
        typed = again(typed, held.version, trouble)
    context = {
        "form": typed or PauseForm(initial=PauseForm.of(one.asking, held.version)),
        "title": one.asking.form.title.here(get_language() or "en"),
        "is_paused": one.asking.is_paused,
        "id": form,
    }
    status = HTTPStatus.CONFLICT if trouble else HTTPStatus.OK
    return render(request, "projects/pause.html", context, status=status)
