"""Signing in, waking a sleeping session, and coming back with what was typed."""

import logging
from typing import Any

from django import forms
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.kernel.members import accounts, carrying, forging, sessions
from toolbox.kernel.members.carrying import Kept
from toolbox.kernel.members.gate import Crowded
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.pace import at_least
from toolbox.kernel.members.pages import handles
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.forms import Form, secret, text
from toolbox.kernel.ui.same_site import same_site

_log = logging.getLogger("toolbox.members")

PIN_DIGITS = (4, 8)
INSTEAD = "instead"  # the name of the button for whoever forgot the PIN
UNSEEN = {"edition", "number", "marks", "do", "row", "version", "begin"}  # fields that no person typed


class SignIn(Form):
    """Handle, passphrase, code and PIN in one form: nothing tells which was wrong."""

    handle = handles.asked()
    passphrase = secret(
        gettext_lazy("Your passphrase"),
        missing=gettext_lazy("Type your passphrase."),
        autocomplete="current-password",
    )
    code = text(
        gettext_lazy("Code from your phone"),
        most=20,
        required=False,
        hint=gettext_lazy("Only if you have set one up. Or one of your recovery codes."),
        inputmode="numeric",
        autocomplete="one-time-code",
    )
    pin = secret(
        gettext_lazy("A short PIN for this shift"),
        required=False,
        hint=gettext_lazy(
            "Four to eight digits that you make up now. After a quarter of an hour without you, "
            "this asks for it. Without a PIN, it asks for the passphrase."
        ),
        inputmode="numeric",
        autocomplete="off",
    )

    def clean_pin(self) -> str:
        """Nothing, or four to eight digits."""
        pin = "".join(str(self.cleaned_data["pin"]).split())
        if pin and not (pin.isdecimal() and PIN_DIGITS[0] <= len(pin) <= PIN_DIGITS[1]):
            raise forms.ValidationError(_("A PIN has four to eight digits."))
        return pin


def _page(request: HttpRequest, form: SignIn, kept: Kept, *, ended: bool = False, status: int = 200) -> HttpResponse:
    context = {"form": form, "kept": kept, "ended": ended, "safe": sessions.is_quiet(request)}
    response = render(request, "members/sign_in.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def ended_page(request: HttpRequest, kept: Kept) -> HttpResponse:
    """A session that ran out: the sign-in page, with what was typed travelling in it."""
    return _page(request, SignIn(), kept, ended=True, status=403)


def asleep_page(request: HttpRequest, kept: Kept, wrong: str = "", status: int = 403) -> HttpResponse:
    """A session that fell asleep: its PIN."""
    response = render(request, "members/asleep.html", {"kept": kept, "wrong": wrong}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def again_page(request: HttpRequest, kept: Kept) -> HttpResponse:
    """A form from before the session began anew: shown again, to be sent again."""
    return _came_back(request, kept, sessions.cookie_of(request) or b"")


def not_saved_page(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The database could not write: a full disk, most often. What was typed stays in the page."""
    return _shown_again(request, kept, sessions.cookie_of(request) or b"", not_saved=True, status=503)


def _came_back(request: HttpRequest, kept: Kept, cookie: bytes) -> HttpResponse:
    """Where they were going; with what they had typed, if they had."""
    return _shown_again(request, kept, cookie) if kept.posted else HttpResponseRedirect(kept.to or reverse("desk"))


def _shown_again(
    request: HttpRequest, kept: Kept, cookie: bytes, *, not_saved: bool = False, status: int = 200
) -> HttpResponse:
    """What was typed, ready to be sent on."""
    to = kept.to or reverse("desk")
    shown = [(name, value) for name, value in kept.fields if len(value) > 1 and name not in UNSEEN]
    context = {"to": to, "fields": kept.fields, "shown": shown, "not_saved": not_saved, "file_lost": kept.file_lost}
    response = render(request, "members/came_back.html", {**context, "token": forging.field(cookie)}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def welcome(request: HttpRequest, me: Me, kept: Kept, pin: str = "") -> HttpResponse:
    """Begin a session for somebody who proved who they are, and bring them where they were going."""
    cookie = sessions.begin(me, pin, timezone.now())
    language = me.keyring.language
    if language and not kept.to:
        with override(language):
            kept = Kept(reverse("desk"), [])
    response = _came_back(request, kept, cookie)
    sessions.put_cookie(request, response, cookie)
    return response


@public
@same_site
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Handle and passphrase. Every answer takes as long as any other."""
    kept = carrying.from_sign_in(request)
    if request.method != "POST" or INSTEAD in request.POST:
        return _page(request, SignIn(), kept)
    form = SignIn(request.POST)
    if not form.is_valid():
        return _page(request, form, kept)
    given = form.cleaned_data
    with at_least():
        try:
            me = accounts.sign_in(given["handle"], given["passphrase"], given["code"], timezone.now())
        except Crowded:
            form.add_error(None, _("Many people are signing in. Try again in a minute; what you typed is still here."))
            return _page(request, form, kept, status=503)
        except OperationalError as error:
            form.add_error(None, _unwritten(error))
            return _page(request, form, kept, status=503)
    if me is None:
        form.add_error(None, _("The handle, the passphrase or the code is not right. Look at them once more."))
        # Said to everybody, so that it tells nothing: else who was let go looks for the fault in their passphrase.
        form.add_error(None, _("Was your access frozen? Then two of your circle must bring you back."))
        return _page(request, form, kept)
    try:
        sessions.end(request)
        return welcome(request, me, kept, given["pin"])
    except OperationalError as error:
        form.add_error(None, _unwritten(error))
        return _page(request, form, kept, status=503)


def _unwritten(error: OperationalError) -> str:
    """A full disk, most often; or the database does not answer."""
    _log.error("Nobody can sign in: the database could not be written.", exc_info=error)
    return _("The toolbox cannot write just now, so nobody can sign in. Tell whoever runs it.")


@public
@same_site
@require_POST
def wake(request: HttpRequest) -> HttpResponse:
    """The PIN of this shift."""
    kept = carrying.from_sign_in(request)
    try:
        return _woken(request, kept)
    except OperationalError as error:
        return asleep_page(request, kept, _unwritten(error), status=503)


def _woken(request: HttpRequest, kept: Kept) -> HttpResponse:
    cookie = sessions.cookie_of(request)
    found = sessions.find(cookie, timezone.now()) if cookie else None
    if found is None or cookie is None:
        return ended_page(request, kept)
    if isinstance(found, Me):
        return _came_back(request, kept, cookie)
    me = sessions.wake(found, request.POST.get("pin", ""), timezone.now())
    if me is not None:
        return _came_back(request, kept, cookie)
    left = sessions.tries_left(found)
    if not left:
        return ended_page(request, kept)
    return asleep_page(request, kept, _("This is not the PIN. Tries left: %(left)d.") % {"left": left})


def context(request: HttpRequest) -> dict[str, Any]:
    """What templates of sealed pages need to know: who is here, and the token for their forms."""
    me = getattr(request, "me", None)
    cookie = sessions.cookie_of(request) if me is not None else None
    ring = me.keyring if me is not None else None
    return {
        "display": " ".join(filter(None, [ring.look, "large" if ring.large else ""])) if ring else "",
        "me": me,
        "has_session": sessions.cookie_name(request) in request.COOKIES,
        "token": forging.field(cookie) if cookie else "",
        "safe_line": sessions.is_quiet(request) or settings.HTTPS,
    }
