"""How long a circle keeps things: the table, and the agreement about it on paper."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.records import Settings
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.printing.slips import Blank, Rows, Slip, Warn, Words, printed
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.registry.kinds import Kind, kinds
from toolbox.kernel.retention import days
from toolbox.kernel.ui.days import day
from toolbox.kernel.ui.forms import Form
from toolbox.kernel.vault.trouble import Moved


class Line(NamedTuple):
    """One kind of thing, and how long it is kept after its end."""

    says: str
    usual: str
    here: str
    shorter: bool  # than usual, because this circle wants it so


class Print(Form):
    """How the agreement is printed."""

    named = forms.BooleanField(
        label=gettext_lazy("Put the circle’s name on the sheet"),
        help_text=gettext_lazy("Without it, whoever finds the sheet does not learn whose it is."),
        required=False,
    )


def kept(kind: Kind[Any], number: int | None) -> str:
    """How long, in words."""
    if number is None:
        return str(kind.kept) or _("as long as the circle")
    if kind.begins:
        words = ngettext("%(days)d day %(begins)s", "%(days)d days %(begins)s", number)
        return words % {"days": number, "begins": kind.begins}
    words = ngettext("%(days)d day after its end", "%(days)d days after its end", number)
    return words % {"days": number}


def lines(shortened: Mapping[str, int]) -> list[Line]:
    """Every kind that is kept here, those that are kept longest at the end."""
    found = []
    for kind in sorted(kinds(), key=lambda one: (one.keep_days or 10**6, one.name)):
        here = days.days(kind, shortened)
        found.append(Line(str(kind.says), kept(kind, kind.keep_days), kept(kind, here), here != kind.keep_days))
    return found


def rules() -> tuple[str, ...]:
    """What holds for all of it."""
    return (
        _("While you use a thing, it stays. Its days begin only when the list above says so."),
        _("Days are rounded up to the next Monday. The destroying is done at night, by the toolbox itself."),
        _("This circle may keep things shorter, never longer."),
        _(
            "If a legal paper comes, one of us says so in the toolbox. "
            "From then on nothing is destroyed for 14 days, and longer if two of us want it."
        ),
        _("Nothing is destroyed because somebody presses us to."),
        _("Paper, photographs and copies that somebody took along are ours to destroy by hand, on the same days."),
    )


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: CircleRequest, circle: int) -> HttpResponse:
    """The table; printing the agreement changes nothing, only “we have agreed” writes a day down."""
    match request.POST.get("do") if request.method == "POST" else None:
        case "print":
            return _sheet(request)
        case "agree":
            return _agree(request)
    return _page(request)


def _agree(request: CircleRequest) -> HttpResponse:
    if stopping.until(request.group):
        return _page(request, _("A legal paper came. Until it is lifted, nothing about destroying is changed."), 409)
    try:
        request.group.change(lambda settings: replace(settings, agreed=today()))
    except Moved:
        return _page(request, _("Others are changing the circle just now. Press once more."), 409)
    return HttpResponseRedirect(reverse("retention", args=[request.group.id]))


def _page(request: CircleRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    settings, until = request.group.settings, stopping.until(request.group)
    context = {
        "lines": lines(settings.shortened),
        "rules": rules(),
        "agreed": day(settings.agreed) if settings.agreed else "",
        "agreed_today": settings.agreed == today(),
        "until": day(until) if until else "",
        "form": Print(),
        "wrong": wrong,
    }
    return render(request, "retention/retention.html", context, status=status)


def agreement(settings: Settings, until: datetime.date | None, *, named: bool) -> Slip:
    """The sheet, with room for the marks of those who agree. It bears the circle's name only where that is asked for.

    While a legal paper stops all destroying, it says so and nobody agrees on anything: a sheet of that day which
    says “before anybody asks” would be untrue.
    """
    return Slip(
        title=_("What we keep, and for how long"),
        lead=settings.name if named else "",
        parts=(
            _why(until),
            Rows(rows=tuple((line.says, line.here) for line in lines(settings.shortened)), head=(_("What"), _("Kept"))),
            Words(paragraphs=rules(), heading=_("What holds for all of it")),
            *_agreed(settings.agreed, until),
        ),
        foot=_("Printed on %(day)s.") % {"day": day(today())},
    )


def _why(until: datetime.date | None) -> Words | Warn:
    if until:
        return Warn(
            words=_("A legal paper came: none of the days below count until %(until)s.") % {"until": day(until)}
        )
    return Words(paragraphs=(_("We agree on this now, before anybody asks, so that what we destroy follows a rule."),))


def _agreed(agreed: datetime.date | None, until: datetime.date | None) -> tuple[Blank | Words, ...]:
    """The day that was written down; room for one where there is none and one may be agreed on."""
    if agreed:
        said: Blank | Words = Words(paragraphs=(_("Agreed on: %(day)s") % {"day": day(agreed)},))
    else:
        said = Blank(label=_("Agreed on:"))
    if until:
        return (said,) if agreed else ()
    return said, Blank(label=_("Our marks:"), lines=3)


def _sheet(request: CircleRequest) -> HttpResponse:
    form = Print(request.POST)
    named = form.is_valid() and form.cleaned_data["named"]
    sheet = agreement(request.group.settings, stopping.until(request.group), named=named)
    try:
        body = printed([sheet], get_language() or "en")
    except CannotPrint as problem:
        return _page(request, str(problem), 503)
    return HttpResponse(
        body, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="sheet.pdf"'}
    )
