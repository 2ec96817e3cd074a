"""The handle as it is asked for at a door, and as somebody chooses it: one field and one check for all pages."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.members import accounts
from toolbox.kernel.members.passphrase import normal
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault import words


def asked() -> forms.CharField:
    """The handle that somebody has. Only its letters and digits are looked at."""
    return text(
        gettext_lazy("Your handle"),
        most=accounts.MOST_HANDLE,
        missing=gettext_lazy("Type the handle that you chose."),
        autocomplete="username",
        autocapitalize="none",
        spellcheck="false",
    )


class Chosen(Form):
    """A new handle: one that can be typed again."""

    handle = text(
        gettext_lazy("Choose a handle"),
        most=accounts.MOST_HANDLE,
        missing=gettext_lazy("Choose a handle. For example: three-herons."),
        hint=gettext_lazy(
            "You sign in with it. Only you need to know it, and it cannot be changed: take no name, e-mail address or "
            "number of yours, and nothing that you are called elsewhere."
        ),
        autocomplete="username",
        autocapitalize="none",
        spellcheck="false",
    )

    def clean_handle(self) -> str:
        """A handle without unseen signs, and with a letter or a digit in it."""
        handle = str(self.cleaned_data["handle"])
        if not normal(handle).isprintable():
            raise forms.ValidationError(_("There is a sign in it that cannot be seen. Type it again."))
        if not words.normal(handle):
            raise forms.ValidationError(_("A handle needs a letter or a digit."))
        return handle
