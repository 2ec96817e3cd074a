"""Words: one line, several lines, a place, an e-mail address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from toolbox.kernel.intake.kinds.base import Asked, Lines, bare, plain, too_long
from toolbox.kernel.intake.questions import Question

LINE = 300  # characters
PAGES = 10_000
ROWS = 5


class Text(Asked):
    """One line."""

    most = LINE
    attrs: dict[str, str] = {"dir": "auto", "enterkeyhint": "next"}

    def __init__(self, question: Question) -> None:
        super().__init__(question, forms.TextInput(attrs=dict(self.attrs)))

    def missing(self) -> str:
        """What to write."""
        return _("Write a few words.")

    def to_python(self, value: Any) -> str:
        """What was typed, without what nobody sees. Raises ValidationError where it is too long."""
        text = plain(str(value or ""))
        if len(text) > self.most:
            raise ValidationError(too_long(self.most))
        return text

    def said(self, value: str) -> Lines:
        """As it was typed."""
        return Lines((value,))


class Long(Text):
    """Several lines."""

    most = PAGES

    def __init__(self, question: Question) -> None:
        Asked.__init__(self, question, forms.Textarea(attrs={"dir": "auto", "rows": str(ROWS)}))

    def to_python(self, value: Any) -> str:
        """What was typed, with its lines. Raises ValidationError where it is too long."""
        text = plain(str(value or ""), lines=True)
        if len(text) > self.most:
            raise ValidationError(too_long(self.most))
        return text


class Place(Text):
    """An address or a crossing, in one line."""

    attrs = {**Text.attrs, "autocomplete": "address-line1"}

    def missing(self) -> str:
        """What to write, with an example."""
        return _("Write where. A crossing is enough, for example Alder Street and Third.")

    def own_hint(self) -> str:
        """Nobody needs to write their address; where the form says something itself, that is enough."""
        return "" if self.hint.words else _("A crossing is enough, for example Alder Street and Third.")


class Mail(Text):
    """An e-mail address."""

    def __init__(self, question: Question) -> None:
        attrs = {"autocomplete": "email", "inputmode": "email", "dir": "ltr", "enterkeyhint": "next"}
        Asked.__init__(self, question, forms.EmailInput(attrs=attrs))

    def missing(self) -> str:
        """What to write, with an example."""
        return _("Write an e-mail address, for example name@example.org.")

    def to_python(self, value: Any) -> str:
        """The address. Raises ValidationError where it cannot be one."""
        address = bare(str(value or "")).replace(" ", "")
        if address:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(_("An e-mail address looks like this: name@example.org.")) from None
        return address
