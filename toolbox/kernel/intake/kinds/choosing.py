"""Choosing: one of some, or any of some."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from toolbox.kernel.intake.kinds.base import Asked, Lines
from toolbox.kernel.intake.questions import Question
from toolbox.kernel.intake.worded import worded


class One(forms.Widget):
    """One of some: draws the choices, with the classes by which each opens other questions."""

    template_name = "intake/kinds/choices.html"
    many = False
    question: Question
    opens: dict[str, str]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template needs."""
        chosen = set(map(str, value)) if isinstance(value, list | tuple) else {str(value or "")}
        return {
            "name": name,
            "kind": "checkbox" if self.many else "radio",
            "options": [
                (one.name, worded(one.says), one.name in chosen, self.opens.get(one.name, ""))
                for one in self.question.choices
            ],
            "none": not self.many and not self.question.required,
            "id": (attrs or {}).get("id", name),
        }


class Many(One):
    """Any of some."""

    many = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """All that were chosen."""
        return list(data.getlist(name))


class Choice(Asked):
    """One of some."""

    together = True
    kind: type[One] = One

    def __init__(self, question: Question) -> None:
        widget = self.kind()
        widget.question, widget.opens = question, {}
        super().__init__(question, widget)
        self._says = {one.name: worded(one.says).words for one in question.choices}

    def opening(self, opens: dict[str, str]) -> None:
        """Say which choices open other questions: the class of each by its name."""
        self.widget.opens = opens

    def missing(self) -> str:
        """What to do."""
        return _("Choose one.")

    def to_python(self, value: Any) -> Any:
        """The name of the choice. Raises ValidationError for what cannot be chosen."""
        chosen = str(value or "")
        if chosen and chosen not in self._says:
            raise ValidationError(_("This cannot be chosen any more. Choose again."))
        return chosen

    def said(self, value: Any) -> Lines:
        """The names of the choices, and their words."""
        names = (value,) if isinstance(value, str) else tuple(value)
        return Lines(names, tuple(self._says[name] for name in names))


class Several(Choice):
    """Any of some."""

    kind = Many

    def missing(self) -> str:
        """What to do."""
        return _("Choose at least one.")

    def to_python(self, value: Any) -> list[str]:
        """The names of the choices, in the order of the form. Raises ValidationError as for one."""
        chosen = set(map(str, value or ()))
        if chosen - self._says.keys():
            raise ValidationError(_("This cannot be chosen any more. Choose again."))
        return [name for name in self._says if name in chosen]
