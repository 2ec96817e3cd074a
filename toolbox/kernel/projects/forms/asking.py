"""The form for what stands around the questions, and the one for why a form is paused."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects.forms.base import Paired, pair, spread
from toolbox.kernel.projects.records import Asking, Door
from toolbox.kernel.records.values import checked


class AskingForm(Paired):
    """Name and door; what is promised."""

    pairs = ("title", "lead", "never")
    first = ("title", "lead", "door")
    rare = ((gettext_lazy("What you promise"), ("never", "readers", "days")),)

    title, title_es = pair(gettext_lazy("Name of the form"))
    lead, lead_es = pair(gettext_lazy("What it is for"), lines=2)
    never, never_es = pair(
        gettext_lazy("What you never ask"),
        lines=3,
        hint=gettext_lazy("One thing a line. It is shown as a promise: hold every question against it."),
    )
    door = forms.ChoiceField(
        label=gettext_lazy("Where it is listed"),
        choices=[
            (Door.SUPPORT, gettext_lazy("under “I need support”")),
            (Door.HELP, gettext_lazy("under “I want to help”")),
            (Door.NONE, gettext_lazy("only on your page")),
        ],
        widget=forms.RadioSelect,
    )
    readers = forms.BooleanField(
        label=gettext_lazy("Say how many people read it"),
        help_text=gettext_lazy("It says how many you are in this circle on the day on which you publish it."),
        required=False,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Within how many days does one of you answer"),
        help_text=gettext_lazy("Promise only what you can keep in a bad week. Leave it empty to promise nothing."),
        required=False,
        min_value=0,
        max_value=60,
    )

    def clean(self) -> dict[str, Any]:
        """A name in one language."""
        cleaned = super().clean() or self.cleaned_data
        self.needs("title")
        return cleaned

    def changed(self, asking: Asking, people: int) -> Asking:
        """A form with what was written, in a circle of so many. Raises ValueError."""
        english, spanish = (
            [line.strip() for line in str(self.cleaned_data[name]).splitlines() if line.strip()]
            for name in ("never", "never_es")
        )
        longest = max(len(english), len(spanish))
        never = tuple(
            Both(en=english[at] if at < len(english) else "", es=spanish[at] if at < len(spanish) else "")
            for at in range(longest)
        )
        return checked(
            replace(
                asking,
                form=replace(asking.form, title=self.both("title"), lead=self.both("lead"), never=never),
                door=Door(self.cleaned_data["door"]),
                readers=people if self.cleaned_data["readers"] else 0,
                days=self.cleaned_data["days"] or 0,
            )
        )

    @staticmethod
    def of(asking: Asking, version: int) -> dict[str, Any]:
        """As the form is now."""
        form = asking.form
        return {
            **spread(form.title, "title"),
            **spread(form.lead, "lead"),
            "never": "\n".join(one.en for one in form.never),
            "never_es": "\n".join(one.es for one in form.never),
            "door": asking.door.value,
            "readers": bool(asking.readers),
            "days": asking.days or None,
            "version": version,
        }


class PauseForm(Paired):
    """What strangers read while a form is paused."""

    pairs = ("paused",)
    first = ("paused",)

    paused, paused_es = pair(
        gettext_lazy("What people read meanwhile"),
        lines=3,
        hint=gettext_lazy("Say why, until when, and where to go instead. It is public as soon as you save it."),
    )

    @staticmethod
    def of(asking: Asking, version: int) -> dict[str, Any]:
        """As it is now."""
        return {**spread(asking.paused, "paused"), "version": version}
