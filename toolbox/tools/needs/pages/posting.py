"""Things that go by mail: once they are posted, the address is destroyed, here and in what was sent."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.trouble import Missing
from toolbox.tools.needs import keeping
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages import need as need_page
from toolbox.tools.needs.pages.doing import acted
from toolbox.tools.needs.records import Ask


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def posted(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """Say what goes, and only then do it."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    trouble = ""
    if request.method == "POST":
        trouble = acted(lambda: keeping.posted(request.group, held, timezone.now()))
        if not trouble:
            return answering.to("need", circle, need)
    return answering.page(request, "needs/posted.html", need_page.about(request.group, held), trouble)
