"""Telephone numbers, as people write them."""

from typing import Any

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat

from toolbox.kernel.intake.kinds.base import Asked, Lines, bare
from toolbox.kernel.intake.questions import Question
from toolbox.kernel.records import phones

LONGEST = 60  # characters


class Phone(Asked):
    """A number, with its area code; kept in the form of E.164."""

    def __init__(self, question: Question) -> None:
        attrs = {"type": "tel", "autocomplete": "tel", "inputmode": "tel", "dir": "ltr", "enterkeyhint": "next"}
        super().__init__(question, forms.TextInput(attrs=attrs))

    def missing(self) -> str:
        """What to write, with an example."""
        return _("Write a phone number with its area code, for example %(example)s.") % {"example": example()}

    def to_python(self, value: Any) -> str:
        """The number in the form of E.164. Raises ValidationError that says what a number looks like."""
        written = bare(str(value or ""))
        if not written:
            return ""
        if len(written) > LONGEST:
            raise ValidationError(self.missing())
        try:
            return phones.kept(written, settings.REGION)
        except ValueError as wrong:
            sample = _("For example %(example)s.") % {"example": example()}
            raise ValidationError(f"{wrong} {sample}") from None

    def said(self, value: str) -> Lines:
        """The number, and how people here write it."""
        return Lines((value,), (phones.shown(value, settings.REGION),))


def example() -> str:
    """A number that belongs to nobody, as people of this region write it; isolated from the text around it."""
    number = phonenumbers.example_number(settings.REGION)
    shown = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL) if number else "+1 202-555-0143"
    return f"\u2066{shown}\u2069"
