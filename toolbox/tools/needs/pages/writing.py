"""An ask written down: on the phone, from paper, as last time, or mended; and what was sent, put on the board."""

from typing import Any

from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.pages import item
from toolbox.kernel.intake.pages.inbox import not_here
from toolbox.kernel.intake.records import OPEN as SENT_OPEN
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import keeping, onward
from toolbox.tools.needs.forms import AskForm, over
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages import need as need_page
from toolbox.tools.needs.records import Ask, Came, Offer
from toolbox.tools.needs.rules import arriving

READ_AND_WRITE = ["GET", "HEAD", "POST"]


def save_trouble(act: Any) -> str:
    """Save something; returns the sentence that says why it could not be, or nothing where it was."""
    try:
        act()
    except Moved:
        return _("Somebody changed this meanwhile. Yours is here: look at it, and save once more.")
    except TooLarge:
        return _("All of this together is too long. Make it shorter.")
    except OperationalError:
        return _("Nothing was saved. Press again in a minute; what you typed is here.")
    except ValueError as reason:
        return str(reason)
    return ""


@circle_only
@require_http_methods(READ_AND_WRITE)
def new(request: CircleRequest, circle: int) -> HttpResponse:
    """Written while talking, or keyed in from paper: then the next empty one follows at once."""
    by_paper = (request.POST.get("by") or request.GET.get("by", "")) == "paper"
    board = keeping.board_of(request.circle).value
    form = AskForm(board, None, request.POST if request.method == "POST" else None)
    made: list[Held[Ask]] = []

    def act() -> None:
        ask = form.ask(timezone.now(), Came.PAPER if by_paper else Came.PHONE, on_the_phone=not by_paper)
        made.append(keeping.begin_ask(request.group, ask))

    done = ""
    if form.is_valid():
        if trouble := save_trouble(act):
            form.add_error(None, trouble)
        elif not by_paper:
            return answering.to("need", circle, made[0].id)
        else:
            done = _("Ask %(number)04d is on the board. Here is the next one.") % {"number": made[0].value.number}
            form = AskForm(board, None)
    context = {
        "form": form,
        "by": "paper" if by_paper else "phone",
        "board": board,
        "done": done,
        "is_new": True,
        "action": reverse("need_new", args=[circle]),
        "back": reverse("needs", args=[circle]),
    }
    return render(request, "needs/write.html", context)


@circle_only
@require_http_methods(READ_AND_WRITE)
def edit(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """An ask mended; who comes second sees theirs over what stands now."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    board = keeping.board_of(request.circle).value
    form = AskForm(board, held.value, request.POST if request.method == "POST" else None)
    form.initial["version"] = held.version
    if form.is_valid():
        if form.cleaned_data["version"] != held.version:
            trouble = _("Somebody changed this meanwhile. Yours is here: look at it, and save once more.")
        else:
            trouble = save_trouble(lambda: keeping.put(request.group, held, lambda ask: _as_typed(form, ask)))
        if not trouble:
            return answering.to("need", circle, need)
        over(form, request.circle.get(Ask, need).version, trouble)
    context = {
        "form": form,
        "by": "edit",
        "board": board,
        "number": f"{held.value.number:04d}",
        "action": reverse("need_edit", args=[circle, need]),
        "back": reverse("need", args=[circle, need]),
    }
    return render(request, "needs/write.html", context)


def _as_typed(form: AskForm, ask: Ask) -> Ask:
    return form.ask(ask.came, ask.source)


@circle_only
@require_POST
def copy(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """The same household asks again: who, where and what are there already."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    made: list[Held[Ask]] = []
    trouble = save_trouble(lambda: made.append(keeping.copy(request.group, held, timezone.now())))
    if trouble:
        return need_page.page(request, held, trouble)
    return HttpResponseRedirect(reverse("need_edit", args=[circle, made[0].id]))


@circle_only
@require_http_methods(READ_AND_WRITE)
def take_on(request: CircleRequest, circle: int, sent: int) -> HttpResponse:
    """What was sent through a form, and the button that puts it on the board or with the offers."""
    try:
        held = request.circle.get(Submission, sent)
    except Missing:
        return not_here(request)
    if held.value.purpose not in {arriving.ASK, arriving.OFFER} or held.shelf != SENT_OPEN:
        return answering.to("inbox_item", circle, sent)
    trouble = ""
    if request.method == "POST":
        try:
            made = keeping.take_on(request.group, held, timezone.now())
        except (Moved, Missing):
            trouble = _("Somebody changed this just now. Look how it stands, and press once more.")
        else:
            return answering.to("offer" if isinstance(made.value, Offer) else "need", circle, made.id)
    context = {
        "answers": item.answers(request.group, held),
        "title": held.value.form,
        "is_offer": held.value.purpose == arriving.OFFER,
        "back": reverse("inbox_item", args=[circle, sent]),
    }
    return answering.page(request, "needs/take_on.html", context, trouble)


@circle_only
@require_POST
def hand_on(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """Onward to the page on which something is handed on to another circle, made ready for it."""
    try:
        held = request.circle.get(Ask, need)
        record = onward.made_ready(request.group, held, timezone.now())
    except (Missing, Moved):
        return board_page.gone(request)
    return answering.to("inbox_hand_on", circle, record)
