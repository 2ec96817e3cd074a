"""The forms of a receipt: the code, words that are added, one sentence of thanks."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from toolbox.kernel.intake import codes
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.members.pages import typed
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault import words

MOST = 4_000  # characters
THANKS = 300


class Typed(Form):
    """The code of a receipt: seven words, or 28 digits."""

    code = typed.code(
        _("The code of your receipt"),
        missing=_("Type the seven words of your receipt, or its 28 digits."),
        hint=_("Seven words with a space between them, or 28 digits. Capitals and accents make no difference."),
    )

    def clean_code(self) -> str:
        """A code of ours; else which word is wrong, or how many are missing."""
        written = str(self.cleaned_data["code"])
        found = codes.typed(written).text
        if not found.isdecimal():
            return typed.read(written, words.INVITE)
        if len(found) != codes.DIGITS:
            raise forms.ValidationError(
                _("These are %(found)d digits. The code has %(count)d."),
                params={"found": len(found), "count": codes.DIGITS},
            )
        return found

    def code_of(self) -> Code:
        """The code, once it is valid."""
        return Code(str(self.cleaned_data["code"]))


class Writing(Form):
    """Words for the circle; `more` and `thanks` make it."""

    def __init__(self, *args: Any, field: forms.CharField | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field is not None:
            self.fields["text"] = field


def more(data: QueryDict | None = None, *, required: bool = True) -> Writing:
    """Writing more."""
    field = text(
        _("Write more"),
        most=MOST,
        lines=4,
        required=required,
        hint=_("Only the people who read what you sent can read this."),
        missing=_("Write a few words."),
        dir="auto",
    )
    return Writing(data, field=field, auto_id="more_%s")


def thanks(data: QueryDict | None = None) -> Writing:
    """The one sentence of thanks: it may stay empty."""
    field = text(
        _("One sentence for everyone who helped"),
        most=THANKS,
        lines=2,
        required=False,
        hint=_("It reaches all of them, without your name. You may leave it empty."),
        dir="auto",
    )
    return Writing(data, field=field, auto_id="thanks_%s")


def bound(what: str, data: QueryDict) -> Writing:
    """The form that was sent."""
    match what:
        case "solved":
            return thanks(data)
        case "write":
            return more(data)
    return more(data, required=False)
