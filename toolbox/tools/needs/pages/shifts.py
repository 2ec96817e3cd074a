"""A shift: what whoever was here before left, how much waits, a practice call, and handing over."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.circles.group import Group, reachable, today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import callform, incoming, keeping
from toolbox.tools.needs.handing import HandOverForm
from toolbox.tools.needs.records import OPEN, Ask, Board, Shift
from toolbox.tools.needs.rules import asks, boards, calls, shifts
from toolbox.tools.needs.shown import Words


@circle_only
@require_safe
def shift(request: CircleRequest, circle: int) -> HttpResponse:
    """How a shift begins."""
    return begin(request)


def begin(request: CircleRequest, *, done: str = "", trouble: str = "") -> HttpResponse:
    """The page, with what was just handed over or could not be."""
    group, now = request.group, timezone.now()
    board = keeping.board_of(group.circle).value
    open_ones = group.circle.shelf(Ask, OPEN)
    words = Words(board, group, now)
    notes = [_note(words, one) for one in board.shifts]
    context = {
        "first": notes[0] if notes else None,
        "notes": notes[1:],
        "counts": _counts(group, open_ones, now),
        "unread": len(incoming.arrived(group)),
        "script": callform.script(board),
        "board": board,
        "done": done,
    }
    return answering.page(request, "needs/shift.html", context, trouble)


def _note(words: Words, one: Shift) -> dict[str, Any]:
    lines = ((_("Done"), one.done), (_("Still open"), one.still), (_("Be kind to …"), one.kind))
    return {
        "who": words.name(one.by),
        "when": moment(one.when),
        "lines": [(says, text) for says, text in lines if text.strip()],
    }


def _counts(group: Group, open_ones: list[Held[Ask]], now: datetime.datetime) -> list[dict[str, Any]]:
    """How much waits, and the tab of the board where it stands."""
    here, me, out = today(), group.me.id, boards.out(keeping.board_of(group.circle).value)
    values = [held.value for held in open_ones]
    free = {asks.Stands.NEW, asks.Stands.DUE}
    tests: list[tuple[str, str, Callable[[Ask], bool]]] = [
        (_("have nobody yet"), "new", lambda ask: asks.stands(ask, here, out) in free),
        (_("to call back now"), "call", lambda ask: ask.again is not None and ask.again <= now),
        (_("due"), "due", lambda ask: asks.nudge(ask, here) or (ask.by_day is not None and ask.by_day <= here)),
        (pgettext("several", "wrote more"), "news", lambda ask: ask.news or ask.solved is not None),
        (_("are yours"), "mine", lambda ask: ask.claim is not None and ask.claim.by == me),
    ]
    found = [(says, show, sum(map(test, values))) for says, show, test in tests]
    return [{"says": says, "show": show, "count": count} for says, show, count in found if count]


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: CircleRequest, circle: int) -> HttpResponse:
    """Three lines for the next ones; calls that are open are free, and each thing goes where its choice says."""
    group, now = request.group, timezone.now()
    board = keeping.board_of(group.circle).value
    open_ones = group.circle.shelf(Ask, OPEN)
    form = _form(request, board, open_ones, now)
    trouble = ""
    if form.is_valid():
        given = form.cleaned_data
        note = Shift(by=group.me.id, when=now, done=given["done"], still=given["still"], kind=given["kind"])
        try:
            keeping.change_board(group, lambda board: shifts.handed_over(board, note))
        except Moved:
            trouble = _("Others changed this at the same moment. Yours is here: press once more.")
        except TooLarge:
            trouble = _("All of this together is too long. Make it shorter.")
        except OperationalError:
            trouble = _("Nothing was saved. Press again in a minute; what you typed is here.")
        else:
            return _after(request, board, form)
    on_phone = calls.on_the_phone(open_ones, group.me.id, now)
    context = {"form": form, "calls": [f"{held.value.number:04d}" for held in on_phone], "trouble": trouble}
    return answering.page(request, "needs/hand_over.html", context, trouble)


def _form(request: CircleRequest, board: Board, open_ones: list[Held[Ask]], now: datetime.datetime) -> HandOverForm:
    group, words = request.group, Words(board, request.group, now)
    mine = [held for held in open_ones if held.value.claim is not None and held.value.claim.by == group.me.id]
    mine.sort(key=lambda held: (held.value.claim.until if held.value.claim else now.date(), held.id))
    labels = [(held, _label(words, held.value)) for held in mine]
    others = [(spell(one.member), one.name) for one in reachable(group, now) if one.member != group.me.id]
    return HandOverForm(labels, others, request.POST if request.method == "POST" else None)


def _label(words: Words, ask: Ask) -> str:
    until = day(ask.claim.until) if ask.claim else ""
    return _("%(number)04d %(what)s, until %(day)s") % {"number": ask.number, "what": words.what(ask), "day": until}


def _after(request: CircleRequest, board: Board, form: HandOverForm) -> HttpResponse:
    """Let go of calls, and pass things on. What somebody changed meanwhile is tried anew, and named if it cannot be."""
    group, now, here, me = request.group, timezone.now(), today(), request.group.me.id
    missed = []
    for held in calls.on_the_phone(group.circle.shelf(Ask, OPEN), me, now):
        if not _done(group, held, partial(shifts.hung_up, me=me)):
            missed.append(held)
    for held, to in form.passes():
        if not _done(group, held, partial(shifts.passed, board=board, me=me, to=to, now=now, today=here)):
            missed.append(held)
    trouble = ""
    if missed:
        trouble = _("Your note is saved. Of these, something else became meanwhile, look at them: %(numbers)s.") % {
            "numbers": ", ".join(f"{held.value.number:04d}" for held in missed)
        }
    return begin(request, done=_("You have handed over. Thank you. Now rest."), trouble=trouble)


def _done(group: Group, held: Held[Ask], rule: Callable[[Ask], Ask]) -> bool:
    """Do it to the ask as it stands now. Once more where somebody was quicker; a call that is open runs out anyway."""
    for _try in range(keeping.TRIES):
        try:
            keeping.put(group, group.circle.get(Ask, held.id), rule)
        except Moved:
            continue
        except (asks.NotNow, Missing, TooLarge, OperationalError):
            return False
        return True
    return False


@circle_only
@require_safe
def rota(request: CircleRequest, circle: int) -> HttpResponse:
    """Calls that go on: who is called when, by whom, and who has nobody."""
    group, now = request.group, timezone.now()
    words = Words(keeping.board_of(group.circle).value, group, now)
    found = [held for held in group.circle.shelf(Ask, OPEN) if held.value.every]
    found.sort(key=lambda held: (held.value.again or datetime.datetime.min.replace(tzinfo=datetime.UTC), held.id))
    rows = [_turn(words, held, now) for held in found]
    context = {"rows": rows, "alone": sum(not row["who"] for row in rows), "late": sum(row["late"] for row in rows)}
    return render(request, "needs/rota.html", context)


def _turn(words: Words, held: Held[Ask], now: datetime.datetime) -> dict[str, Any]:
    """One line of the rota."""
    ask, row = held.value, words.row(held)
    is_held = ask.claim is not None and ask.claim.agreed and ask.claim.until >= words.today
    talked = next((entry for entry in reversed(ask.log) if entry.outcome == "talked"), None)
    return {
        "url": row.url,
        "number": row.number,
        "name": ask.who.name or row.what,
        "when": moment(ask.again) if ask.again else _("not called yet"),
        "late": ask.again is None or ask.again <= now,
        "every": every_words(ask.every),
        "who": words.claimer(ask) if is_held else "",
        "last": moment(talked.when) if talked else "",
    }


def every_words(days: int) -> str:
    """How often, in words."""
    return {
        1: _("every day"),
        2: _("every two days"),
        7: _("every week"),
        14: _("every two weeks"),
    }.get(days) or _("every %(count)d days") % {"count": days}
