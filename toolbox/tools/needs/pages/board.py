"""The board: what is asked for, what cannot wait first. And two presses: bring in what waits, and the next call."""

import datetime
from http import HTTPStatus
from typing import Any, TypeAlias

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.pages.inbox import public_page
from toolbox.kernel.records.searching import matches
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.boards import Tab, paged
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs import acts, errands, incoming, keeping, wishes
from toolbox.tools.needs.records import ENDED, JOINED, OPEN, Ask, Board, texts_of_ask
from toolbox.tools.needs.shown import Words
from toolbox.tools.needs.wishes import Wish, wish_of

Asks: TypeAlias = list[Held[Ask]]

A_PAGE = 50


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: CircleRequest, circle: int) -> HttpResponse:
    """A tab of the board; or what has the words that came by POST: they stand in no address."""
    return board(request, wish_of(request))


def board(request: CircleRequest, wish: Wish, *, done: str = "", trouble: str = "", status: int = 0) -> HttpResponse:
    """The page, with what was just done or could not be."""
    group, now = request.group, timezone.now()
    arrived = incoming.arrived(group)
    held = keeping.board_of(group.circle)
    open_ones, count = group.circle.shelf(Ask, OPEN), group.circle.count(Ask, ENDED)
    if errands.settle(group, open_ones, now):
        open_ones = group.circle.shelf(Ask, OPEN)
    # What has ended is opened only where it is looked at.
    wants_ended = wish.show in wishes.ENDED_ONES or held.value.follow_days
    ended = group.circle.shelf(Ask, ENDED) if wants_ended else []
    found = _found(group, wish, held.value, open_ones, ended, now)
    pages = Paginator(found, A_PAGE).get_page(wish.page)
    words = Words(held.value, group, now)
    holds = wishes.tallied((one.value for one in open_ones), held.value, group.me.id, now)
    context: dict[str, Any] = {
        "wish": wish,
        "tabs": _tabs(wish, held.value, group, holds, ended, count, now),
        "late": holds["late"],
        "selects": [] if wish.words else wishes.selects(wish, held.value, [one.value for one in open_ones]),
        "rows": [words.row(one) for one in pages.object_list],
        "count": _count(pages.paginator.count, wish),
        **paged(pages),
        "before_url": wish.query(page=str(pages.number - 1)),
        "after_url": wish.query(page=str(pages.number + 1)),
        "waiting": len(arrived),
        "is_new": not open_ones and not count and not len(arrived),
        "page_url": public_page(group),
        "done": done,
        "trouble": trouble,
        **acts.of_several(held.value, group, wish),
        "typed_what": request.POST.get("what", "") if trouble else "",
    }
    status = status or (HTTPStatus.CONFLICT if trouble else HTTPStatus.OK)
    return render(request, "needs/board.html", context, status=status)


def _found(
    group: Group, wish: Wish, board: Board, open_ones: Asks, ended: Asks, now: datetime.datetime
) -> list[Held[Ask]]:
    """What a tab shows, in its order; or everything in which all words occur."""
    if wish.words:
        test = matches(wish.words)
        held = [one for one in open_ones if test("\n".join(texts_of_ask(one.value)))]
        return [*sorted(held, key=wishes.order(wish)), *group.circle.search(wish.words, Ask, JOINED, ENDED)]
    held = ended if wish.show in wishes.ENDED_ONES else open_ones
    fits = wishes.fits(wish, board, group.me.id, now)
    return sorted((one for one in held if fits(one.value)), key=wishes.order(wish))


def _tabs(
    wish: Wish, board: Board, group: Group, holds: dict[str, int], ended: Asks, count: int, now: datetime.datetime
) -> list[Tab]:
    says = {
        "": _("Open"),
        "new": _("Nobody yet"),
        "mine": _("Mine"),
        "call": _("Call back now"),
        "due": _("Due"),
        "waits": _("Waits"),
        "taken": _("Somebody does it"),
        "chosen": _("To be asked"),
        "news": _("They wrote"),
        "follow": _("Ask how it went"),
        "ended": _("Ended"),
    }
    always = {"", "new", "mine", "ended"}
    found, follows = [], wishes.fits(Wish(show="follow"), board, group.me.id, now)
    holds = {**holds, "follow": sum(follows(one.value) for one in ended), "ended": count}
    for show, words in says.items():
        if holds.get(show) or show in always or show == wish.show:
            here = show == wish.show and not wish.words
            found.append(Tab(words, Wish(show=show).query(), holds.get(show, 0), here))
    return found


def _count(count: int, wish: Wish) -> str:
    if wish.words:
        words = ngettext("%(count)d ask has these words.", "%(count)d asks have these words.", count)
    else:
        words = ngettext("%(count)d ask", "%(count)d asks", count)
    return words % {"count": count}


@circle_only
@require_POST
def bring_in(request: CircleRequest, circle: int) -> HttpResponse:
    """Put what waits in the inbox onto the board: whoever sent it reads that somebody has it."""
    count = incoming.bring_in(request.group, timezone.now())
    words = ngettext("%(count)d thing was brought in.", "%(count)d things were brought in.", count)
    return board(request, Wish(), done=words % {"count": count})


def gone(request: CircleRequest) -> HttpResponse:
    """The board, for whoever looks for an ask that is not here any more."""
    trouble = _("This is not here any more: its day came, somebody destroyed it, or whoever sent it took it back.")
    return board(request, Wish(), trouble=trouble, status=HTTPStatus.NOT_FOUND)


def home(group: Group) -> str:
    """Where the board is."""
    return reverse("needs", args=[group.id])
