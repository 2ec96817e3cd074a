"""One ask: what it is and where it stands, the next thing to do, what is known, what happened."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group, reachable, today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts import answering as receipts
from toolbox.kernel.intake.acts.sending import files_of
from toolbox.kernel.intake.pages import item
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.retention import days
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.kernel.vault.trouble import Missing
from toolbox.tools.needs import keeping, outlays, shown, triage
from toolbox.tools.needs.fields import times
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.records import ASK, Ask
from toolbox.tools.needs.rules import asks, boards
from toolbox.tools.needs.rules.asks import Stands
from toolbox.tools.needs.shown import Words


@circle_only
@require_safe
def need(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """The page of an ask."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    return page(request, held)


def page(request: CircleRequest, held: Held[Ask], trouble: str = "", done: str = "") -> HttpResponse:
    """The page, with what was just done or could not be."""
    board = keeping.board_of(request.circle).value
    context = {
        **about(request.group, held),
        **triage.beside(request.group, held, board, timezone.now()),
        "done": done,
        "called": "called" in request.GET,  # they come from a call, and go on to the next one
    }
    return answering.page(request, "needs/need.html", context, trouble)


def about(group: Group, held: Held[Ask]) -> dict[str, Any]:
    """Everything that the page shows."""
    ask, now = held.value, timezone.now()
    board = keeping.board_of(group.circle).value
    words = Words(board, group, now)
    them = ask.who.name or _("who asked")
    sent = keeping.sent_of(group, ask)
    return {
        "need": held.id,
        "version": held.version,
        "number": f"{ask.number:04d}",
        "ask": ask,
        "what": words.what(ask),
        "tags": words.tags(held),
        "is_open": ask.ended is None,
        "red": _red(ask, group.me.id, boards.out(board)),
        "is_mine": ask.claim is not None and ask.claim.by == group.me.id,
        "can_claim": asks.can_claim(ask, group.me.id, today()),
        "is_locked": asks.is_locked(ask, group.me.id, now),
        "claim": _claim(words, ask),
        "reach": shown.ways(ask.who),
        "asked_by": ask.asked_by,
        "asked_by_ways": shown.ways(ask.asked_by),
        "languages": shown.languages(ask.who),
        "people": shown.people(ask),
        "where": shown.where(ask.place),
        "times": times(ask.times),
        "by_day": shown.spelled_day(ask.by_day),
        "unknown": [unknown_words()[one] for one in ask.unknown if one in unknown_words()],
        "came": moment(ask.came),
        "source": shown.came_words()[ask.source],
        "log": words.log(ask.log, them),
        "again": moment(ask.again) if ask.again else "",
        "others": [
            (spell(one.member), one.name)
            for one in reachable(group, timezone.now())
            if one.member != group.me.id and not (ask.claim and ask.claim.by == one.member)
        ],
        "solved": shown.spelled_day(ask.solved),
        "thanks": ask.thanks,
        "by_post": board.by_post,
        "paid": [outlays.row(group, held, one, get_language() or "en") for one in ask.paid],
        "follow": shown.spelled_day(ask.follow),
        "ended": shown.spelled_day(ask.ended),
        "end": shown.end_words()[ask.end] if ask.end else "",
        "sent": sent.id if sent else 0,
        "answers": item.answers(group, sent) if sent and files_of(sent.value.answers) else [],
        "can_answer": sent is not None and receipts.is_there(sent),
        "until": stopping.until(group),
        "dies": day(max(held.dies, today())) if held.dies else "",
        "kept": days.days(ASK, group.settings.shortened),
        "all": reverse("needs", args=[group.id]),
    }


def _red(ask: Ask, me: int, out: frozenset[str]) -> str:
    """The one next thing to do."""
    if ask.ended is not None:
        return ""
    if ask.claim is not None and not ask.claim.asked:
        return "errand"
    if ask.helped is not None or (ask.claim is not None and ask.claim.by == me):
        return "end"
    if asks.stands(ask, today(), out) in {Stands.NEW, Stands.DUE}:
        return "claim"
    return "end" if ask.solved is not None else "log"


def _claim(words: Words, ask: Ask) -> dict[str, Any] | None:
    """Who does it, and until when it is theirs."""
    if ask.claim is None:
        return None
    claim = ask.claim
    return {
        "name": words.claimer(ask),
        "until": day(claim.until),
        "offer": claim.offer,
        "agreed": claim.agreed,
        "asked": claim.asked,
        "late": claim.until < words.today,
    }


def unknown_words() -> dict[str, str]:
    """What is still to be asked, in words."""
    return {
        "phone": _("how to reach them"),
        "place": _("where"),
        "people": _("for how many people"),
        "languages": _("which languages"),
        "times": _("when somebody is there"),
    }
