"""A legal paper came: one button that stops all destruction in a circle, and what to do now."""

import datetime
from typing import Any, NamedTuple

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import agreeing, stopping
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.records import Act, Proposal
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.printing.slips import Blank, Boxes, Slip, Warn, printed
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.trouble import Moved

STOPPING = frozenset({Act.EXTEND, Act.LIFT})


class Asked(NamedTuple):
    """What one of the circle wants to become of the stop."""

    id: int
    says: str
    mine: bool


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def legal_paper(request: CircleRequest, circle: int) -> HttpResponse:
    """Say that a paper came; extend or lift the stop by two voices; print what to do."""
    if request.method != "POST":
        return _page(request)
    if request.POST.get("do") == "print":
        return _sheet(request)
    try:
        _act(request.group, request.POST.get("do", ""), _number(request))
    except (rules.NotAllowed, Moved):
        request.group.again()
        return _page(request, _("This cannot be done now: somebody else was quicker. See below how it stands."), 409)
    return HttpResponseRedirect(reverse("legal_paper", args=[circle]))


def _number(request: CircleRequest) -> int:
    text = request.POST.get("proposal", "")
    return int(text) if text.isascii() and text.isdecimal() else 0


def _act(group: Group, do: str, number: int) -> None:
    """Do what a button says. Raises NotAllowed, Moved."""
    stopped = stopping.until(group) is not None
    match do:
        case "stop" if not stopped:
            _forget_asked(group)
            stopping.stop(group)
        case "extend" | "lift" if stopped:
            _want(group, Act.EXTEND if do == "extend" else Act.LIFT)
        case "agree" if stopped:
            _agree(group, number)
        case "no":
            if number not in {one.id for one in _proposals(group)}:
                raise rules.NotAllowed
            agreeing.take_back(group, number)
        case _:
            raise rules.NotAllowed


def _want(group: Group, act: Act) -> None:
    """Extend or lift at once where nobody else is there; otherwise say that one wants it."""
    if not rules.may(group.settings, act, group.me.id):
        raise rules.NotAllowed
    if rules.needs_two(group.settings, act):
        agreeing.propose(group, act)
        return
    if act == Act.EXTEND:
        stopping.extend(group)
    else:
        stopping.lift(group)
    _forget_asked(group)


def _agree(group: Group, number: int) -> None:
    if number not in {one.id for one in _proposals(group)}:
        raise rules.NotAllowed
    agreeing.agree(group, number)
    if stopping.until(group) is None:
        _forget_asked(group)


def _forget_asked(group: Group) -> None:
    """What somebody wanted of an earlier stop is no more: nobody can agree to it later by chance."""
    group.change(lambda one: rules.without_proposals(one, *(old.id for old in one.proposals if old.act in STOPPING)))


def _proposals(group: Group) -> list[Proposal]:
    return [one for one in group.settings.proposals if one.act in STOPPING]


def _asked(group: Group, proposal: Proposal) -> Asked:
    mine = proposal.by == group.me.id
    names = {"name": group.name_of(proposal.by), "day": day(proposal.day)}
    match proposal.act, mine:
        case Act.EXTEND, True:
            says = _("You asked for 14 days more on %(day)s. A second one must agree.")
        case Act.EXTEND, False:
            says = _("%(name)s asked for 14 days more on %(day)s.")
        case _, True:
            says = _("You asked to lift the stop on %(day)s. A second one must agree.")
        case _:
            says = _("%(name)s asked to lift the stop on %(day)s.")
    return Asked(proposal.id, says % names, mine)


def _page(request: CircleRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    group = request.group
    until = stopping.until(group)
    proposals = _proposals(group) if until else []
    asked = [_asked(group, one) for one in proposals]
    wanted = {one.act for one in proposals}
    context: dict[str, Any] = {
        "wrong": wrong,
        "until": day(until) if until else "",
        "said": [_said(group, stop.by, stop.day, stop.until) for stop in reversed(group.settings.stops)],
        "asked": asked,
        "main_print": until is not None and all(one.mine for one in asked),
        "offer_extend": until is not None and Act.EXTEND not in wanted,
        "offer_lift": until is not None and Act.LIFT not in wanted,
        "two": rules.needs_two(group.settings, Act.EXTEND),
        "steps": steps(),
    }
    return render(request, "circles/legal.html", context, status=status)


def _said(group: Group, by: int, when: datetime.date, until: datetime.date) -> str:
    names = {"name": group.name_of(by), "day": day(when), "until": day(until)}
    if not names["name"]:
        return _("On %(day)s, by somebody who has left: until %(until)s.") % names
    return _("On %(day)s, by %(name)s: until %(until)s.") % names


def steps() -> tuple[str, ...]:
    """What to do when a legal paper came, in order."""
    return (
        _("Destroy nothing: no page, no message, no file, no phone. Not even what looks harmless."),
        _("Write down who gave it to whom, where, on which day and at what hour. Write down names and badge numbers."),
        _("Photograph every page and the envelope. Keep the paper itself in a safe, dry place."),
        _("Call your lawyer before you do anything else with it. Read out every date that stands on it."),
        _("Tell nobody outside the circle before the lawyer has answered. Some papers forbid it."),
        _("Do not answer questions, and never lie. Say: “I want to speak with a lawyer first.” Then be silent."),
    )


def _sheet(request: CircleRequest) -> HttpResponse:
    """What to do, to be ticked off on paper. It names no circle."""
    slip = Slip(
        title=_("A legal paper came: what to do now"),
        parts=(
            Boxes(items=steps()),
            Blank(label=_("Who gave it, and to whom:"), lines=2),
            Blank(label=_("Where, which day, what hour:")),
            Blank(label=_("An answer is due by:")),
            Blank(label=_("Our lawyer, and the number:")),
            Warn(words=_("Not checked by a lawyer here. Laws differ from place to place: ask yours.")),
        ),
        foot=_("Printed on %(day)s.") % {"day": day(today())},
    )
    try:
        body = printed([slip], get_language() or "en")
    except CannotPrint as problem:
        return _page(request, str(problem), 503)
    return HttpResponse(
        body, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="sheet.pdf"'}
    )
