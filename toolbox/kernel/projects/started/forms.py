"""The forms of a project."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.circles.pages.limits import NAME, PERSON
from toolbox.kernel.projects.started.records import MOST_WORDS, Checked, Project, Step
from toolbox.kernel.records.values import checked
from toolbox.kernel.ui.forms import Form, text

NEW = "new"
TWO = "two"
MOST = 300


def a_day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
        error_messages={"invalid": _a_day(), "required": _a_day()},
    )


def _a_day() -> Any:
    return gettext_lazy("This needs a day. For example 2026-12-03.")


class BeginForm(Form):
    """Which kit, in which circle, from which evening on."""

    kit = forms.ChoiceField(
        label=gettext_lazy("Which kit do you start?"),
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    circle = forms.ChoiceField(
        label=gettext_lazy("In which circle?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    name = text(
        gettext_lazy("What do you call your project?"),
        most=NAME,
        hint=gettext_lazy("A name that your comrades know. It is sealed; strangers see it only if you publish it."),
        missing=gettext_lazy("Give it a name."),
        autocomplete="off",
    )
    evening = a_day(
        gettext_lazy("When is the first evening?"),
        hint=gettext_lazy("The steps of the first month are counted from it."),
    )
    my_name = text(
        gettext_lazy("What do comrades call you, in a new circle?"), most=PERSON, required=False, autocomplete="off"
    )

    def __init__(
        self, *args: Any, kits: Iterable[tuple[str, str]], circles: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("kit", kits), ("circle", circles)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """A new circle needs a name for oneself."""
        cleaned = super().clean() or {}
        if cleaned.get("circle") in {NEW, TWO} and not cleaned.get("my_name"):
            self.add_error("my_name", _("Type a name for yourself. It need not be the one on your papers."))
        return cleaned


class StepForm(Form):
    """A step."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    what = text(gettext_lazy("What is to be done?"), most=MOST, missing=gettext_lazy("Write what is to be done."))
    why = text(gettext_lazy("Why, or how"), most=2_000, lines=3, required=False)
    who = forms.TypedChoiceField(label=gettext_lazy("Who does it?"), coerce=int, required=False, empty_value=None)
    day = a_day(gettext_lazy("By which day?"), required=False)
    required_first = forms.BooleanField(
        label=gettext_lazy("Nothing goes out before this is done"),
        help_text=gettext_lazy("Then no form can be published until somebody ticks it."),
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(0, _("nobody yet")), *people]

    def step(self, before: Step | None, number: int) -> Step:
        """What was written. Raises ValueError."""
        given = self.cleaned_data
        return checked(
            Step(
                id=before.id if before else number,
                what=given["what"],
                why=given["why"],
                who=given["who"] or 0,
                day=given["day"],
                required=given["required_first"],
                sheet=before.sheet if before else "",
                done=before.done if before else None,
            )
        )

    @staticmethod
    def of(step: Step, version: int) -> dict[str, Any]:
        """As the step is now."""
        return {
            "what": step.what,
            "why": step.why,
            "who": step.who,
            "day": step.day,
            "required_first": step.required,
            "version": version,
        }


class CheckForm(Form):
    """Who checked a sentence of law or medicine."""

    by = text(
        gettext_lazy("Who checked it?"),
        most=MOST,
        hint=gettext_lazy("Somebody who knows: a lawyer, a medic. What you call them is enough."),
        missing=gettext_lazy("Write who checked it."),
        autocomplete="off",
    )
    place = text(
        gettext_lazy("For which place?"),
        most=MOST,
        hint=gettext_lazy("The town, county or state in which it holds."),
        missing=gettext_lazy("Write for which place it holds."),
    )
    day = a_day(gettext_lazy("On which day?"))

    def check(self, what: str) -> Checked:
        """What was written. Raises ValueError."""
        given = self.cleaned_data
        return checked(Checked(what=what, by=given["by"], place=given["place"], day=given["day"]))


def _lines(label: Any, hint: Any) -> forms.CharField:
    return text(label, most=3_000, lines=4, required=False, hint=hint)


class SettingsForm(Form):
    """What began as the kit's, and is the project's own now."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = text(gettext_lazy("Name"), most=NAME, missing=gettext_lazy("Give it a name."), autocomplete="off")
    phone = text(
        gettext_lazy("A number for your sheets"),
        most=40,
        required=False,
        hint=gettext_lazy("Of the group, not of a person. It is printed as you write it."),
        inputmode="tel",
        dir="ltr",
    )
    zones = _lines(gettext_lazy("Parts of town"), gettext_lazy("One a line. Work is shared out by them."))
    categories = _lines(gettext_lazy("What is asked for and offered"), gettext_lazy("One a line."))
    languages = _lines(gettext_lazy("Languages that you speak"), gettext_lazy("One a line."))
    jobs = _lines(gettext_lazy("Jobs"), gettext_lazy("One a line. Whoever has one keeps it if its line stays."))
    tools = forms.MultipleChoiceField(label=gettext_lazy("Tools"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, tools: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["tools"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(tools)

    def words(self, name: str) -> tuple[str, ...]:
        """The lines of a field."""
        lines = (line.strip()[:MOST] for line in str(self.cleaned_data[name]).splitlines())
        return tuple(line for line in lines if line)[:MOST_WORDS]

    @staticmethod
    def of(project: Project, version: int) -> dict[str, Any]:
        """As the project is now."""
        return {
            "name": project.name,
            "phone": project.phone,
            "zones": "\n".join(project.zones),
            "categories": "\n".join(project.categories),
            "languages": "\n".join(project.languages),
            "jobs": "\n".join(job.name for job in project.jobs),
            "tools": list(project.tools),
            "version": version,
        }
