"""Small forms: a line of the contact log, what something waits for, how it ended."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.ui.forms import Form, text
from toolbox.tools.needs.fields import to_come
from toolbox.tools.needs.records import End, Entry, How, Outcome
from toolbox.tools.needs.shown import end_words, how_words, outcome_words

MOST = 2_000
HOWS = (How.CALL, How.TEXT, How.MAIL, How.VISIT, How.NOTE)
OUTCOMES = (Outcome.NONE, Outcome.TALKED, Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.WRONG_NUMBER)


class LogForm(Form):
    """What was said and done."""

    how = forms.ChoiceField(label=gettext_lazy("How"))
    outcome = forms.ChoiceField(label=gettext_lazy("What came of it"), required=False)
    text = text(gettext_lazy("What was said, and what you promised"), most=MOST, lines=3, required=False)
    again_day = forms.DateField(
        label=gettext_lazy("Try again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write a day, for example 2026-11-30.")},
    )
    again_at = forms.TimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Write a time, for example 18:00.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hows, outcomes = how_words(), outcome_words()
        for name, choices in (
            ("how", [(one.value, hows[one]) for one in HOWS]),
            ("outcome", [(one.value, outcomes[one] or _("nothing to add")) for one in OUTCOMES]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean_again_day(self) -> datetime.date | None:
        """Not a day that is over."""
        return to_come(self.cleaned_data["again_day"])

    def clean(self) -> dict[str, Any]:
        """A line says something; a time needs no day: it is then today, or tomorrow where it is over."""
        given = super().clean() or self.cleaned_data
        if not given.get("outcome") and not str(given.get("text", "")).strip():
            self.add_error("text", _("Write a few words, or choose what came of it."))
        return given

    def entry(self, by: int, now: datetime.datetime) -> Entry:
        """The line."""
        given = self.cleaned_data
        return Entry(
            when=now,
            by=by,
            how=How(given["how"]),
            outcome=Outcome(given["outcome"] or ""),
            text=given["text"],
            again=again(given["again_day"], given["again_at"], now),
        )


def again(day: datetime.date | None, at: datetime.time | None, now: datetime.datetime) -> datetime.datetime | None:
    """When to try again, on the town's clock; a time without a day is the next time that the clock shows it."""
    if day is None and at is None:
        return None
    here = timezone.localtime(now)
    when = datetime.datetime.combine(day or here.date(), at or datetime.time(9), here.tzinfo)
    return when + datetime.timedelta(days=1) if day is None and when <= here else when


class WaitForm(Form):
    """What it waits for."""

    what = text(
        gettext_lazy("What does it wait for?"),
        most=300,
        hint=gettext_lazy("For example: formula is out of stock. It keeps its place in the queue."),
        missing=gettext_lazy("Write what it waits for."),
    )


class EndForm(Form):
    """How it ended."""

    end = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it ended.")},
    )
    words = text(
        gettext_lazy("What you want to remember"),
        most=MOST,
        lines=2,
        required=False,
        hint=gettext_lazy("Only your circle reads this, until it is destroyed."),
    )
    said = text(
        gettext_lazy("A word to whoever asked"),
        most=MOST,
        lines=3,
        required=False,
        hint=gettext_lazy("They read it with their receipt, if they came with one. Write no places and no times."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["end"]
        if isinstance(field, forms.ChoiceField):
            words = end_words()
            field.choices = [(one.value, words[one]) for one in End if one not in {End.JOINED, End.HANDED}]
