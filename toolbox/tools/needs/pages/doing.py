"""What is done to an ask with one press, or with a few words: claimed, let go, called, put off, ended."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import reachable, today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import unspelled
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing, Moved, Stopped
from toolbox.tools.needs import errands, keeping
from toolbox.tools.needs.acting import EndForm, LogForm, WaitForm
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages import need as need_page
from toolbox.tools.needs.records import Ask, End
from toolbox.tools.needs.rules import asks, calls
from toolbox.tools.needs.wishes import Wish

READ_AND_WRITE = ["GET", "HEAD", "POST"]
HELPED = frozenset({End.MET, End.PARTLY})


def moved() -> str:
    """The sentence for somebody who came second."""
    return _("Somebody changed this just now. Look how it stands, and press once more.")


def tried(request: CircleRequest, held: Held[Ask], rule: Callable[[Ask], Ask]) -> str:
    """Do something to an ask; returns the sentence that says why it could not be done, or nothing where it was."""
    return acted(lambda: keeping.put(request.group, held, rule))


def acted(act: Callable[[], object]) -> str:
    """Do something; returns the sentence that says why it could not be done, or nothing where it was."""
    try:
        act()
    except asks.NotNow:
        return _("Somebody was quicker: somebody else has it now.")
    except (Moved, Missing):  # or destroyed it
        return moved()
    except Stopped as reason:
        return answering.stopped(reason)
    except TooLarge:
        return _("So much was written here that no more fits.")
    except OperationalError:
        return _("Nothing was saved. Press again in a minute; what you typed is here.")
    return ""


@circle_only
@require_POST
def do(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """One press. `do` says what."""
    try:
        held = request.circle.get(Ask, need)
        trouble = _pressed(request, held, request.POST.get("do", ""))
        if trouble:
            return need_page.page(request, request.circle.get(Ask, need), trouble)
    except Missing:
        return board_page.gone(request)
    return answering.to("need", circle, need)


def _pressed(request: CircleRequest, held: Held[Ask], what: str) -> str:
    group, now, here = request.group, timezone.now(), today()
    board, me = keeping.board_of(group.circle).value, group.me.id
    simple: dict[str, Callable[[Ask], Ask]] = {
        "claim": lambda ask: asks.claimed(ask, board, me, now, here),
        "let-go": lambda ask: asks.let_go(ask, me, now),
        "on": lambda ask: asks.waits(ask, "", me, now),
        "seen": asks.read,
    }
    if what in simple:
        return tried(request, held, simple[what])
    if what == "still":
        return acted(lambda: errands.renew(group, held, board, here))
    if what == "hand":
        to = member(request)
        if not to:
            return _("They are not in this circle any more.")
        return tried(request, held, lambda ask: asks.handed(ask, board, to, me, now, here))
    if what == "reopen":
        return acted(lambda: keeping.reopen(group, held, now))
    raise Http404


def member(request: CircleRequest) -> int:
    """Whom a form names, if they are in this circle; 0 otherwise."""
    number = unspelled(request.POST.get("member", ""))
    return number if any(one.member == number for one in reachable(request.group, timezone.now())) else 0


@circle_only
@require_http_methods(READ_AND_WRITE)
def log(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """A line of the contact log: who was reached how, what came of it, when to try again."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    form = LogForm(request.POST if request.method == "POST" else None)
    trouble = ""
    if form.is_valid():
        entry = form.entry(request.group.me.id, timezone.now())
        board, zone = keeping.board_of(request.circle).value, timezone.get_current_timezone()
        trouble = tried(request, held, lambda ask: calls.said(ask, entry, board, zone))
        if not trouble:
            return answering.to("need", circle, need)
    context = {**need_page.about(request.group, held), "form": form}
    return answering.page(request, "needs/log.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def wait(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """It waits for something, and keeps its place."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    form = WaitForm(request.POST if request.method == "POST" else None, initial={"what": held.value.waits_for})
    trouble = ""
    if form.is_valid():
        what, me = form.cleaned_data["what"], request.group.me.id
        trouble = tried(request, held, lambda ask: asks.waits(ask, what, me, timezone.now()))
        if not trouble:
            return answering.to("need", circle, need)
    context = {**need_page.about(request.group, held), "form": form}
    return answering.page(request, "needs/wait.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def end(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """It has ended: how, in a word; what the circle remembers, and what whoever asked reads."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    if held.value.ended is not None:
        return answering.to("need", circle, need)
    language = held.value.who.languages[0] if held.value.who.languages else "en"
    invite = keeping.board_of(request.circle).value.invite.here(language)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"said": invite})
    trouble = ""
    if form.is_valid():
        given, how = form.cleaned_data, End(form.cleaned_data["end"])
        # An invitation is for whoever was helped: unchanged, it does not go to those whom nobody could help.
        to_them = "" if how not in HELPED and given["said"].strip() == invite.strip() else given["said"]
        trouble = acted(lambda: keeping.end(request.group, held, how, timezone.now(), given["words"], to_them))
        if not trouble:
            return answering.to("need", circle, need)
    context = {**need_page.about(request.group, held), "form": form, "invites": bool(invite)}
    return answering.page(request, "needs/end.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def destroy(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """Destroy it early, after asking."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    trouble = ""
    if request.method == "POST":
        trouble = acted(lambda: keeping.destroy(request.group, held))
        if not trouble:
            return board_page.board(request, Wish(), done=_("It is destroyed."))
    context = {**need_page.about(request.group, held), "until": stopping.until(request.group)}
    return answering.page(request, "needs/destroy.html", context, trouble)
