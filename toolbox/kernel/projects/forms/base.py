"""What these forms share: words in two languages, a few fields at once, and the rare ones behind lines that open."""

from typing import Any, ClassVar, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.ui.forms import Form, text

LINE, WORDS = 120, 3_000  # characters
ONE_IS_ENOUGH = gettext_lazy("Write it in at least one of the two languages.")


class Shown(NamedTuple):
    """A field, and the class by which a browser hides it until it is needed."""

    field: BoundField
    hangs: str


class Part(NamedTuple):
    """Fields that stand together: at once, or behind a line that opens."""

    says: str  # of the line; empty: they stand there at once
    fields: list[Shown]
    is_open: bool
    is_written: bool


def pair(label: Any, *, lines: int = 0, most: int = 0, hint: Any = "") -> tuple[forms.CharField, forms.CharField]:
    """The same field in English and in Spanish."""
    longest = most or (WORDS if lines else LINE)
    english, spanish = (
        text(label, most=longest, lines=lines, required=False, hint=hint, lang=language) for language in ("en", "es")
    )
    return english, spanish


def spread(both: Both, name: str) -> dict[str, str]:
    """A pair of fields as they begin."""
    return {name: both.en, f"{name}_es": both.es}


class Paired(Form):
    """A form that knows from which version of the page it began, and asks first in the language of who writes."""

    pairs: ClassVar[tuple[str, ...]]  # the names of fields that are there twice, the second with _es
    first: ClassVar[tuple[str, ...]]  # what stands there at once
    rare: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()  # what opens: its line, and its fields
    hangs: ClassVar[dict[str, str]] = {}

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spanish = (get_language() or "en").startswith("es")
        in_other = _("%(label)s, in English") if self.spanish else _("%(label)s, in Spanish")
        for name in self.pairs:
            field = self.fields[self.other(name)]
            field.label, field.help_text = in_other % {"label": field.label}, ""

    def mine(self, name: str) -> str:
        """The field in the language of who writes."""
        return f"{name}_es" if self.spanish and name in self.pairs else name

    def other(self, name: str) -> str:
        """The field in the other language."""
        return name if self.spanish else f"{name}_es"

    def both(self, name: str) -> Both:
        """The words of a pair of fields."""
        return Both(en=self.cleaned_data.get(name) or "", es=self.cleaned_data.get(f"{name}_es") or "")

    def needs(self, name: str) -> None:
        """Say beside a pair that it is empty, where it is."""
        if not (self.cleaned_data.get(name) or self.cleaned_data.get(f"{name}_es") or name in self.errors):
            self.add_error(self.mine(name), ONE_IS_ENOUGH)

    def parts(self) -> list[Part]:
        """The fields as the page shows them."""
        parts = [Part("", self._shown([self.mine(name) for name in self.first]), True, True)]
        if self.pairs:
            parts.append(self._languages())
        return parts + [self._part(str(says), [self.mine(name) for name in names]) for says, names in self.rare]

    def _shown(self, names: list[str]) -> list[Shown]:
        return [Shown(self[name], self.hangs.get(name, "")) for name in names]

    def _part(self, says: str, names: list[str], *, is_open: bool = False) -> Part:
        fields = self._shown(names)
        wrong = any(name in self.errors for name in names)
        return Part(says, fields, is_open or wrong, any(one.field.value() for one in fields))

    def _languages(self) -> Part:
        """The other language: open where only that one is written."""
        alone = any(self[self.other(name)].value() and not self[self.mine(name)].value() for name in self.pairs)
        says = _("The same in English") if self.spanish else _("The same in Spanish")
        return self._part(says, [self.other(name) for name in self.pairs], is_open=alone)
