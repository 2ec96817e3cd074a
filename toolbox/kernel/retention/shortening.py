"""A circle keeps something for a shorter time than usual. Never longer, and never while a legal paper stops it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Settings
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.circles.rules import NotAllowed
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.registry.kinds import Kind
from toolbox.kernel.retention import days
from toolbox.kernel.retention.pages import kept
from toolbox.kernel.ui.forms import Form
from toolbox.kernel.vault.trouble import Moved


def offered(kind: Kind[Any], shortened: Mapping[str, int]) -> tuple[int, ...]:
    """The days that a circle may still choose for a kind: those it has, and all that are shorter."""
    now = days.days(kind, shortened) or 0
    return tuple(day for day in days.choices(kind) if day < now) + ((now,) if now else ())


def shorter(settings: Settings, wanted: Mapping[str, int]) -> Settings:
    """With what is kept for a shorter time from now on; then it wants to be agreed on anew. Raises NotAllowed."""
    shortened = dict(settings.shortened)
    for kind in days.kept_kinds():
        if kind.name in wanted and wanted[kind.name] != days.days(kind, settings.shortened):
            if wanted[kind.name] not in offered(kind, settings.shortened):
                raise NotAllowed
            shortened[kind.name] = wanted[kind.name]
    return settings if shortened == settings.shortened else replace(settings, shortened=shortened, agreed=None)


class Shorter(Form):
    """For each kind that has days: those that may be chosen."""

    def __init__(self, *args: Any, shortened: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in days.kept_kinds():
            choices = offered(kind, shortened)
            if len(choices) > 1:
                self.fields[kind.name] = forms.TypedChoiceField(
                    label=str(kind.says).capitalize(),
                    coerce=int,
                    choices=[(day, kept(kind, day)) for day in choices],
                    initial=choices[-1],
                )


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def shorten(request: CircleRequest, circle: int) -> HttpResponse:
    """Keepers choose; it holds for whatever ends from then on."""
    group = request.group
    form = Shorter(request.POST if request.method == "POST" else None, shortened=group.settings.shortened)
    if not form.is_valid():
        return _page(request, form)
    if trouble := _shorten(group, form.cleaned_data):
        form.add_error(None, trouble)
        return _page(request, form, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(reverse("retention", args=[group.id]))


def _shorten(group: Group, wanted: Mapping[str, int]) -> str:
    """Write it down; returns the sentence that says why not, or nothing."""
    if not group.is_keeper:
        return _("Only keepers change this. Talk to one of them.")
    if stopping.until(group):
        return _("A legal paper came. Until it is lifted, nothing about destroying is changed.")
    try:
        group.change(lambda now: shorter(now, wanted))
    except NotAllowed:
        return _("This would be longer than it is now. It can only become shorter.")
    except Moved:
        return _("Others are changing the circle just now. Press once more.")
    return ""


def _page(request: CircleRequest, form: Shorter, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        "form": form,
        "may": request.group.is_keeper and not stopping.until(request.group) and bool(form.fields),
        "any": bool(form.fields),
    }
    return render(request, "retention/shorten.html", context, status=status)
