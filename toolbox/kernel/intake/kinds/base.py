"""What all kinds of questions have in common."""

import re
import unicodedata
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from toolbox.kernel.intake.questions import Question
from toolbox.kernel.intake.worded import worded
from toolbox.kernel.records.pointers import Attachment

# What turns the direction of whatever stands after it. Marks that turn nothing else round may stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
_UNSEEN = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]")
_LONE = re.compile("[\ud800-\udfff]")


class Lines(NamedTuple):
    """What is kept of an answer: `values` as they are compared, `shown` as people read it where that differs."""

    values: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    files: tuple[Attachment, ...] = ()


class Asked(forms.Field):
    """A question as a field. `said` gives what is kept of what `clean` returned."""

    together: ClassVar[bool] = False  # several inputs answer it: they stand in a fieldset

    def __init__(self, question: Question, widget: forms.Widget) -> None:
        self.question = question
        self.words = worded(question.says)
        self.hint = worded(question.hint)
        super().__init__(required=question.required, label=self.words.words, widget=widget)
        self.error_messages["required"] = self.missing()

    def missing(self) -> str:
        """What is said where a required answer is empty."""
        return _("Fill this in.")

    def own_hint(self) -> str:
        """What this kind of question says beside it, after the form's own hint."""
        return ""

    def said(self, value: Any) -> Lines:
        """What is kept. Never asked for an empty value."""
        raise NotImplementedError


def plain(text: str, *, lines: bool = False) -> str:
    """A text as somebody typed it, without what nobody sees; of one line, or with its lines."""
    text = _LONE.sub("\ufffd", text)
    text = _UNSEEN.sub("", _TURNING.sub("", _BREAKS.sub("\n", text)))
    return text.strip() if lines else " ".join(text.split())


def bare(text: str) -> str:
    """A number, day or address as it is read by the machine: ASCII digits, no unseen signs, no spaces at its ends."""
    kept = (sign for sign in unicodedata.normalize("NFKC", plain(text)) if unicodedata.category(sign) != "Cf")
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in kept).strip()


def too_long(most: int) -> str:
    """The sentence for a text that is too long."""
    return _("This is too long: at most %(most)d characters.") % {"most": most}
