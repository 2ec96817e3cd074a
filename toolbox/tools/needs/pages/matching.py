"""Who could do it, what they could do, and the whole board filled: proposals that a person accepts or leaves."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell, unspelled
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import keeping, proposing
from toolbox.tools.needs.matching.filling import fill as fill_board
from toolbox.tools.needs.matching.pairing import Willing, best, pair
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages import need as need_page
from toolbox.tools.needs.pages import offers as offer_pages
from toolbox.tools.needs.pages.doing import tried
from toolbox.tools.needs.records import ENDED, OPEN, Ask, Board, Offer
from toolbox.tools.needs.rules import asks, boards
from toolbox.tools.needs.shown import Words
from toolbox.tools.needs.wishes import NONE, Wish

MOST = 12  # that are shown of one ask or offer
MOST_FILLED = 1_500  # asks at once: about a second; those that cannot wait come first
MOST_SHOWN = 100  # proposals on one page


@circle_only
@require_safe
def who(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """The offers that fit an ask best, with the reasons."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    return _who(request, held)


def _who(request: CircleRequest, held: Held[Ask], trouble: str = "") -> HttpResponse:
    group = request.group
    board, offers, ready = _offers(group)
    words = Words(board, group, timezone.now())
    found = best(proposing.wanted(held.value, board), ready, proposing.steps(board), MOST)
    rows = [
        {
            "row": words.offer_row(offers[place]),
            "spelled": spell(offers[place].id),
            "reasons": proposing.reasons(made.reasons),
        }
        for place, made in found
    ]
    context = {**need_page.about(group, held), "rows": rows, "some": bool(offers)}
    return answering.page(request, "needs/who.html", context, trouble)


def _offers(group: Group) -> tuple[Board, list[Held[Offer]], list[Willing]]:
    """The board, the offers that stand, and the same as the matching sees them."""
    board, now = keeping.board_of(group.circle).value, timezone.now()
    chosen = proposing.chosen(group.circle.shelf(Ask, OPEN))
    offers = sorted(group.circle.shelf(Offer, OPEN), key=lambda held: (held.value.came, held.id))
    return board, offers, [proposing.willing(held.value, board, now, chosen.get(held.id, 0)) for held in offers]


@circle_only
@require_POST
def choose(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """This offer is asked next. Nobody is told anything by it."""
    try:
        held = request.circle.get(Ask, need)
        offer = request.circle.get(Offer, unspelled(request.POST.get("offer", "")))
    except Missing:
        return board_page.gone(request)
    board, me, here, now = keeping.board_of(request.circle).value, request.group.me.id, today(), timezone.now()
    trouble = tried(request, held, lambda ask: proposing.choose(ask, offer, board, me, now, here))
    if trouble:
        return _who(request, request.circle.get(Ask, need), trouble)
    return answering.to("need", circle, need)


@circle_only
@require_safe
def what(request: CircleRequest, circle: int, offer: int) -> HttpResponse:
    """The asks that fit an offer best: what cannot wait first among those that cost least."""
    group, held, now = request.group, request.circle.get(Offer, offer), timezone.now()
    board, steps = keeping.board_of(group.circle).value, proposing.steps(keeping.board_of(group.circle).value)
    open_ones = group.circle.shelf(Ask, OPEN)
    ready = proposing.willing(held.value, board, now, proposing.chosen(open_ones).get(held.id, 0))
    found, out = [], boards.out(board)
    for one in open_ones:
        if proposing.is_free(one.value, today(), out):
            made = pair(proposing.wanted(one.value, board), ready, steps)
            if made is not None:
                found.append((made.cost, asks.order(one.value), one.id, one, made))
    words = Words(board, group, now)
    rows = [
        {"row": words.row(one), "reasons": proposing.reasons(made.reasons)}
        for _cost, _order, _id, one, made in sorted(found, key=lambda each: each[:3])[:MOST]
    ]
    return answering.page(request, "needs/what.html", {**offer_pages.about(request, held), "rows": rows})


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: CircleRequest, circle: int) -> HttpResponse:
    """Proposals for the whole board. What is ticked is chosen; the machine promises and sends nothing."""
    done = ""
    if request.method == "POST":
        count, quicker = _accept(request, request.POST.getlist("pair"))
        words = ngettext("%(count)d was chosen.", "%(count)d were chosen.", count)
        done = words % {"count": count}
        if quicker:
            more = ngettext("%(count)d was not free any more.", "%(count)d were not free any more.", quicker)
            done = f"{done} {more % {'count': quicker}}"
    return answering.page(request, "needs/fill.html", {**_proposals(request.group), "done": done})


def _proposals(group: Group) -> dict[str, Any]:
    here, now = today(), timezone.now()
    board, offers, ready = _offers(group)
    open_ones = sorted(group.circle.shelf(Ask, OPEN), key=lambda held: (asks.order(held.value), held.id))
    out = boards.out(board)
    free = [held for held in open_ones if proposing.is_free(held.value, here, out)]
    known = [held.value for held in [*open_ones, *group.circle.shelf(Ask, ENDED)]]
    said = [held for held in free if proposing.is_said(held.value, board)]
    looked_at = said[:MOST_FILLED]
    asked = [proposing.asked(held.value, board, here) for held in looked_at]
    found = fill_board(
        asked,
        ready,
        proposing.steps(board),
        proposing.shares(known),
    )
    words = Words(board, group, now)
    rows = [
        {
            "row": words.row(looked_at[one.ask]),
            "offer": words.offer_row(offers[one.offer]),
            "pair": f"{spell(looked_at[one.ask].id)}-{spell(offers[one.offer].id)}",
            "reasons": proposing.reasons(one.pair.reasons),
            "ticked": bool(asked[one.ask].wanted.by),  # otherwise anybody could, as far as the board knows
        }
        for one in found[:MOST_SHOWN]
    ]
    return {
        "rows": rows,
        "unticked": not all(row["ticked"] for row in rows),
        "free": len(free),
        "found": len(found),
        "shown": len(rows),
        "none": len(looked_at) - len(found),
        "left_out": len(said) - len(looked_at),
        "in_words": len(free) - len(said),
        "in_words_url": reverse("needs", args=[group.id]) + Wish(show="new", category=NONE).query(),
        "offers": sum(one.free > 0 for one in ready),
        "chosen": [
            {
                "url": reverse("need_errand", args=[group.id, held.id]),
                "number": f"{held.value.number:04d}",
                "what": words.what(held.value),
                "name": words.claimer(held.value),
            }
            for held in open_ones
            if held.value.claim is not None and not held.value.claim.asked
        ][:MOST_SHOWN],
    }


def _accept(request: CircleRequest, pairs: list[str]) -> tuple[int, int]:
    """Choose what was ticked; how many were, and how many somebody else was quicker with."""
    group, here, now = request.group, today(), timezone.now()
    board, count, quicker = keeping.board_of(group.circle).value, 0, 0
    for pair_ in dict.fromkeys(pairs[:MOST_SHOWN]):
        need, _dash, offer = pair_.partition("-")
        try:
            to = group.circle.get(Offer, unspelled(offer))
            rule = partial(proposing.choose, offer=to, board=board, by=group.me.id, now=now, today=here)
            keeping.put(group, group.circle.get(Ask, unspelled(need)), rule)
        except (Missing, Moved, asks.NotNow):
            quicker += 1
        else:
            count += 1
    return count, quicker
