"""Founding: with a code from whoever runs the toolbox, somebody makes themselves a member and a circle."""

from copy import deepcopy
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import making
from toolbox.kernel.circles.pages.limits import NAME, PERSON, PURPOSE
from toolbox.kernel.members import accounts, founding, sessions
from toolbox.kernel.members.carrying import Kept
from toolbox.kernel.members.gate import Crowded
from toolbox.kernel.members.pace import at_least
from toolbox.kernel.members.pages import typed
from toolbox.kernel.members.pages.ceremony import Ceremony
from toolbox.kernel.members.pages.door import welcome
from toolbox.kernel.members.pages.handles import Chosen
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.registry.audience import member_only, public
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.ui.same_site import same_site


class Code(Form):
    """The seven words."""

    code = typed.code(
        gettext_lazy("Your founding code"),
        missing=gettext_lazy("Type the seven words."),
        hint=gettext_lazy("Seven words, as whoever runs this toolbox gave them to you."),
    )

    def clean_code(self) -> str:
        """Seven words of ours."""
        return typed.read(self.cleaned_data["code"], founding.WORDS)


class Founding(Ceremony, Chosen, Code):
    """Who they are, what the circle is, and the passphrase. The code travels unseen while it is good."""

    name = text(
        gettext_lazy("What your comrades call you"),
        most=PERSON,
        missing=gettext_lazy("Type what your comrades call you."),
        hint=gettext_lazy("Only your circle sees this."),
        autocomplete="off",
    )
    circle = text(
        gettext_lazy("The name of your circle"),
        most=NAME,
        missing=gettext_lazy("Give the circle a name. For example: Alder Street."),
        hint=gettext_lazy("Only the people in it see this."),
        autocomplete="off",
    )
    purpose = text(
        gettext_lazy("What it is for, in one line"),
        most=PURPOSE,
        required=False,
        hint=gettext_lazy("You can leave it empty, and change it at any time."),
        autocomplete="off",
    )

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["code"].widget = forms.HiddenInput(attrs={"autocomplete": "off"})

    def guessable(self) -> list[str]:
        """The circle's name too is tried first."""
        return [*super().guessable(), str(self.cleaned_data.get("circle", ""))]

    def ask_code_again(self, why: str = "") -> None:
        """Show the code with what is wrong with it, and all the rest as it was typed."""
        self.fields["code"].widget = deepcopy(Code.base_fields["code"].widget)
        if why:
            self.add_error("code", why)


def _page(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    context = {"form": form, "last": isinstance(form, Founding)}
    response = render(request, "circles/found.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@public
@same_site
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """The code; then the member and the circle. A wrong code takes as long as a right one, and can be tried again."""
    if request.method != "POST":
        return _page(request, Code())
    with at_least():
        if "proposed" in request.POST:
            return _founded(request, Founding(request.POST))
        code = Code(request.POST)
        if not code.is_valid():
            return _page(request, code)
        if not founding.is_good(code.cleaned_data["code"], timezone.now()):
            code.add_error("code", _no_code())
            return _page(request, code)
        return _page(request, Founding(initial=code.cleaned_data))


def _no_code() -> str:
    return _(
        "This code opens nothing here: it is mistyped, used up, or more than a week old. Look at each word, or ask "
        "whoever runs this toolbox for a new one."
    )


def _founded(request: HttpRequest, form: Founding) -> HttpResponse:
    if not form.is_valid():
        if "code" in form.errors:
            form.ask_code_again()
        return _page(request, form)
    given, now = form.cleaned_data, timezone.now()
    if not founding.is_good(given["code"], now):
        form.ask_code_again(_no_code())
        return _page(request, form)
    try:
        me = accounts.make(given["handle"], form.chosen, get_language() or "")
    except accounts.HandleTaken:
        form.add_error("handle", _("Somebody has this handle already. Choose another one."))
        return _page(request, form)
    except Crowded:
        form.add_error(None, _("Many people are at this door. Try again in a minute."))
        return _page(request, form, status=503)
    if not founding.use(given["code"], now):
        accounts.delete(me)
        form.ask_code_again(_("Somebody else used this code just now. Ask whoever runs this toolbox for a new one."))
        return _page(request, form)
    making.make(me, given["circle"], given["purpose"], given["name"])
    sessions.end(request)
    return welcome(request, me, Kept(reverse("founded"), []))


@member_only
@require_safe
def founded(request: MemberRequest) -> HttpResponse:
    """It is done: what comes next."""
    return render(request, "circles/founded.html", {"groups": groups.mine(request.me).groups})
