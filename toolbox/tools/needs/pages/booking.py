"""The appointment of one ask: given, freed, or exchanged for another."""

import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.trouble import Missing
from toolbox.tools.needs import appointments, keeping
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages import need as need_page
from toolbox.tools.needs.pages.slots import tried
from toolbox.tools.needs.records import Ask, Slot
from toolbox.tools.needs.rules import slots
from toolbox.tools.needs.triage import slot_words


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def slot(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """The free appointments to choose from; or the one that they have, to be given up."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    trouble = ""
    if request.method == "POST":
        do, chosen = request.POST.get("do", ""), _chosen(request.POST.get("slot", ""))
        if do in {"free", "again"}:
            trouble = tried(lambda: appointments.free(request.group, held, again=do == "again"))
        elif chosen is None:
            trouble = _("Choose one of them.")
        else:
            trouble = tried(lambda: appointments.give(request.group, held, chosen))
        if not trouble:
            return answering.to("need", circle, need)
        held = request.circle.get(Ask, need)
    appointments.settle(request.group)
    board = keeping.board_of(request.circle).value
    free = dict.fromkeys(slots.ahead(board, appointments.here()))
    context = {
        **need_page.about(request.group, held),
        "slot": slot_words(held.value.slot) if held.value.slot else "",
        "came": held.value.slot is not None and held.value.slot.came,
        "free": [(f"{one.day.isoformat()} {one.at:%H:%M}", slot_words(one)) for one in free],
    }
    return answering.page(request, "needs/slot.html", context, trouble)


def _chosen(text: str) -> Slot | None:
    try:
        when = datetime.datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - on the town's clock
    except ValueError:
        return None
    return Slot(day=when.date(), at=when.time())
