"""The bell of a circle: a channel that its people read anyway."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.notices.pages import flow
from toolbox.kernel.notices.rules import Whose
from toolbox.kernel.registry.audience import circle_only


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def channel_bell(request: CircleRequest, circle: int) -> HttpResponse:
    """Give it, confirm it, try it, take it away. Keepers do: it is seen on a seized disk."""
    answer = flow.Answer()
    if request.method == "POST" and not request.group.is_keeper:
        answer = flow.Answer(trouble=_("Only keepers change this. Talk to one of them."))
    elif request.method == "POST":
        answer = flow.act(request, circle, Whose.CIRCLE)
        if answer == flow.Answer():
            return answering.to("channel_bell", circle)
    shown = flow.shown(circle, answer)
    context = {**shown, "is_keeper": request.group.is_keeper, "keepers": answering.keepers(request.group)}
    return answering.page(request, "notices/channel.html", context, answer.trouble)
