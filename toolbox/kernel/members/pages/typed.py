"""Codes of words as people type them from paper: normalised, counted, and each unknown word named."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.ui.forms import text
from toolbox.kernel.vault import words

MOST = 400  # characters


def code(label: Any, *, missing: Any, hint: Any = "") -> forms.CharField:
    """A field for a code of words. Check it with `read` in the form's `clean_…`."""
    return text(
        label,
        most=MOST,
        lines=3,
        missing=missing,
        hint=hint,
        autocomplete="off",
        autocapitalize="none",
        spellcheck="false",
        dir="ltr",
    )


def read(typed: str, count: int) -> str:
    """The code in its normal form. Raises ValidationError that says which word is none of ours, or how many miss."""
    normal = words.normal(typed)
    for word in words.unknown(normal):
        said = {"number": normal.split().index(word) + 1, "word": word, "meant": words.nearest(word)}
        if said["meant"]:
            raise forms.ValidationError(
                _("Word %(number)d, “%(word)s”, is none of ours. Did you mean “%(meant)s”?") % said
            )
        raise forms.ValidationError(_("Word %(number)d, “%(word)s”, is none of ours. Look at it once more.") % said)
    found = len(normal.split())
    if found != count:
        raise forms.ValidationError(
            ngettext(
                "This is %(found)d word. The code has %(count)d.",
                "These are %(found)d words. The code has %(count)d.",
                found,
            )
            % {"found": found, "count": count}
        )
    return normal
