"""The same household: what is perhaps the same, put together side by side, and taken apart again."""

from typing import Any

from django import forms
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.forms import Form
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import families, keeping, triage
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages import need as need_page
from toolbox.tools.needs.pages.doing import acted, moved
from toolbox.tools.needs.records import Ask
from toolbox.tools.needs.rules.households import Match
from toolbox.tools.needs.rules.joining import NotTogether, Reason
from toolbox.tools.needs.shown import Words

READ_AND_WRITE = ["GET", "HEAD", "POST"]


class NumberForm(Form):
    """The number of another ask."""

    other = forms.RegexField(
        r"^\d{4}$",
        label=gettext_lazy("The number of the other ask"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        error_messages={
            "required": gettext_lazy("Write the four digits of the other ask."),
            "invalid": gettext_lazy("Write the four digits of the other ask."),
        },
    )


def why_not(reason: Reason) -> str:
    """Why two cannot be put together, and what to do."""
    return {
        Reason.SAME: _("These two are together already."),
        Reason.ENDED: _("One of them has ended. Open it again first."),
        Reason.DONE_BY: _("Somebody does the one that would go into the other. Let that one stay, or let it go first."),
        Reason.SLOT: _("The one that would go into the other has an appointment. Let that one stay, or free it first."),
        Reason.LOCKED: _("Somebody is on the phone about one of them. Wait a few minutes."),
    }[reason]


@circle_only
@require_http_methods(READ_AND_WRITE)
def together(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """What is perhaps the same household, with reasons; and a line for the number of any other ask."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    board = keeping.board_of(request.circle).value
    there, words = triage.Household(request.group, held, board), Words(board, request.group, timezone.now())
    form = NumberForm(request.POST if request.method == "POST" else None)
    matches = there.alike()
    if form.is_valid():
        named = there.numbered(int(form.cleaned_data["other"]))
        if not named:
            form.add_error("other", _("No open ask has this number."))
        elif len(named) == 1:
            return answering.to("need_join", circle, need, named[0].id)
        else:
            matches = [Match(one, ()) for one in named]
    context = {
        **need_page.about(request.group, held),
        "form": form,
        "cards": [_card(words, held, match) for match in matches[:20]],
        "can_join": held.value.ended is None,
    }
    return render(request, "needs/together.html", context)


def _card(words: Words, held: Held[Ask], match: Match) -> triage.Card:
    both_open = held.value.ended is None and match.held.value.ended is None
    join = reverse("need_join", args=[words.group.id, held.id, match.held.id]) if both_open else ""
    return triage.card(words, match.held, match.whys, join)


@circle_only
@require_http_methods(READ_AND_WRITE)
def join(request: CircleRequest, circle: int, need: int, other: int) -> HttpResponse:
    """Both side by side, and the button that puts them together: one stays, the other goes on in it."""
    try:
        asked = request.circle.get(Ask, need), request.circle.get(Ask, other)
    except Missing:
        return board_page.gone(request)
    held, second = (families.root(request.circle, one) for one in asked)  # those that stand on the board
    trouble = ""
    if request.method == "POST":
        stays, goes = (second, held) if request.POST.get("stays") == "other" else (held, second)
        try:
            kept = families.join(request.group, stays, goes, timezone.now())
        except NotTogether as refused:
            trouble = why_not(refused.reason)
        except Moved:
            trouble = moved()
        except Missing:
            return board_page.gone(request)
        except TooLarge:
            trouble = _("So much was written here that no more fits.")
        except OperationalError:
            trouble = _("Nothing was saved. Press again in a minute.")
        else:
            return answering.to("need", circle, kept.id)
    words = Words(keeping.board_of(request.circle).value, request.group, timezone.now())
    context: dict[str, Any] = {
        **need_page.about(request.group, held),
        "other": other,
        "cards": [triage.card(words, held), triage.card(words, second)],
        "can_join": held.id != second.id and held.value.ended is None and second.value.ended is None,
    }
    return answering.page(request, "needs/join.html", context, trouble)


@circle_only
@require_POST
def part(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """It is an ask of its own again, as it was."""
    try:
        held = request.circle.get(Ask, need)
        if not held.value.into:
            return answering.to("need", circle, need)
        trouble = acted(lambda: families.part(request.group, held, timezone.now()))
        if trouble:
            return need_page.page(request, request.circle.get(Ask, need), trouble)
    except Missing:
        return board_page.gone(request)
    return answering.to("need", circle, need)
