"""The forms in which a circle writes its public page, its forms and their questions."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from toolbox.kernel.intake.questions import WITH_CHOICES, Ask, Both, OnlyIf, Question
from toolbox.kernel.intake.questions import Form as Questions
from toolbox.kernel.projects import rules
from toolbox.kernel.projects.records import Asking, Door, Draft, Front
from toolbox.kernel.records import phones
from toolbox.kernel.records.values import checked
from toolbox.kernel.ui.forms import Form, text

LINE, WORDS = 120, 3_000  # characters
ONE_IS_ENOUGH = gettext_lazy("Write it in at least one of the two languages.")


def region() -> str:
    """The country of phone numbers that are written without one."""
    return str(getattr(settings, "REGION", "US"))


def pair(label: Any, label_es: Any, *, lines: int = 0, most: int = 0, hint: Any = "") -> tuple[forms.CharField, ...]:
    """The same field in English and in Spanish."""
    longest = most or (WORDS if lines else LINE)
    return (
        text(label, most=longest, lines=lines, required=False, hint=hint, lang="en"),
        text(label_es, most=longest, lines=lines, required=False, lang="es"),
    )


class _Versioned(Form):
    """A form that knows from which version of the page it began."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def both(self, name: str) -> Both:
        """The words of a pair of fields."""
        return Both(en=self.cleaned_data.get(name) or "", es=self.cleaned_data.get(f"{name}_es") or "")


def spread(both: Both, name: str) -> dict[str, str]:
    """A pair of fields as they begin."""
    return {name: both.en, f"{name}_es": both.es}


class FrontForm(_Versioned):
    """The page around its forms."""

    title, title_es = pair(gettext_lazy("Name, in English"), gettext_lazy("Name, in Spanish"))
    words, words_es = pair(
        gettext_lazy("Who you are and what you do, in English"),
        gettext_lazy("The same in Spanish"),
        lines=5,
        hint=gettext_lazy("Two or three sentences. Everybody can read this."),
    )
    hours, hours_es = pair(
        gettext_lazy("When, in English"), gettext_lazy("When, in Spanish"), hint=gettext_lazy("Saturdays, 10 to 1.")
    )
    place, place_es = pair(
        gettext_lazy("Where, in English"),
        gettext_lazy("Where, in Spanish"),
        hint=gettext_lazy("A part of town is enough. Leave it empty if the place must not be known."),
    )
    phone = text(
        gettext_lazy("Phone"),
        most=40,
        required=False,
        hint=gettext_lazy("A number of the group, not of a person. Whoever hears nothing calls it."),
        inputmode="tel",
        dir="ltr",
    )
    slug = text(
        gettext_lazy("Address of the page"),
        most=60,
        required=False,
        hint=gettext_lazy("Small letters and hyphens. Leave it empty to have it made from the name."),
        dir="ltr",
    )

    def clean_phone(self) -> str:
        """A number that can be dialled."""
        typed = str(self.cleaned_data["phone"]).strip()
        try:
            return phones.kept(typed, region()) if typed else ""
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from None

    def clean(self) -> dict[str, Any]:
        """A name in one language, and an address of our letters."""
        cleaned = super().clean() or {}
        if not (cleaned.get("title") or cleaned.get("title_es")):
            self.add_error("title", ONE_IS_ENOUGH)
        typed = str(cleaned.get("slug") or "")
        slug = rules.slug_from(typed or cleaned.get("title") or cleaned.get("title_es") or "")
        if typed and slug != typed:
            self.add_error(
                "slug", _("Small letters a to z, digits and hyphens. For example: %(slug)s") % {"slug": slug}
            )
        cleaned["slug"] = slug
        return cleaned

    def front(self) -> Front:
        """What was written."""
        pairs = {name: self.both(name) for name in ("title", "words", "hours", "place")}
        return checked(Front(**pairs, phone=str(self.cleaned_data["phone"])))

    @staticmethod
    def of(draft: Draft, version: int) -> dict[str, Any]:
        """As the page is now."""
        front = draft.front
        pairs = {
            key: value
            for name in ("title", "words", "hours", "place")
            for key, value in spread(getattr(front, name), name).items()
        }
        phone = phones.shown(front.phone, region()) if front.phone else ""
        return {**pairs, "phone": phone, "slug": draft.slug, "version": version}


class AskingForm(_Versioned):
    """What stands around the questions of a form, and what its page promises."""

    title, title_es = pair(gettext_lazy("Name of the form, in English"), gettext_lazy("Name of the form, in Spanish"))
    lead, lead_es = pair(
        gettext_lazy("What it is for, in English"), gettext_lazy("What it is for, in Spanish"), lines=2
    )
    never, never_es = pair(
        gettext_lazy("What you never ask, in English"),
        gettext_lazy("What you never ask, in Spanish"),
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
    readers = forms.IntegerField(
        label=gettext_lazy("How many people read it"),
        help_text=gettext_lazy("Shown to whoever writes. Leave it empty to say nothing."),
        required=False,
        min_value=0,
        max_value=500,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Within how many days does one of you answer"),
        help_text=gettext_lazy("Promise only what you can keep in a bad week. Leave it empty to promise nothing."),
        required=False,
        min_value=0,
        max_value=60,
    )
    paused, paused_es = pair(
        gettext_lazy("What people read while the form is paused, in English"),
        gettext_lazy("What people read while the form is paused, in Spanish"),
        lines=2,
        hint=gettext_lazy("Say why, until when, and where to go instead."),
    )

    def clean(self) -> dict[str, Any]:
        """A name in one language."""
        cleaned = super().clean() or {}
        if not (cleaned.get("title") or cleaned.get("title_es")):
            self.add_error("title", ONE_IS_ENOUGH)
        return cleaned

    def changed(self, asking: Asking) -> Asking:
        """A form with what was written. Raises ValueError."""
        english, spanish = (
            [line.strip() for line in str(self.cleaned_data[name]).splitlines() if line.strip()]
            for name in ("never", "never_es")
        )
        longest = max(len(english), len(spanish))
        never = tuple(
            Both(en=english[at] if at < len(english) else "", es=spanish[at] if at < len(spanish) else "")
            for at in range(longest)
        )
        form = replace(asking.form, title=self.both("title"), lead=self.both("lead"), never=never)
        return checked(
            replace(
                asking,
                form=form,
                door=Door(self.cleaned_data["door"]),
                readers=self.cleaned_data["readers"] or 0,
                days=self.cleaned_data["days"] or 0,
                paused=self.both("paused"),
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
            "readers": asking.readers or None,
            "days": asking.days or None,
            **spread(asking.paused, "paused"),
            "version": version,
        }


ASKS: dict[Ask, Any] = {
    Ask.TEXT: gettext_lazy("a line of text"),
    Ask.LONG: gettext_lazy("several lines of text"),
    Ask.CHOICE: gettext_lazy("one of several choices"),
    Ask.SEVERAL: gettext_lazy("any of several choices"),
    Ask.NUMBER: gettext_lazy("a number"),
    Ask.DAY: gettext_lazy("a day"),
    Ask.TIMES: gettext_lazy("times of the week"),
    Ask.PHONE: gettext_lazy("a phone number"),
    Ask.MAIL: gettext_lazy("an e-mail address"),
    Ask.PLACE: gettext_lazy("an address or a crossing"),
    Ask.LANGUAGE: gettext_lazy("languages"),
    Ask.HOUSEHOLD: gettext_lazy("how many people in the household"),
    Ask.FILE: gettext_lazy("photographs or papers"),
}
CONDITION = ":"  # between the question and the choice on which another one hangs


class QuestionForm(_Versioned):
    """One question."""

    says, says_es = pair(gettext_lazy("The question, in English"), gettext_lazy("The question, in Spanish"), most=300)
    ask = forms.ChoiceField(label=gettext_lazy("What is answered"), choices=list(ASKS.items()))
    choices, choices_es = pair(
        gettext_lazy("The choices, in English"),
        gettext_lazy("The choices, in Spanish"),
        lines=4,
        hint=gettext_lazy("One a line, in the same order in both languages."),
    )
    required = forms.BooleanField(
        label=gettext_lazy("It must be answered"),
        help_text=gettext_lazy("Each question that must be answered turns somebody away. Three are plenty."),
        required=False,
    )
    hint, hint_es = pair(gettext_lazy("Help, in English"), gettext_lazy("Help, in Spanish"), most=300)
    why, why_es = pair(gettext_lazy("Why you ask, in English"), gettext_lazy("Why you ask, in Spanish"), most=300)
    only_if = forms.ChoiceField(label=gettext_lazy("Ask it only if"), required=False)

    def __init__(self, *args: Any, questions: Questions, before: Question | None, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.before = questions, before
        field = self.fields["only_if"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("always")), *self._conditions(language)]

    def _conditions(self, language: str) -> list[tuple[str, str]]:
        """The choices on which a question may hang: those of questions that stand before it."""
        found = []
        for one in self.questions.questions:
            if self.before is not None and one.name == self.before.name:
                break
            found += [
                (
                    f"{one.name}{CONDITION}{choice.name}",
                    _("“%(question)s” is answered with “%(choice)s”")
                    % {"question": one.says.here(language), "choice": choice.says.here(language)},
                )
                for choice in one.choices
            ]
        return found

    def clean(self) -> dict[str, Any]:
        """Words in one language; choices where there is something to choose."""
        cleaned = super().clean() or {}
        if not (cleaned.get("says") or cleaned.get("says_es")):
            self.add_error("says", ONE_IS_ENOUGH)
        if cleaned.get("ask") in WITH_CHOICES and not (cleaned.get("choices") or cleaned.get("choices_es")):
            self.add_error("choices", _("Write at least two choices, one a line."))
        return cleaned

    def question(self) -> Question:
        """What was written. Raises ValueError."""
        ask = Ask(self.cleaned_data["ask"])
        known = self.before.choices if self.before else ()
        choices = (
            rules.choices_from(self.cleaned_data["choices"], self.cleaned_data["choices_es"], known)
            if ask in WITH_CHOICES
            else ()
        )
        name = self.before.name if self.before else rules.name_for(self.questions, self.both("says").here("en"))
        on, _colon, choice = str(self.cleaned_data["only_if"]).partition(CONDITION)
        kept = self.before.only_if if self.before else None
        if on and not (kept and kept.question == on and choice in kept.choices):
            kept = OnlyIf(question=on, choices=(choice,))
        return checked(
            Question(
                name=name,
                ask=ask,
                says=self.both("says"),
                hint=self.both("hint"),
                why=self.both("why"),
                required=self.cleaned_data["required"],
                choices=choices,
                only_if=kept if on else None,
                least=self.before.least if self.before else None,
                most=self.before.most if self.before else None,
            )
        )

    @staticmethod
    def of(question: Question, version: int) -> dict[str, Any]:
        """As the question is now."""
        only_if = question.only_if
        return {
            **spread(question.says, "says"),
            "ask": question.ask.value,
            "choices": "\n".join(choice.says.en for choice in question.choices),
            "choices_es": "\n".join(choice.says.es for choice in question.choices),
            "required": question.required,
            **spread(question.hint, "hint"),
            **spread(question.why, "why"),
            "only_if": f"{only_if.question}{CONDITION}{only_if.choices[0]}" if only_if else "",
            "version": version,
        }
