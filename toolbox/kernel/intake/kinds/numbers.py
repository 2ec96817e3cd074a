"""Numbers: a plain one, and how many people live together."""

import re
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.intake.kinds.base import Asked, Lines, bare
from toolbox.kernel.intake.questions import Question
from toolbox.kernel.intake.records import Answer

MOST = 999_999_999
MOST_PEOPLE = 99
_GROUPED = re.compile(r"(-?\d{1,3})((?:[.,'’ ]\d{3})+)")
_DIGITS = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", "enterkeyhint": "next"}


def whole(written: str) -> int | None:
    """A whole number as people write it, in the digits of any script, also as 1,200 or 1.200; None if it is none."""
    text = bare(written)
    if grouped := _GROUPED.fullmatch(text):
        text = grouped[1] + re.sub(r"\D", "", grouped[2])
    return int(text) if re.fullmatch(r"-?\d{1,15}", text, re.ASCII) else None


class Number(Asked):
    """A whole number; not below nothing, if the form does not say so."""

    def __init__(self, question: Question) -> None:
        super().__init__(question, forms.TextInput(attrs={**_DIGITS, "class": "short"}))

    @property
    def least(self) -> int:
        """The smallest that is taken."""
        return 0 if self.question.least is None else self.question.least

    @property
    def most(self) -> int:
        """The greatest that is taken."""
        return MOST if self.question.most is None else self.question.most

    def missing(self) -> str:
        """What to write, with an example."""
        return _("Write a number, for example %(example)d.") % {"example": min(max(4, self.least), self.most)}

    def to_python(self, value: Any) -> int | None:
        """The number. Raises ValidationError for what is none, or too small or too great."""
        written = str(value or "")
        if not bare(written):
            return None
        number = whole(written)
        if number is None:
            raise ValidationError(self.missing())
        if not self.least <= number <= self.most:
            raise ValidationError(
                _("Write a number from %(least)d to %(most)d.") % {"least": self.least, "most": self.most}
            )
        return number

    def said(self, value: int) -> Lines:
        """Its digits."""
        return Lines((str(value),))


class Household(NamedTuple):
    """How many people, of what age."""

    adults: int
    children: int = 0  # under 18
    small: int = 0  # of them, under 3

    def words(self) -> str:
        """As people read it. Nobody is told of whom nobody spoke: no number of adults does not mean none."""
        says = []
        if self.adults:
            says.append(ngettext("%(count)d adult", "%(count)d adults", self.adults) % {"count": self.adults})
        if self.children or not self.adults:
            words = ngettext("%(count)d child under 18", "%(count)d children under 18", self.children)
            says.append(words % {"count": self.children})
        if self.small:
            says.append(ngettext("%(count)d under 3", "%(count)d of them under 3", self.small) % {"count": self.small})
        return ", ".join(says)


PARTS = Household._fields


def household(answer: Answer) -> Household:
    """The people that an answer tells of, for the rooms above. Raises ValueError where it is no such answer."""
    return Household(**{name: int(count) for name, count in (value.split("=") for value in answer.values)})


class Counts(forms.Widget):
    """Three small numbers."""

    template_name = "intake/kinds/household.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        """What stands in them."""
        return tuple(str(data.get(f"{name}-{part}") or "") for part in PARTS)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never: empty ones are an answer too."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template needs."""
        says = (_("Adults"), _("Children under 18"), _("Of them, under 3"))
        rows = zip(PARTS, says, value or ("", "", ""), strict=True)
        return {"rows": [(f"{name}-{part}", words, typed) for part, words, typed in rows]}


class People(Asked):
    """How many people, of what age."""

    together = True

    def __init__(self, question: Question) -> None:
        super().__init__(question, Counts())

    def missing(self) -> str:
        """What to write, with an example."""
        return _("Write how many people, for example 2 adults.")

    def to_python(self, value: Any) -> Household | None:
        """The people. Raises ValidationError for what are no numbers, or cannot be together."""
        if not any(map(bare, value)):
            return None
        found = [whole(typed) if bare(typed) else 0 for typed in value]
        if any(number is None or not 0 <= number <= MOST_PEOPLE for number in found):
            raise ValidationError(_("Write numbers from 0 to %(most)d, for example 2.") % {"most": MOST_PEOPLE})
        people = Household(*(number or 0 for number in found))
        if people.small > people.children:
            raise ValidationError(_("Count children under 3 among the children too."))
        if not people.adults + people.children:
            raise ValidationError(self.missing())
        return people

    def said(self, value: Household) -> Lines:
        """Each number by its name, and all in words."""
        return Lines(tuple(f"{name}={count}" for name, count in value._asdict().items()), (value.words(),))
