"""Appointments: made, listed by day, called off, and whoever waits for a new one."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import appointments, keeping
from toolbox.tools.needs.pages.doing import moved
from toolbox.tools.needs.records import OPEN, Ask, End
from toolbox.tools.needs.rules import asks, slots
from toolbox.tools.needs.shown import Words, people
from toolbox.tools.needs.slotting import DigitsForm, SlotsForm, day_of, query
from toolbox.tools.needs.triage import day_words

READ_AND_WRITE = ["GET", "HEAD", "POST"]


def tried(act: Callable[[], object]) -> str:
    """Do something to appointments; returns the sentence that says why it could not be, or nothing where it was."""
    try:
        act()
    except slots.NoneLeft:
        return _("Somebody was quicker: this appointment is taken. Choose another.")
    except asks.NotNow:
        return _("Somebody was quicker: look how it stands now.")
    except Moved:
        return moved()
    except Missing:
        return _("This is not here any more: its day came, somebody destroyed it, or whoever sent it took it back.")
    except TooLarge:
        return _("So much was written here that no more fits.")
    except OperationalError:
        return _("Nothing was saved. Press again in a minute.")
    return ""


@circle_only
@require_http_methods(READ_AND_WRITE)
def overview(request: CircleRequest, circle: int) -> HttpResponse:
    """The days with appointments, and the form that makes more."""
    appointments.settle(request.group)
    form, trouble = SlotsForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = appointments.make(request.group, **given)
        except ValueError as reason:
            form.add_error("count", str(reason))
        except (Moved, TooLarge, OperationalError) as error:
            trouble = moved() if isinstance(error, Moved) else _("Nothing was saved. Press again in a minute.")
        else:
            return redirect(f"{reverse('slots_day', args=[circle])}{query(made[0].day)}")
    there, board = request.circle.shelf(Ask, OPEN), keeping.board_of(request.circle).value
    days = slots.per_day(board, there)
    context = {
        "form": form,
        "days": [
            {
                "says": day_words(day),
                "url": f"{reverse('slots_day', args=[circle])}{query(day)}",
                "given": ngettext("%(count)d given", "%(count)d given", taken) % {"count": taken},
                "free": ngettext("%(count)d free", "%(count)d free", free) % {"count": free},
                "is_over": day < today(),
            }
            for day, (taken, free) in days.items()
            if taken or day >= today()
        ],
        "again": len(slots.queue(there)),
    }
    return answering.page(request, "needs/slots.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def of_day(request: CircleRequest, circle: int) -> HttpResponse:
    """Everybody who comes on a day, by time: to be looked at, printed, and pressed on."""
    day, trouble = day_of(request), ""
    if request.method == "POST":
        trouble = _pressed(request, day)
        if not trouble and request.POST.get("back") == "door":
            return answering.to("slots_check_in", circle)
        if not trouble:
            return redirect(f"{reverse('slots_day', args=[circle])}{query(day)}")
    return answering.page(request, "needs/slots_day.html", _of_day(request.group, day), trouble)


def _pressed(request: CircleRequest, day: datetime.date) -> str:
    group, me, now = request.group, request.group.me.id, timezone.now()
    do, _sign, spelled = request.POST.get("do", "").partition(" ")
    if do == "missed-all":
        return tried(lambda: _all_missed(group, day))
    if do == "take-away":
        return tried(lambda: appointments.take_away(group, day))
    held = next((one for one in _there(group, day) if spell(one.id) == spelled), None)
    if held is None:
        return _("Somebody was quicker: look how it stands now.")
    if do == "got":
        return tried(lambda: keeping.end(group, held, End.MET, now))
    rules: dict[str, Callable[[Ask], Ask]] = {
        "came": lambda ask: slots.came(ask, me, now),
        "missed": lambda ask: slots.missed(ask, me, now),
    }
    if do not in rules:
        raise Http404
    return tried(lambda: keeping.put(group, held, rules[do]))


def _there(group: Group, day: datetime.date) -> list[Held[Ask]]:
    found = [one for one in group.circle.shelf(Ask, OPEN) if one.value.slot is not None and one.value.slot.day == day]
    return sorted(found, key=lambda one: (one.value.slot.at if one.value.slot else datetime.time.min, one.id))


def _all_missed(group: Group, day: datetime.date) -> None:
    """Whoever did not come waits for a new appointment, the earliest time first."""
    here = appointments.here()
    for held in _there(group, day):
        slot = held.value.slot
        if slot is not None and not slot.came and slots.is_over(slot, here):
            keeping.put(group, held, lambda ask: slots.missed(ask, group.me.id, timezone.now()))


def _of_day(group: Group, day: datetime.date) -> dict[str, Any]:
    board, here = keeping.board_of(group.circle).value, appointments.here()
    words, there = Words(board, group, timezone.now()), _there(group, day)
    free: dict[datetime.time, int] = {}
    for slot in board.slots:
        if slot.day == day:
            free[slot.at] = free.get(slot.at, 0) + 1
    rows = [_row(words, one, here) for one in there]
    left = [
        {"at": f"{at:%H:%M}", "says": ngettext("%(count)d free", "%(count)d free", count) % {"count": count}}
        for at, count in sorted(free.items())
    ]
    return {
        "day": day.isoformat(),
        "action": reverse("slots_day", args=[group.id]),
        "says": day_words(day),
        "query": query(day),
        "rows": rows,
        "left": left,
        "late": any(row["is_late"] for row in rows),
        "is_here": day <= today(),  # nobody comes, or does not come, before the day
        "count": ngettext("%(count)d person comes", "%(count)d people come", len(rows)) % {"count": len(rows)},
    }


def _row(words: Words, held: Held[Ask], here: datetime.datetime) -> dict[str, Any]:
    ask, slot = held.value, held.value.slot
    return {
        "id": spell(held.id),
        "url": reverse("need", args=[words.group.id, held.id]),
        "at": f"{slot.at:%H:%M}" if slot else "",
        "number": f"{ask.number:04d}",
        "what": words.what(ask),
        "people": people(ask),
        "came": slot is not None and slot.came,
        "is_late": slot is not None and not slot.came and slots.is_over(slot, here),
    }


@circle_only
@require_http_methods(READ_AND_WRITE)
def call_off(request: CircleRequest, circle: int) -> HttpResponse:
    """Call a day off, after saying what follows."""
    day, trouble = day_of(request), ""
    if request.method == "POST":
        trouble = tried(lambda: appointments.call_off(request.group, day))
        if not trouble:
            return answering.to("slots_again", circle)
    return answering.page(request, "needs/slots_off.html", _of_day(request.group, day), trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def again(request: CircleRequest, circle: int) -> HttpResponse:
    """Who waits for a new appointment, in their order; one press gives them the next free ones."""
    appointments.settle(request.group)
    trouble, done = "", ""
    if request.method == "POST":
        count: list[int] = []
        trouble = tried(lambda: count.append(appointments.offer(request.group)))
        if not trouble:
            words = ngettext(
                "%(count)d person has a new appointment. Call them now: they do not know it yet.",
                "%(count)d people have a new appointment. Call them now: they do not know it yet.",
                count[0],
            )
            done = words % {"count": count[0]}
    board, there = keeping.board_of(request.circle).value, slots.queue(request.circle.shelf(Ask, OPEN))
    words_, free = Words(board, request.group, timezone.now()), slots.ahead(board, appointments.here())
    context = {
        "rows": [words_.row(held) for held in there],
        "free": len(free),
        "give": min(len(free), len(there)),
        "call": f"{reverse('needs', args=[circle])}?show=call",
        "done": done,
    }
    return answering.page(request, "needs/slots_again.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def check_in(request: CircleRequest, circle: int) -> HttpResponse:
    """At the door: four digits, and nobody's name before they are found."""
    form, found, trouble, searched = DigitsForm(request.POST if request.method == "POST" else None), [], "", False
    words = Words(keeping.board_of(request.circle).value, request.group, timezone.now())
    there = _there(request.group, today())
    if form.is_valid():
        digits, searched = form.cleaned_data["digits"], True
        hits = [held for held in there if slots.ends_with(held.value, digits)]
        chosen = request.POST.get("which", "")
        if chosen:
            hits = [held for held in hits if spell(held.id) == chosen]
        found = [{**_row(words, held, appointments.here()), "name": held.value.who.name} for held in hits]
    context = {
        "form": form,
        "digits": form.cleaned_data.get("digits", "") if form.is_bound else "",
        "searched": searched,
        "found": found[0] if len(found) == 1 else None,
        "several": found if len(found) > 1 else [],
        "expected": sum(not row.value.slot.came for row in there if row.value.slot),
        "today": today().isoformat(),
    }
    return answering.page(request, "needs/check_in.html", context, trouble)
