"""A member's own page: where they are signed in, and how they like things."""

import datetime
from contextlib import suppress
from typing import Any, NamedTuple

from babel import Locale
from babel.dates import format_timedelta
from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext_lazy, ngettext, override, to_locale
from django.views.decorators.http import require_POST, require_safe

from toolbox.kernel.members import keyring, sessions
from toolbox.kernel.members import me as members
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.registry.audience import member_only
from toolbox.kernel.ui.forms import Form
from toolbox.kernel.vault.ids import spell, unspell

LOOKS = (
    ("", gettext_lazy("As my device says")),
    ("light", gettext_lazy("Light")),
    ("dark", gettext_lazy("Dark")),
)
OTHERS = "others"  # in the place of one session
SEEN = "seen"  # the name of the button that puts a warning away


class Place(NamedTuple):
    """A browser in which the member is signed in."""

    id: str
    here: bool
    awake: bool
    left: str


def _minutes(count: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def _hours(count: int) -> str:
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}


def _languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class Display(Form):
    """Language, look, size of letters, and how soon a session falls asleep and ends."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=_languages, widget=forms.RadioSelect)
    look = forms.ChoiceField(label=gettext_lazy("Look"), choices=LOOKS, required=False, widget=forms.RadioSelect)
    large = forms.BooleanField(label=gettext_lazy("Large letters"), required=False)
    idle = forms.TypedChoiceField(
        label=gettext_lazy("Asleep after"),
        help_text=gettext_lazy("So long nobody touches this, then it asks for the PIN or the passphrase."),
        choices=lambda: [(count, _minutes(count)) for count in sessions.idle_choices()],
        coerce=int,
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("A shift ends after"),
        help_text=gettext_lazy("Then only the passphrase opens it. Both count from your next sign-in."),
        choices=lambda: [(count, _hours(count)) for count in range(1, keyring.MOST_HOURS + 1)],
        coerce=int,
    )


def _liked(me: Me) -> dict[str, Any]:
    ring = me.keyring
    language = ring.language or get_language() or settings.LANGUAGE_CODE
    return {"language": language, "look": ring.look, "large": ring.large, "idle": ring.idle, "hours": ring.hours}


def _left(until: datetime.datetime, now: datetime.datetime) -> str:
    """How long a session lasts still, roughly. The hour would be another one in each time zone."""
    here = Locale.parse(to_locale(get_language() or "en"))
    return format_timedelta(until - now, threshold=1.5, locale=here)


def _places(me: Me, now: datetime.datetime) -> list[Place]:
    rows = [
        Place(spell(row.pk), row.pk == me.session, row.awake_until > now, _left(row.ends, now))
        for row in sessions.own(me)
    ]
    return sorted(rows, key=lambda row: not row.here)


def _page(request: MemberRequest, form: Display) -> HttpResponse:
    places = _places(request.me, timezone.now())
    context = {
        "form": form,
        "here": "me",
        "places": places,
        "others": len(places) > 1,
        "aside": request.me.keyring.aside + request.me.refused,
    }
    return render(request, "members/me.html", context)


@member_only
@require_safe
def me(request: MemberRequest) -> HttpResponse:
    """Everything that is a member's own."""
    return _page(request, Display(initial=_liked(request.me)))


@member_only
@require_POST
def end_session(request: MemberRequest) -> HttpResponse:
    """End one session of theirs, or all but this one."""
    wanted = request.POST.get("session", "")
    if wanted == OTHERS:
        sessions.end_all(request.me, but=request.me.session)
    else:
        with suppress(ValueError):
            sessions.end_own(request.me, unspell(wanted))
    return HttpResponseRedirect(reverse("me"))


@member_only
@require_POST
def display(request: MemberRequest) -> HttpResponse:
    """Take down how they like things, and go on in their language."""
    if SEEN in request.POST:
        seen = request.me.keyring.gone
        members.merge(request.me)  # messages that still wait are counted first, and put away with the rest
        unread = {circle: name for circle, name in request.me.keyring.gone.items() if circle not in seen}
        members.change(request.me, aside=0, wrong=0, gone=unread)
        return HttpResponseRedirect(reverse("me"))
    form = Display(request.POST)
    if not form.is_valid():
        return _page(request, form)
    members.change(request.me, **form.cleaned_data)
    with override(form.cleaned_data["language"]):
        return HttpResponseRedirect(reverse("me"))
