"""How a circle becomes the one that keeps the list, and stops being it."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.library.curating import holding
from toolbox.library.curating.forms import CodeForm
from toolbox.library.curating.gate import curators

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@require_http_methods(READ_AND_WRITE)
def take(request: CircleRequest, circle: int) -> HttpResponse:
    """What it means to keep the list; a keeper types the code."""
    group, trouble = request.group, ""
    form = CodeForm(request.POST if request.method == "POST" and group.is_keeper else None)
    if form.is_valid():
        done: list[bool] = []
        trouble = answering.tried(lambda: done.append(holding.take(group, form.cleaned_data["code"], timezone.now())))
        if not trouble and done[0]:
            return answering.to("curating", circle)
        if not trouble:
            form.add_error("code", _no_code())
    context = {
        "form": form,
        "is_keeper": group.is_keeper,
        "keepers": answering.keepers(group),
        "mine": holding.curates(group.circle),
        "did": holding.did_curate(group.circle),
        "somebody": holding.taken_by_somebody(),
    }
    return answering.page(request, "curating/take.html", context, trouble)


def _no_code() -> str:
    return _(
        "This code opens nothing here: it is mistyped, used up, more than a week old, or a newer one was printed. Look "
        "at each word, or ask whoever runs this toolbox for a new one."
    )


@circle_only
@curators
@require_http_methods(READ_AND_WRITE)
def lay_down(request: CircleRequest, circle: int) -> HttpResponse:
    """Ask first; then this circle keeps the list no longer."""
    if request.method == "POST" and request.group.is_keeper:
        holding.lay_down(request.circle)
        return answering.to("circle", circle)
    context = {"is_keeper": request.group.is_keeper, "keepers": answering.keepers(request.group)}
    return answering.page(request, "curating/lay_down.html", context)
