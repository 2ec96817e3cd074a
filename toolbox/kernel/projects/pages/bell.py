"""The bell of a form: a channel that rings when somebody sends it, known with the form and not with the circle."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.notices.pages import flow
from toolbox.kernel.notices.rules import Whose
from toolbox.kernel.projects.pages.saving import the_draft, the_form
from toolbox.kernel.registry.audience import circle_only


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def form_bell(request: CircleRequest, circle: int, form: int) -> HttpResponse:
    """Give it, confirm it, try it, take it away. Keepers do: it is seen on a seized disk."""
    the_form(the_draft(request), form)
    answer = flow.Answer()
    if request.method == "POST" and not request.group.is_keeper:
        answer = flow.Answer(trouble=_("Only keepers change this. Talk to one of them."))
    elif request.method == "POST":
        answer = flow.act(request, form, Whose.FORM)
        if answer == flow.Answer():
            return answering.to("page_form_bell", circle, form)
    shown = flow.shown(form, answer)
    more = {"is_keeper": request.group.is_keeper, "keepers": answering.keepers(request.group), "id": form}
    return answering.page(request, "projects/bell.html", {**shown, **more}, answer.trouble)
