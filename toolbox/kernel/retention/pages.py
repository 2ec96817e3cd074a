"""How long a circle keeps things: the table, and the agreement about it on paper."""

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
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.printing.slips import Blank, Rows, Slip, Words, printed
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
        _("What is open stays until somebody closes it. Only then do its days begin."),
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


def agreement(shortened: Mapping[str, int], name: str) -> Slip:
    """The sheet, with room for the marks of those who agree. It bears a circle's name only where one is given."""
    rows = tuple((line.says, line.here) for line in lines(shortened))
    return Slip(
        title=_("What we keep, and for how long"),
        lead=name,
        parts=(
            Words(
                paragraphs=(_("We agree on this now, before anybody asks, so that what we destroy follows a rule."),),
            ),
            Rows(rows=rows, head=(_("What"), _("Kept"))),
            Words(paragraphs=rules(), heading=_("What holds for all of it")),
            Blank(label=_("Agreed on:")),
            Blank(label=_("Our marks:"), lines=3),
        ),
        foot=_("Printed on %(day)s.") % {"day": day(today())},
    )


def _sheet(request: CircleRequest) -> HttpResponse:
    form = Print(request.POST)
    named = form.is_valid() and form.cleaned_data["named"]
    settings = request.group.settings
    try:
        body = printed([agreement(settings.shortened, settings.name if named else "")], get_language() or "en")
    except CannotPrint as problem:
        return _page(request, str(problem), 503)
    return HttpResponse(
        body, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="sheet.pdf"'}
    )
