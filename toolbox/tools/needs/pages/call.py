"""One call: whom, what to say, what to ask. Written down while talking, and ended with one press."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import moment
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing
from toolbox.tools.needs import callform, keeping, shown, triage
from toolbox.tools.needs.callform import CallForm
from toolbox.tools.needs.forms import over
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages import calling
from toolbox.tools.needs.pages import need as need_page
from toolbox.tools.needs.pages.writing import save_trouble
from toolbox.tools.needs.records import Ask, Entry, How, Outcome
from toolbox.tools.needs.rules import asks, calls, shifts

OUTCOMES = {
    "talked": Outcome.TALKED,
    "no-answer": Outcome.NO_ANSWER,
    "voicemail": Outcome.VOICEMAIL,
    "wrong-number": Outcome.WRONG_NUMBER,
    "leave": Outcome.NONE,
}


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """The page of a call, and its presses. Looking at it changes nothing: who wants it locked presses."""
    try:
        held = request.circle.get(Ask, need)
        if request.method == "POST":
            return _pressed(request, held)
        if held.value.ended is not None:
            return answering.to("need", circle, need)
        return page(request, held, form_of(request, held))
    except Missing:
        return board_page.gone(request)


def form_of(request: CircleRequest, held: Held[Ask]) -> CallForm:
    """The ask to be filled in while talking."""
    board = keeping.board_of(request.circle).value
    form = CallForm(board, held.value, request.POST if request.method == "POST" else None)
    form.initial["version"] = held.version
    return form


def _pressed(request: CircleRequest, held: Held[Ask]) -> HttpResponse:
    do = request.POST.get("do", "")
    form = form_of(request, held)
    if held.value.ended is not None:
        trouble = _(
            "Somebody ended this meanwhile. What you typed is here: open it again on its page, then press here."
        )
        return page(request, held, form, trouble)
    if do == "longer":
        return _longer(request, held, form)
    if do not in OUTCOMES:
        raise Http404
    if not form.is_valid():
        return page(request, held, form)
    if form.cleaned_data["version"] != held.version:
        trouble = _("Somebody changed this meanwhile. Yours is here: look at it, and press once more.")
    else:
        entry = _entry(request, held, form, OUTCOMES[do])
        trouble = save_trouble(lambda: keeping.put(request.group, held, lambda ask: _after(request, ask, form, entry)))
    if trouble:
        fresh = request.circle.get(Ask, held.id)
        over(form, fresh.version, trouble)
        return page(request, fresh, form)
    if do == "talked":
        return HttpResponseRedirect(reverse("need", args=[request.group.id, held.id]) + "?called")
    return calling.between(request, done=_done(entry), last=held.id, but=held.id if do == "leave" else 0)


def _entry(request: CircleRequest, held: Held[Ask], form: CallForm, outcome: Outcome) -> Entry:
    """The line of the contact log. A wrong number is kept in it, and nowhere else."""
    now, said = timezone.now(), form.cleaned_data["said"]
    wrong = calls.number(held.value) if outcome is Outcome.WRONG_NUMBER else ""
    how = How.CALL if calls.number(held.value) and outcome is not Outcome.NONE else How.NOTE
    return Entry(
        when=now,
        by=request.group.me.id,
        how=how,
        outcome=outcome,
        text="\n".join(filter(None, (shown.number(wrong) if wrong else "", said))),
        again=form.again(now) or calls.again_after(outcome, now, timezone.get_current_timezone()),
    )


def _after(request: CircleRequest, ask: Ask, form: CallForm, entry: Entry) -> Ask:
    """The ask as it was typed, with what came of the call."""
    typed = form.ask(ask.came, ask.source, on_the_phone=entry.outcome is Outcome.TALKED)
    if entry.outcome is Outcome.WRONG_NUMBER:
        typed = calls.without(typed, calls.number(ask))
    elif calls.number(typed):  # of whoever asks for them: that is enough
        typed = replace(typed, unknown=tuple(name for name in typed.unknown if name != "phone"))
    if entry.outcome is Outcome.NONE and not (entry.text or entry.again):
        return shifts.hung_up(typed, entry.by)
    board = keeping.board_of(request.circle).value
    if entry.outcome is Outcome.NONE:  # left to others: what was agreed on before still holds
        entry = replace(entry, again=entry.again or ask.again)
    return calls.said(typed, entry, board, timezone.get_current_timezone())


def _done(entry: Entry) -> str:
    words = shown.outcome_words()[entry.outcome]
    if entry.again and words:
        return _("Written down: %(what)s. It comes up again on %(when)s.") % {
            "what": words,
            "when": moment(entry.again),
        }
    if words:
        return _("Written down: %(what)s.") % {"what": words}
    return _("You left it to others. What you typed is saved.")


def _longer(request: CircleRequest, held: Held[Ask], form: CallForm) -> HttpResponse:
    """Twenty minutes more. What was typed stays, and is saved where it can be."""
    is_ours = form.is_valid() and form.cleaned_data["version"] == held.version

    def rule(ask: Ask) -> Ask:
        return asks.locked(form.ask(ask.came, ask.source) if is_ours else ask, request.group.me.id, timezone.now())

    trouble = ""
    try:
        trouble = save_trouble(lambda: keeping.put(request.group, held, rule))
    except asks.NotNow:
        trouble = _("Somebody else is on the phone about this now. What you typed is here.")
    fresh = request.circle.get(Ask, held.id)
    if is_ours and not trouble:
        form.stands(fresh.version)
    return page(request, fresh, form, trouble)


def page(request: CircleRequest, held: Held[Ask], form: CallForm, trouble: str = "") -> HttpResponse:
    """The page, with what could not be done."""
    group, now, ask = request.group, timezone.now(), held.value
    zone = timezone.get_current_timezone()
    board = keeping.board_of(group.circle).value
    about = need_page.about(group, held)
    six = calls.next_six(now, zone)
    words = need_page.unknown_words()
    left = calls.minutes_left(ask, group.me.id, now)
    no_answer = _("No answer: again tomorrow at six in the evening")
    if timezone.localdate(six) == timezone.localdate(now):
        no_answer = _("No answer: again at six this evening")
    context: dict[str, Any] = {
        **about,
        "form": form,
        "has_number": bool(calls.number(ask)),
        "minutes": left,
        "mine_until": callform.clock(ask.locked_until) if left and ask.locked_until else "",
        "caller": group.name_of(ask.locked_by) if about["is_locked"] else "",
        "caller_until": callform.clock(ask.locked_until) if about["is_locked"] and ask.locked_until else "",
        "to_ask": [words[name] for name in callform.still_to_ask(form)],
        "script": callform.script(board),
        "board": board,
        "texts": callform.messages(board, ask, six),
        "alike": triage.open_alike(group, held, board, now),
        "no_answer": no_answer,
    }
    return answering.page(request, "needs/call.html", context, trouble)
