"""Ask somebody without an account to do it: one errand into their receipt, or their yes on the phone."""

import datetime
from typing import Any

from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts.answering import Gone
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import errands, keeping, shown
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages import need as need_page
from toolbox.tools.needs.pages.doing import moved, tried
from toolbox.tools.needs.records import Ask, Board, Offer
from toolbox.tools.needs.rules import asks
from toolbox.tools.needs.rules import errands as rules

MOST = 1_500


class ErrandForm(Form):
    """What they read before they say yes, and what appears then."""

    what = text(
        gettext_lazy("What they read first"),
        most=MOST,
        lines=4,
        hint=gettext_lazy("What, for how many, roughly where, until when. No name, no number, no door."),
        missing=gettext_lazy("Write what is to be done."),
    )
    where = text(
        gettext_lazy("What appears when they say “I’ll do it”"),
        most=MOST,
        lines=5,
        required=False,
        hint=gettext_lazy("The door, and whom to call. Take out what they do not need."),
    )


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def errand(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """Ask whoever was chosen."""
    try:
        held = request.circle.get(Ask, need)
        claim = held.value.claim
        offer = request.circle.get(Offer, claim.offer) if claim is not None and claim.offer else None
    except Missing:
        return board_page.gone(request)
    if offer is None or offer.value.ended or claim is None or claim.agreed:
        return answering.to("need", circle, need)
    board = keeping.board_of(request.circle).value
    is_sent = request.method == "POST" and request.POST.get("do", "send") == "send"
    form = ErrandForm(request.POST if is_sent else None, initial=_begun(held, offer, board))
    trouble = ""
    if request.POST.get("do") == "yes":
        me, now = request.group.me.id, timezone.now()
        trouble = tried(request, held, lambda ask: rules.agreed(ask, offer.id, me, now))
        if not trouble:
            return answering.to("need", circle, need)
    elif form.is_valid():
        trouble = _sent(request, held, offer, form)
        if not trouble:
            return answering.to("need", circle, need)
    return answering.page(request, "needs/errand.html", _context(request, held, offer, form), trouble)


def _begun(held: Held[Ask], offer: Held[Offer], board: Board) -> dict[str, str]:
    language = offer.value.who.languages[0] if offer.value.who.languages else "en"
    return {"what": errands.what(held.value, board, language), "where": errands.place(held.value)}


def _sent(request: CircleRequest, held: Held[Ask], offer: Held[Offer], form: ErrandForm) -> str:
    given = form.cleaned_data
    try:
        until = today() + datetime.timedelta(days=keeping.board_of(request.circle).value.claim_days)
        errands.send(request.group, held, offer, given["what"], given["where"], until)
    except Gone:
        return _("Their receipt is gone: nobody can read an errand there any more. Call them.")
    except asks.NotNow:
        return _("Somebody was quicker: somebody else has it now.")
    except (Moved, Missing):
        return moved()
    except TooLarge:
        return _("So much was written here that no more fits.")
    except OperationalError:
        return _("Nothing was sent. Press again in a minute; what you typed is here.")
    return ""


def _context(request: CircleRequest, held: Held[Ask], offer: Held[Offer], form: ErrandForm) -> dict[str, Any]:
    value = offer.value
    return {
        **need_page.about(request.group, held),
        "form": form,
        "offer": offer.id,
        "name": value.who.name or _("a helper"),
        "their_number": f"{value.number:04d}",
        "their_reach": shown.ways(value.who),
        "their_safe": value.who.safe,
        "limits": value.limits,
        "can_send": errands.can_reach(value),
        "is_asked": held.value.claim is not None and held.value.claim.asked,
    }
