"""The bell of a form: a channel that rings when somebody sends it, known with the form and not with the circle."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.notices.pages import flow
from toolbox.kernel.notices.rules import Whose
from toolbox.kernel.projects.pages.saving import the_draft, the_form
from toolbox.kernel.registry.audience import circle_only


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def form_bell(request: CircleRequest, circle: int, form: int) -> HttpResponse:
    """Give it, confirm it, try it, take it away. Keepers do."""
    the_form(the_draft(request), form)
    answer = flow.Answer()
    if request.method == "POST" and not request.group.is_keeper:
        answer = flow.Answer(trouble=_("Only keepers change this. Talk to one of them."))
    elif request.method == "POST":
        answer = flow.act(request, form, Whose.FORM)
        if answer == flow.Answer():
            return HttpResponseRedirect(reverse("page_form_bell", args=[circle, form]))
    context = {**flow.shown(form, answer), "is_keeper": request.group.is_keeper, "id": form}
    return render(request, "projects/bell.html", context)
