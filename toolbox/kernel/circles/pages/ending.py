"""A circle ends: everything is taken along first, and then destroyed."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import agreeing, ending, stopping
from toolbox.kernel.circles.export import exported
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Act, Proposal
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault.trouble import Moved, Stopped


class Named(Form):
    """The circle's name, typed to be sure."""

    name = text(
        gettext_lazy("Type the circle’s name, so that it does not happen by accident"),
        most=200,
        missing=gettext_lazy("Type the circle’s name."),
        autocomplete="off",
        spellcheck="false",
    )

    def __init__(self, group: Group, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wanted = group.settings.name

    def clean_name(self) -> str:
        """Capitals and white space do not count."""
        typed = str(self.cleaned_data["name"])
        if _same(typed) != _same(self._wanted):
            raise forms.ValidationError(_("This is not the circle’s name. It is written above."))
        return typed


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def end_circle(request: CircleRequest, circle: int) -> HttpResponse:
    """Say what follows, ask for the name, and destroy; where there are three keepers, two of them must want it."""
    if request.method != "POST":
        return _page(request, Named(request.group))
    if request.POST.get("do") == "no":
        return _take_back(request)
    form = Named(request.group, request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        ended = _end(request.group)
    except rules.NotAllowed:
        form.add_error(None, _("Only a keeper can end the circle. Nothing was destroyed."))
        return _page(request, form, 403)
    except Stopped:
        form.add_error(None, _("A legal paper came, so nothing can be destroyed now. Nothing was."))
        return _page(request, form, 409)
    except Moved:
        form.add_error(None, _("Somebody else changed the circle just now. Nothing was destroyed. Look once more."))
        return _page(request, form, 409)
    if not ended:
        return HttpResponseRedirect(reverse("end_circle", args=[circle]))
    del request.group  # it is no more, and the page must not name it
    return render(request, "circles/end_done.html")


def _end(group: Group) -> bool:
    """End the circle, or say that one wants it. True where it is gone. Raises NotAllowed, Stopped, Moved."""
    if not rules.may(group.settings, Act.END, group.me.id):
        raise rules.NotAllowed
    until = stopping.until(group)
    if until is not None:
        raise Stopped(until)
    if not rules.needs_two(group.settings, Act.END):
        ending.end(group)
        return True
    wanted = _proposal(group)
    if wanted is None:
        agreeing.propose(group, Act.END)
        return False
    if wanted.by == group.me.id:
        return False
    agreeing.agree(group, wanted.id)
    return True


def _take_back(request: CircleRequest) -> HttpResponse:
    wanted = _proposal(request.group)
    if wanted is not None and rules.may(request.group.settings, Act.END, request.group.me.id):
        agreeing.take_back(request.group, wanted.id)
    return HttpResponseRedirect(reverse("end_circle", args=[request.group.id]))


def _proposal(group: Group) -> Proposal | None:
    return next((one for one in group.settings.proposals if one.act == Act.END), None)


def _page(request: CircleRequest, form: Named, status: int = 200) -> HttpResponse:
    group = request.group
    two, wanted = rules.needs_two(group.settings, Act.END), _proposal(group)
    until = stopping.until(group)
    context = {
        "form": form,
        "until": day(until) if until else "",
        "may": rules.may(group.settings, Act.END, group.me.id),
        "keepers": [one.name for one in rules.keepers(group.settings)],
        "two": two,
        "wanted": wanted,
        "wanted_by": group.name_of(wanted.by) if wanted else "",
        "wanted_day": day(wanted.day) if wanted else "",
        "mine": two and wanted is not None and wanted.by == group.me.id,
    }
    return render(request, "circles/end.html", context, status=status)


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def export_circle(request: CircleRequest, circle: int) -> HttpResponseBase:
    """Everything of the circle as a zip, opened and sent piece by piece: it never lies whole on the server."""
    if request.method != "POST":
        return render(request, "circles/export.html")
    return StreamingHttpResponse(
        exported(request.circle),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="toolbox-export.zip"'},
    )
