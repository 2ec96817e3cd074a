"""The recovery sheet: ten words on paper that open the door when the passphrase is lost."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.members import accounts
from toolbox.kernel.members.gate import Crowded
from toolbox.kernel.members.pages import typed
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.printing.slips import Numbered, Slip, Steps, Warn, printed
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import member_only
from toolbox.kernel.ui.forms import Form, secret
from toolbox.kernel.vault import words

PAPERS = (("a4", gettext_lazy("A4")), ("letter", gettext_lazy("US Letter")))


class Asked(Form):
    """The passphrase, which seals the sheet."""

    passphrase = secret(
        gettext_lazy("Your passphrase"),
        missing=gettext_lazy("Type your passphrase."),
        autocomplete="current-password",
    )


class Printing(forms.Form):
    """The words of the sheet that is shown, to be printed."""

    sheet_code = forms.CharField(max_length=typed.MOST)
    paper = forms.ChoiceField(choices=PAPERS)

    def clean_sheet_code(self) -> str:
        """Ten words of ours: this prints nothing else."""
        return typed.read(self.cleaned_data["sheet_code"], words.SHEET)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_sheet(request: MemberRequest) -> HttpResponse:
    """Make a new sheet by the passphrase, and show it once; or print the one that is shown."""
    if request.method != "POST":
        return _ask(request, Asked())
    if "sheet_code" in request.POST:
        return _pdf(request)
    form = Asked(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    code = words.code(words.SHEET, get_language() or "en")
    try:
        accounts.new_sheet(request.me, form.cleaned_data["passphrase"], code)
    except accounts.WrongPassphrase:
        form.add_error("passphrase", _("This is not your passphrase. Look at it once more."))
        return _ask(request, form)
    except Crowded:
        form.add_error(None, _("Many people are at this door. Try again in a minute."))
        return _ask(request, form, status=503)
    return _show(request, code)


def _ask(request: MemberRequest, form: Asked, status: int = 200) -> HttpResponse:
    return render(request, "members/sheet_ask.html", {"form": form}, status=status)


def _show(request: MemberRequest, code: str, trouble: str = "", status: int = 200) -> HttpResponse:
    context = {"code": code, "words": code.split(), "papers": PAPERS, "trouble": trouble}
    return render(request, "members/sheet.html", context, status=status)


def _pdf(request: MemberRequest) -> HttpResponse:
    form = Printing(request.POST)
    if not form.is_valid():
        return _ask(request, Asked())
    code = form.cleaned_data["sheet_code"]
    try:
        pdf = printed([_slip(code)], get_language() or "en", paper=form.cleaned_data["paper"])
    except CannotPrint as trouble:
        return _show(request, code, str(trouble), status=503)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="sheet.pdf"'}
    )


def _slip(code: str) -> Slip:
    """The sheet. It names nobody, and not the handle: whoever finds it alone can do nothing with it."""
    return Slip(
        title=_("Recovery sheet"),
        lead=_("With these ten words and your handle you choose a new passphrase."),
        parts=(
            Numbered(items=tuple(code.split()), columns=2),
            Steps(
                heading=_("When your passphrase is lost"),
                steps=(
                    _("Open the toolbox, press “Sign in”, then “I lost my passphrase”."),
                    _("Type your handle, then these ten words in their order."),
                    _("Choose a new passphrase, and print a new sheet. This one opens nothing then."),
                ),
            ),
            Warn(
                words=_(
                    "Whoever has this sheet and knows your handle can be you. Keep it where you would keep cash, "
                    "not at home if your home may be searched. Do not write your handle on it."
                )
            ),
        ),
    )
