"""Offers: who can do what, their page, written down and mended."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts import answering as receipts
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.retention import days
from toolbox.kernel.ui.boards import paged
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import keeping, offered, shown
from toolbox.tools.needs.acting import LogForm
from toolbox.tools.needs.fields import times
from toolbox.tools.needs.forms import OfferForm, over
from toolbox.tools.needs.pages.writing import save_trouble
from toolbox.tools.needs.records import OFFER, Ask, Came, Errand, Offer, State
from toolbox.tools.needs.rules import errands as rules
from toolbox.tools.needs.shown import Words

READ_AND_WRITE = ["GET", "HEAD", "POST"]
A_PAGE = 50


@circle_only
@require_http_methods(READ_AND_WRITE)
def offers(request: CircleRequest, circle: int) -> HttpResponse:
    """Everybody who offers something; or those in whose offers words occur."""
    group, wish = request.group, offered.wish_of(request)
    board = keeping.board_of(group.circle).value
    pages = Paginator(offered.found(group.circle, wish), A_PAGE).get_page(wish.page)
    ready = Words(board, group, timezone.now())
    where = paged(pages)
    count = pages.paginator.count
    context = {
        "rows": [ready.offer_row(held) for held in pages.object_list],
        "count": ngettext("%(count)d offer", "%(count)d offers", count) % {"count": count},
        "skills": [
            (number, ready.skills[one.name], number == wish.skill) for number, one in enumerate(board.skills, 1)
        ],
        "is_ended": wish.show == "ended",
        "is_news": wish.show == "news",
        "words": wish.words,
        "narrowed": wish.narrowed,
        "query": wish.query(),
        **where,
        "before_url": wish.query(page=str(where["before"])),
        "after_url": wish.query(page=str(where["after"])),
    }
    return render(request, "needs/offers.html", context)


@circle_only
@require_safe
def offer(request: CircleRequest, circle: int, offer: int) -> HttpResponse:
    """The page of an offer."""
    return page(request, request.circle.get(Offer, offer))


def page(request: CircleRequest, held: Held[Offer], trouble: str = "") -> HttpResponse:
    """The page, with what could not be done."""
    return answering.page(request, "needs/offer.html", about(request, held), trouble)


def about(request: CircleRequest, held: Held[Offer]) -> dict[str, Any]:
    """Everything that the page shows."""
    group, value = request.group, held.value
    words = Words(keeping.board_of(group.circle).value, group, timezone.now())
    sent = keeping.sent_of(group, value)
    return {
        "offer": held.id,
        "value": value,
        "number": f"{value.number:04d}",
        "can": words.can(value),
        "tags": words.offer_row(held).tags,
        "is_open": value.ended is None,
        "reach": shown.ways(value.who),
        "languages": shown.languages(value.who),
        "where": shown.where(value.place),
        "times": times(value.times),
        "errands": [_errand(group, held.id, one) for one in reversed(value.errands)],
        "came": moment(value.came),
        "source": shown.came_words()[value.source],
        "log": words.log(value.log, value.who.name or _("who offers")),
        "sent": sent.id if sent else 0,
        "can_answer": sent is not None and receipts.is_there(sent),
        "until": stopping.until(group),
        "dies": day(max(held.dies, today())) if held.dies else "",
        "kept": days.days(OFFER, group.settings.shortened),
    }


def _errand(group: Group, offer: int, one: Errand) -> dict[str, Any]:
    """An errand of theirs, and how it stands."""
    states = {
        State.SENT: _("asked, no answer yet"),
        State.AGREED: _("they do it"),
        State.DONE: _("done"),
        State.CANNOT: _("they could not"),
        State.OVER: _("over"),
    }
    is_busy = rules.is_busy(one, today())
    state = State.OVER if one.state in rules.BUSY and not is_busy else one.state
    return {
        "url": reverse("need", args=[group.id, one.ask]),
        "number": f"{one.number:04d}",
        "when": moment(one.sent),
        "state": states[state],
        "can_take_back": is_busy and _is_theirs(group, offer, one),
        "back_url": reverse("need_do", args=[group.id, one.ask]),
    }


def _is_theirs(group: Group, offer: int, one: Errand) -> bool:
    """Whether the ask still stands with this offer."""
    try:
        claim = group.circle.get(Ask, one.ask).value.claim
    except Missing:
        return False
    return claim is not None and claim.offer == offer


@circle_only
@require_http_methods(READ_AND_WRITE)
def new(request: CircleRequest, circle: int) -> HttpResponse:
    """Somebody offers something, by phone or at the table."""
    board = keeping.board_of(request.circle).value
    form = OfferForm(board, None, request.POST if request.method == "POST" else None)
    made: list[Held[Offer]] = []
    if form.is_valid():
        trouble = save_trouble(
            lambda: made.append(keeping.begin_offer(request.group, form.offer(timezone.now(), Came.PHONE)))
        )
        if not trouble:
            return answering.to("offer", circle, made[0].id)
        form.add_error(None, trouble)
    context = {
        "form": form,
        "is_new": True,
        "action": reverse("offer_new", args=[circle]),
        "back": reverse("offers", args=[circle]),
    }
    return render(request, "needs/write_offer.html", context)


@circle_only
@require_http_methods(READ_AND_WRITE)
def edit(request: CircleRequest, circle: int, offer: int) -> HttpResponse:
    """An offer mended; who comes second sees theirs over what stands now."""
    held = request.circle.get(Offer, offer)
    board = keeping.board_of(request.circle).value
    form = OfferForm(board, held.value, request.POST if request.method == "POST" else None)
    form.initial["version"] = held.version
    if form.is_valid():
        if form.cleaned_data["version"] != held.version:
            trouble = _("Somebody changed this meanwhile. Yours is here: look at it, and save once more.")
        else:
            trouble = save_trouble(
                lambda: request.circle.put(replace(held, value=form.offer(held.value.came, held.value.source)))
            )
        if not trouble:
            return answering.to("offer", circle, offer)
        over(form, request.circle.get(Offer, offer).version, trouble)
    context = {
        "form": form,
        "number": f"{held.value.number:04d}",
        "action": reverse("offer_edit", args=[circle, offer]),
        "back": reverse("offer", args=[circle, offer]),
    }
    return render(request, "needs/write_offer.html", context)


@circle_only
@require_POST
def do(request: CircleRequest, circle: int, offer: int) -> HttpResponse:
    """One press. `do` says what."""
    held, now = request.circle.get(Offer, offer), timezone.now()
    try:
        match request.POST.get("do", ""):
            case "seen":
                request.circle.put(held.now(news=False))
            case "end" if held.value.ended is None:
                keeping.end_offer(request.group, held, now)
            case "reopen" if held.value.ended is not None:
                keeping.reopen_offer(request.group, held)
            case "end" | "reopen":
                pass
            case _:
                raise Http404
    except (Moved, Missing):
        return page(request, request.circle.get(Offer, offer), _("Somebody changed this just now. Look at it again."))
    except OperationalError:
        return page(request, held, _("Nothing was saved. Press again in a minute."))
    return answering.to("offer", circle, offer)


@circle_only
@require_http_methods(READ_AND_WRITE)
def log(request: CircleRequest, circle: int, offer: int) -> HttpResponse:
    """A line of the contact log of an offer."""
    held = request.circle.get(Offer, offer)
    form, trouble = LogForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        entry = form.entry(request.group.me.id, timezone.now())
        trouble = save_trouble(
            lambda: request.circle.put(held.now(log=(*held.value.log, entry)[-200:], news=False)),
        )
        if not trouble:
            return answering.to("offer", circle, offer)
    return answering.page(request, "needs/log_offer.html", {**about(request, held), "form": form}, trouble)
