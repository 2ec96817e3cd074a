"""A day, and the times of the week when somebody is there."""

import datetime
from typing import Any

from babel.dates import get_day_names
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toolbox.kernel.intake.kinds import reading_days
from toolbox.kernel.intake.kinds.base import Asked, Lines, bare
from toolbox.kernel.intake.questions import Question
from toolbox.kernel.ui import days

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening")
ANY = "any"
TIMES = frozenset(f"{day}-{part}" for day in WEEK for part in PARTS)


class DayInput(forms.TextInput):
    """The telephone's own calendar, where it has one. What it would not show stays in a line of text."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Type `date` for nothing and for a day as 2026-11-24; `text` for what somebody wrote otherwise."""
        context = super().get_context(name, value, attrs)
        try:
            datetime.date.fromisoformat(str(value or "2026-11-24"))
        except ValueError:
            return context
        context["widget"]["type"] = "date"
        return context


class Day(Asked):
    """A day; kept as 2026-11-24."""

    def __init__(self, question: Question) -> None:
        super().__init__(question, DayInput(attrs={"class": "short", "autocomplete": "off", "enterkeyhint": "next"}))

    def missing(self) -> str:
        """What to write, with an example."""
        shown = reading_days.without_year(datetime.date(2026, 11, 24), days.locale())
        return _("This needs a day. For example %(day)s.") % {"day": shown}

    def to_python(self, value: Any) -> datetime.date | None:
        """The day. Raises ValidationError for what is none, or may be two."""
        written = bare(str(value or ""))
        if not written:
            return None
        try:
            return reading_days.read(written, get_language() or "en", timezone.localdate())
        except reading_days.TwoDays as two:
            first, second = (reading_days.without_year(day, days.locale()) for day in two.days)
            raise ValidationError(
                _("Is this %(first)s or %(second)s? Write the month as a word.") % {"first": first, "second": second}
            ) from None
        except reading_days.NoDay:
            raise ValidationError(self.missing()) from None

    def said(self, value: datetime.date) -> Lines:
        """As 2026-11-24, and in words."""
        return Lines((value.isoformat(),), (days.day(value),))


class Week(forms.CheckboxSelectMultiple):
    """A row of three boxes for each day of the week."""

    template_name = "intake/kinds/times.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template needs; weeks begin as they do where the page's language is spoken."""
        chosen = set(map(str, value or ()))
        names, first = get_day_names("wide", locale=days.locale()), days.locale().first_week_day
        order = [(first + offset) % 7 for offset in range(7)]
        says = zip(PARTS, _parts(), strict=True)
        parts = list(says)
        return {
            "name": name,
            "any": ANY in chosen,
            "rows": [
                (names[day], [(code := f"{WEEK[day]}-{part}", words, code in chosen) for part, words in parts])
                for day in order
            ],
        }


class Times(Asked):
    """When somebody is there: days of the week by morning, afternoon, evening, or any time."""

    together = True

    def __init__(self, question: Question) -> None:
        super().__init__(question, Week())

    def missing(self) -> str:
        """What to do."""
        return _("Choose at least one time, or “Any time”.")

    def to_python(self, value: Any) -> list[str]:
        """The times in the order of the week; only “any” where that is among them."""
        chosen = set(map(str, value or ()))
        if ANY in chosen:
            return [ANY]
        return [code for day in WEEK for part in PARTS if (code := f"{day}-{part}") in chosen]

    def said(self, value: list[str]) -> Lines:
        """Each time, and a line for each day."""
        if value == [ANY]:
            return Lines((ANY,), (_("Any time"),))
        names, lines = get_day_names("wide", locale=days.locale()), []
        for number, day in enumerate(WEEK):
            there = [words for part, words in zip(PARTS, _parts(), strict=True) if f"{day}-{part}" in value]
            if there:
                when = _("all day") if len(there) == len(PARTS) else ", ".join(there)
                lines.append(f"{names[number]}: {when}")
        return Lines(tuple(value), tuple(lines))


def _parts() -> tuple[str, str, str]:
    return _("morning"), _("afternoon"), _("evening")
