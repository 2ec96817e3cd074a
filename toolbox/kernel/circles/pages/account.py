"""What a member does to themselves and what their circles must learn: a new passphrase, and going for good."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import rotating
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.rules import NotAllowed
from toolbox.kernel.members import accounts, sessions
from toolbox.kernel.members.gate import Crowded
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.pages.ceremony import Ceremony
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.registry.audience import member_only
from toolbox.kernel.ui.forms import Form, secret
from toolbox.kernel.vault.trouble import NotAMember, Trouble

KNOWN = "known"  # in the address: the tick is set


class NewPassphrase(Ceremony):
    """The passphrase that holds, and the one that comes."""

    old_passphrase = secret(
        gettext_lazy("The passphrase that you have now"),
        missing=gettext_lazy("Type the passphrase that you have now."),
        autocomplete="current-password",
    )
    known = forms.BooleanField(
        label=gettext_lazy("Somebody else may know it"),
        help_text=gettext_lazy("Then all your circles get new keys too. The others notice nothing but a line."),
        required=False,
    )


class Asked(Form):
    """The passphrase, before somebody goes for good."""

    passphrase = secret(
        gettext_lazy("Your passphrase"),
        missing=gettext_lazy("Type your passphrase."),
        autocomplete="current-password",
    )


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def passphrase(request: MemberRequest) -> HttpResponse:
    """A new passphrase; every circle learns the new public key, and gets a new key itself where that is asked."""
    if request.method != "POST":
        return _ask(request, NewPassphrase(initial={"known": KNOWN in request.GET}))
    form = NewPassphrase(request.POST, known=[request.me.handle])
    if not form.is_valid():
        return _ask(request, form)
    pin = sessions.pin_of(request, timezone.now())  # before their sessions end
    try:
        fresh = accounts.change_passphrase(request.me, form.cleaned_data["old_passphrase"], form.chosen)
    except accounts.WrongPassphrase:
        form.add_error("old_passphrase", _("This is not your passphrase. Look at it once more."))
        return _ask(request, form)
    except Crowded:
        form.add_error(None, _("Many people are at this door. Try again in a minute. Nothing was changed."))
        return _ask(request, form, status=503)
    return _changed(request, fresh, pin, form.cleaned_data["known"])


def _ask(request: MemberRequest, form: NewPassphrase, status: int = 200) -> HttpResponse:
    return render(request, "circles/account_passphrase.html", {"form": form}, status=status)


def _changed(request: MemberRequest, me: Me, pin: str, known: bool) -> HttpResponse:
    """Begin a session with the new keys and the old PIN, tell the circles, and say which of them could not be told."""
    cookie = sessions.begin(me, pin, timezone.now())
    mine = groups.mine(me)
    results = [(group.settings.name, _tell(group, known)) for group in mine.groups]
    told = [name for name, done in results if done]
    untold = [name for name, done in results if not done]
    request.me = me
    context = {"told": told, "untold": [*untold, *mine.closed], "known": known}
    response = render(request, "circles/account_changed.html", context)
    sessions.put_cookie(request, response, cookie)
    return response


def _tell(group: Group, known: bool) -> bool:
    try:
        rotating.new_key(group)
        if known:
            group.again()
            rotating.rotate(group)
    except (NotAllowed, Trouble):
        return False
    return True


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete_me(request: MemberRequest) -> HttpResponse:
    """Leave every circle, then be deleted. Whoever is the last one in a circle ends it first."""
    if request.method != "POST":
        return _going(request, Asked())
    form = Asked(request.POST)
    if not form.is_valid():
        return _going(request, form)
    if _last(request.me):
        form.add_error(None, _("There is a circle in which you are the last one. End it first."))
        return _going(request, form)
    try:
        accounts.opened(request.me, form.cleaned_data["passphrase"])
    except accounts.WrongPassphrase:
        form.add_error("passphrase", _("This is not your passphrase. Look at it once more."))
        return _going(request, form)
    except Crowded:
        form.add_error(None, _("Many people are at this door. Try again in a minute. Nothing was changed."))
        return _going(request, form, status=503)
    return _go(request, form)


def _last(me: Me) -> list[Group]:
    return [group for group in groups.mine(me).groups if rotating.is_last(group.settings, me.id)]


def _going(request: MemberRequest, form: Asked, status: int = 200) -> HttpResponse:
    mine = groups.mine(request.me)
    last = [group for group in mine.groups if rotating.is_last(group.settings, request.me.id)]
    left = [group.settings.name for group in mine.groups if group not in last]
    context = {"form": form, "last": last, "left": left, "broken": mine.closed}
    return render(request, "circles/account_delete.html", context, status=status)


def _go(request: MemberRequest, form: Asked) -> HttpResponse:
    staying = [group.settings.name for group in groups.mine(request.me).groups if not _leave(group)]
    if staying:
        names = ", ".join(staying)
        form.add_error(
            None,
            _("You are still in: %(names)s. Something moved there just now. You have left the others. Try again.")
            % {"names": names},
        )
        return _going(request, form)
    accounts.delete(request.me)
    response = HttpResponseRedirect(reverse("leave"))
    response.delete_cookie(sessions.cookie_name(request), path="/", samesite="Strict")
    return response


def _leave(group: Group) -> bool:
    try:
        rotating.leave(group)
    except NotAMember:
        return True
    except (NotAllowed, Trouble):
        return False
    return True
