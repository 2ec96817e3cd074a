"""What is in stock: asks for nothing else keep their place and wait."""

from django.db import OperationalError
from django.http import HttpResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.trouble import Moved
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import OPEN, Ask
from toolbox.tools.needs.rules import asks, boards


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def stock(request: CircleRequest, circle: int) -> HttpResponse:
    """Every category with a box. Only what somebody changed here is changed: two people at once undo nothing."""
    trouble, done = "", ""
    if request.method == "POST":
        before, after = set(request.POST.getlist("was")), set(request.POST.getlist("out"))
        try:
            keeping.change_board(request.group, lambda board: boards.restocked(board, after - before, before - after))
        except Moved:
            trouble = _("Somebody changed this just now. Look how it stands, and press once more.")
        except OperationalError:
            trouble = _("Nothing was saved. Press again in a minute.")
        else:
            done = _("Saved. The board shows it so from now on.")
    board, language = keeping.board_of(request.circle).value, get_language() or "en"
    out = boards.out(board)
    there = [held.value for held in request.circle.shelf(Ask, OPEN)] if out else []
    wait = {name: sum(name in ask.wants and asks.is_out(ask, out) for ask in there) for name in out}
    shown = after if trouble else {one.name for one in board.categories if one.out}
    context = {
        "rows": [
            {
                "name": one.name,
                "says": one.says.here(language),
                "depth": "– " * depth,
                "out": one.name in shown,
                "was": one.out,
                "wait": _waits(wait.get(one.name, 0)),
            }
            for depth, one in boards.tree(board)
            if not one.hidden or one.out
        ],
        "done": done,
    }
    return answering.page(request, "needs/stock.html", context, trouble)


def _waits(count: int) -> str:
    words = ngettext("%(count)d ask waits for it", "%(count)d asks wait for it", count)
    return words % {"count": count} if count else ""
