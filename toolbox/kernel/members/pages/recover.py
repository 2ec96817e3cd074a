"""The passphrase is lost, and the recovery sheet is there: ten words, then a new passphrase."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.members import accounts, sessions
from toolbox.kernel.members.carrying import Kept
from toolbox.kernel.members.gate import Crowded
from toolbox.kernel.members.pace import at_least
from toolbox.kernel.members.pages import handles, typed
from toolbox.kernel.members.pages.ceremony import Ceremony
from toolbox.kernel.members.pages.door import welcome
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.registry.audience import member_only, public
from toolbox.kernel.ui.forms import Form
from toolbox.kernel.ui.same_site import same_site
from toolbox.kernel.vault import words


class Sheet(Form):
    """A handle and the ten words of its sheet."""

    handle = handles.asked()
    sheet_code = typed.code(
        gettext_lazy("The ten words of your recovery sheet"),
        missing=gettext_lazy("Type the ten words."),
        hint=gettext_lazy("In their order. Capitals and accents make no difference."),
    )

    def clean_sheet_code(self) -> str:
        """Ten words of ours."""
        return typed.read(self.cleaned_data["sheet_code"], words.SHEET)


class Renewal(Ceremony, Sheet):
    """The second step: what was right in the first one travels unseen."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        for name in ("handle", "sheet_code"):
            self.fields[name].widget = forms.HiddenInput(attrs={"autocomplete": "off"})


NOT_RIGHT = gettext_lazy(
    "The handle or the ten words are not right, or the sheet was used or replaced. Look once more."
)


def _page(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    response = render(request, "members/recover.html", {"form": form, "last": isinstance(form, Renewal)}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@public
@same_site
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """Handle and ten words; then the new passphrase. Wrong ones take as long as right ones."""
    if request.method != "POST":
        return _page(request, Sheet())
    sheet = Sheet(request.POST)
    if not sheet.is_valid():
        return _page(request, sheet)
    given = sheet.cleaned_data
    with at_least():
        if not accounts.has_sheet_code(given["handle"], given["sheet_code"]):
            sheet.add_error(None, str(NOT_RIGHT))
            return _page(request, sheet)
        if "proposed" not in request.POST:
            return _page(request, Renewal(initial=given, known=[given["handle"]]))
        return _renewed(request, sheet)


def _renewed(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    form = Renewal(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        me = accounts.recover(form.cleaned_data["handle"], form.cleaned_data["sheet_code"], form.chosen)
    except Crowded:
        form.add_error(None, _("Many people are at this door. Try again in a minute."))
        return _page(request, form, status=503)
    if me is None:  # used in another window meanwhile
        sheet.add_error(None, str(NOT_RIGHT))
        return _page(request, sheet)
    sessions.end(request)
    return welcome(request, me, Kept(reverse("recovered"), []))


@member_only
@require_safe
def recovered(request: MemberRequest) -> HttpResponse:
    """They are back: what to do next."""
    return render(request, "members/recovered.html")
