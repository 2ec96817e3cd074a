"""The slips that a circle prints: an invite, and one share of the paper member. No circle is named unless asked."""

from typing import Literal, cast

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.records import Invite
from toolbox.kernel.printing.slips import Code, Numbered, Slip, Steps, Warn, Words, printed
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.ui.forms import Form
from toolbox.kernel.vault import shares, words

Paper = Literal["a4", "letter"]


class Sheet(Form):
    """On which paper; the code to print travels in the form and is stored nowhere."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=600)
    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"),
        choices=[("a4", gettext_lazy("A4")), ("letter", gettext_lazy("US Letter"))],
    )

    def clean_code(self) -> str:
        """In its normal form."""
        return words.normal(str(self.cleaned_data["code"]))

    @property
    def size(self) -> Paper:
        """The paper that was chosen."""
        return cast(Paper, self.cleaned_data["paper"])


class InviteSheet(Sheet):
    """The slip of an invite; its row says until when."""

    row = forms.IntegerField(widget=forms.HiddenInput)
    named = forms.BooleanField(label=gettext_lazy("Print the circle’s name on it"), required=False)


class ShareSheet(Sheet):
    """One share of three."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=shares.MADE)


def pdf(body: bytes) -> HttpResponse:
    """A PDF that is kept nowhere, with a name that tells nothing."""
    headers = {"Content-Disposition": 'inline; filename="sheet.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def invite_slip(sheet: InviteSheet, entry: Invite, circle_name: str) -> bytes:
    """The seven words, how to use them, until when, in the language of the words. Raises CannotPrint."""
    code = sheet.cleaned_data["code"]
    with override(words.language_of(code)):
        return _invite_slip(sheet, code, entry, circle_name)


def _invite_slip(sheet: InviteSheet, code: str, entry: Invite, circle_name: str) -> bytes:
    slip = Slip(
        title=_("Seven words for you"),
        lead=_("With them you join us. They work once, until %(moment)s.") % {"moment": moment(entry.ends)},
        parts=(
            Code(text=code, qr=code),
            Steps(
                steps=(
                    _("Open the address that you were told. It is not printed here on purpose."),
                    _("Choose “Sign in”, then “I have an invite on paper”, and type the seven words."),
                    _("Write down the six words that you are shown there. They are your own key."),
                    _("Then tear this slip up small."),
                )
            ),
            *((Words(paragraphs=(circle_name,)),) if sheet.cleaned_data["named"] else ()),
            Warn(words=_("Whoever has these words can join in your place. Show them to nobody.")),
        ),
    )
    return printed([slip], get_language() or "en", paper=sheet.size)


def share_slip(sheet: ShareSheet) -> bytes:
    """The 33 words of one share. Raises CannotPrint."""
    number = sheet.cleaned_data["number"]
    slip = Slip(
        title=_("Sheet %(number)d of 3") % {"number": number},
        lead=_("Keep this where you would keep cash. Alone it opens nothing: two of three sheets are needed."),
        parts=(
            Numbered(items=tuple(sheet.cleaned_data["code"].split()), columns=3),
            Words(paragraphs=(_("The words are English in every language."),)),
            Steps(
                steps=(
                    _("When nobody of us is left to open the door: meet whoever keeps another sheet."),
                    _("Open our address with /in/paper/ at its end."),
                    _("Type the words of both sheets."),
                )
            ),
            Warn(words=_("Never keep two of these sheets in one house.")),
        ),
        foot=_("Made on %(day)s. If newer sheets are made, this one opens nothing.") % {"day": day(today())},
    )
    return printed([slip], get_language() or "en", paper=sheet.size)
