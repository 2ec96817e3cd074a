"""How we work: what the circle agreed on, and its parts of town."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.records.values import checked
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Moved
from toolbox.tools.needs import keeping
from toolbox.tools.needs.howforms import AGREED, AgreedForm, BesideForm, ZonesForm
from toolbox.tools.needs.pages.writing import save_trouble
from toolbox.tools.needs.records import ASK, OFFER, Ask, Board, Offer
from toolbox.tools.needs.rules import settings as rules

READ_AND_WRITE = ["GET", "HEAD", "POST"]
LISTED, PAIRED = ("zones",), ("zones", "beside")  # the fields of a board that the two forms show
AT_ONCE = 300  # asks and offers that one press puts into another part of town


def change(group: Group, is_same: Callable[[Board], bool], rule: Callable[[Board], Board]) -> str:
    """Change the board, if what was shown is still so; returns the sentence that says why not, or nothing."""

    def guarded(board: Board) -> Board:
        if not is_same(board):
            raise Moved(frozenset())
        return checked(rule(board))

    return save_trouble(lambda: keeping.change_board(group, guarded))


@circle_only
@require_http_methods(READ_AND_WRITE)
def how(request: CircleRequest, circle: int) -> HttpResponse:
    """What the circle agreed on."""
    board = keeping.board_of(request.circle).value
    form = AgreedForm(request.POST if request.method == "POST" else None, initial=AgreedForm.of(board))
    if form.is_valid():
        mark = form.cleaned_data["mark"]
        trouble = change(request.group, lambda now: rules.marked(now, AGREED) == mark, form.changed)
        if not trouble:
            return HttpResponseRedirect(f"{reverse('needs_how', args=[circle])}?done=1")
        form.over(rules.marked(keeping.board_of(request.circle).value, AGREED), trouble)
    context = {"form": form, "done": _("It is saved.") if request.GET.get("done") else ""}
    return answering.page(request, "needs/how.html", context)


@circle_only
@require_http_methods(READ_AND_WRITE)
def zones(request: CircleRequest, circle: int) -> HttpResponse:
    """The parts of town, and what is still somewhere that is on no list any more."""
    form = ZonesForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        mark, typed = form.cleaned_data["mark"], form.cleaned_data["zones"]
        trouble = change(
            request.group, lambda now: rules.marked(now, LISTED) == mark, lambda now: rules.with_zones(now, typed)
        )
        if not trouble:
            return _again(circle)
        form.over(rules.marked(keeping.board_of(request.circle).value, LISTED), trouble)
    return _zones(request, form=form, done=_("It is saved.") if request.GET.get("done") else "")


@circle_only
@require_POST
def beside(request: CircleRequest, circle: int) -> HttpResponse:
    """Which parts of town lie beside which."""
    form = BesideForm(keeping.board_of(request.circle).value, request.POST)
    if form.is_valid():
        mark, ticked = form.cleaned_data["mark"], form.ticked()
        trouble = change(
            request.group, lambda now: rules.marked(now, PAIRED) == mark, lambda now: rules.with_beside(now, ticked)
        )
        if not trouble:
            return _again(circle)
        form.over(rules.marked(keeping.board_of(request.circle).value, PAIRED), trouble)
    return _zones(request, beside=form)


def _again(circle: int) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('needs_zones', args=[circle])}?done=1")


def _zones(
    request: CircleRequest,
    *,
    form: ZonesForm | None = None,
    beside: BesideForm | None = None,
    done: str = "",
    trouble: str = "",
) -> HttpResponse:
    board = keeping.board_of(request.circle).value
    asks, offers = _open(request.group)
    found = rules.strays((one.value for one in asks), (one.value for one in offers), board.zones)
    context = {
        "form": form or ZonesForm(initial={"zones": "\n".join(board.zones), "mark": rules.marked(board, LISTED)}),
        "beside": beside or (BesideForm(board) if len(board.zones) > 1 else None),
        "strays": [_stray(one) for one in found],
        "zones": list(enumerate(board.zones, 1)),
        "done": done,
    }
    return answering.page(request, "needs/how_zones.html", context, trouble)


def _open(group: Group) -> tuple[list[Held[Ask]], list[Held[Offer]]]:
    """All that has not ended."""
    open_asks = [shelf for shelf in ASK.shelves if shelf not in ASK.ends]
    open_offers = [shelf for shelf in OFFER.shelves if shelf not in OFFER.ends]
    return group.circle.shelf(Ask, *open_asks), group.circle.shelf(Offer, *open_offers)


def _stray(one: rules.Stray) -> dict[str, str]:
    counts = [
        ngettext("%(count)d ask", "%(count)d asks", one.asks) % {"count": one.asks} if one.asks else "",
        ngettext("%(count)d offer", "%(count)d offers", one.offers) % {"count": one.offers} if one.offers else "",
    ]
    return {"zone": one.zone, "mark": rules.mark(one.zone), "says": ", ".join(filter(None, counts))}


@circle_only
@require_POST
def move(request: CircleRequest, circle: int) -> HttpResponse:
    """Put what is open in a part of town that is on no list any more into another one, so many at once."""
    board = keeping.board_of(request.circle).value
    to = request.POST.get("to", "")
    at = int(to) if to.isascii() and to.isdecimal() and len(to) < 4 else 0
    new = board.zones[at - 1] if 0 < at <= len(board.zones) else ""
    asks, offers = _open(request.group)
    strays = rules.strays((one.value for one in asks), (one.value for one in offers), board.zones)
    old = next((one.zone for one in strays if rules.mark(one.zone) == request.POST.get("zone")), "")
    if not old:
        return _zones(request, trouble=_("Nothing is there any more: somebody was quicker."))
    there: list[Held[Any]] = [*asks, *offers]
    moving = [(held, value) for held in there if (value := rules.rezoned(held.value, old, new)) != held.value]
    count = sum(not _moved(request.group, held, value) for held, value in moving[:AT_ONCE])
    left = len(moving) - count
    done = ngettext("%(count)d was moved.", "%(count)d were moved.", count) % {"count": count}
    if left:
        done += " " + ngettext(
            "%(count)d is still there: press once more.", "%(count)d are still there: press once more.", left
        ) % {"count": left}
    return _zones(request, done=done)


def _moved(group: Group, held: Held[Any], changed: Any) -> str:
    """Put one; returns why it could not be: whoever was quicker with it is shown it once more."""
    again = Held(held.id, changed, held.shelf, held.project, held.version, held.dies)
    return save_trouble(lambda: group.circle.put(again))
