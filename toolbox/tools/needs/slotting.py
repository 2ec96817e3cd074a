"""The forms of appointments, and a day in an address: as days from today, so that no date stands in it."""

import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.circles.group import today
from toolbox.kernel.ui.forms import Form

FAR = 400  # days


def _number(label: Any, initial: int, *, most: int) -> forms.IntegerField:
    words = gettext_lazy("Write a number, for example 10.")
    return forms.IntegerField(
        label=label,
        initial=initial,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
        error_messages={
            "required": words,
            "invalid": words,
            "min_value": gettext_lazy("At least %(limit_value)s."),
            "max_value": gettext_lazy("At most %(limit_value)s."),
        },
    )


class SlotsForm(Form):
    """Appointments of a day: from when, how far apart, how many, for how many people at a time."""

    day = forms.DateField(
        label=gettext_lazy("On which day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Write a day, for example 2026-11-30."),
            "invalid": gettext_lazy("Write a day, for example 2026-11-30."),
        },
    )
    at = forms.TimeField(
        label=gettext_lazy("The first one at"),
        initial="14:00",
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Write a time, for example 14:00."),
            "invalid": gettext_lazy("Write a time, for example 14:00."),
        },
    )
    minutes = _number(gettext_lazy("Minutes from one to the next"), 10, most=240)
    count = _number(gettext_lazy("How many times"), 12, most=100)
    at_once = _number(gettext_lazy("People at the same time"), 2, most=20)

    def clean_day(self) -> datetime.date:
        """A day that is still to come."""
        day: datetime.date = self.cleaned_data["day"]
        if not 0 <= (day - today()).days < FAR:
            raise forms.ValidationError(_("Choose today or a day that is still to come, within a year."))
        return day


class DigitsForm(Form):
    """The last four digits of a number."""

    digits = forms.RegexField(
        r"^\d{4}$",
        label=gettext_lazy("The last four digits of their phone, or the number of their ask"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        error_messages={
            "required": gettext_lazy("Write four digits."),
            "invalid": gettext_lazy("Write four digits."),
        },
    )


def day_of(request: HttpRequest) -> datetime.date:
    """The day that a form or an address names; today where neither does."""
    try:
        return datetime.date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        pass
    given = request.GET.get("in", "")
    plain = given.removeprefix("-")
    if plain.isascii() and plain.isdecimal() and len(plain) < 4:
        return today() + datetime.timedelta(days=int(given))
    return today()


def query(day: datetime.date) -> str:
    """What stands behind an address for a day."""
    return f"?in={(day - today()).days}"
