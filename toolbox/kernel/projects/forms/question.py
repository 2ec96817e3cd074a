"""The form for one question."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.intake.questions import WITH_CHOICES, Ask, OnlyIf, Question
from toolbox.kernel.intake.questions import Form as Questions
from toolbox.kernel.projects import rules
from toolbox.kernel.projects.forms.base import Paired, pair, spread
from toolbox.kernel.records.values import checked

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


class Kinds(forms.Select):
    """The kinds of answer. Where one is chosen that needs choices, the browser opens the field for them."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the class that opens."""
        option = super().create_option(*args, **kwargs)
        if option["value"] in WITH_CHOICES:
            option["attrs"]["class"] = "opens-1"
        return option


class QuestionForm(Paired):
    """The question and its kind of answer; help, why, and when it is asked."""

    pairs = ("says", "choices", "hint", "why")
    first = ("says", "ask", "choices", "required")
    rare = (
        (gettext_lazy("Help, and why you ask"), ("hint", "why")),
        (gettext_lazy("Ask it only sometimes"), ("only_if",)),
    )
    hangs = {"choices": "hangs-1", "choices_es": "hangs-1"}

    says, says_es = pair(gettext_lazy("The question"), most=300)
    ask = forms.ChoiceField(label=gettext_lazy("What is answered"), choices=list(ASKS.items()), widget=Kinds)
    choices, choices_es = pair(
        gettext_lazy("The choices"),
        lines=4,
        hint=gettext_lazy("One a line, in the same order in both languages."),
    )
    required = forms.BooleanField(
        label=gettext_lazy("It must be answered"),
        help_text=gettext_lazy("Each question that must be answered turns somebody away. Three are plenty."),
        required=False,
    )
    hint, hint_es = pair(gettext_lazy("Help"), most=300, hint=gettext_lazy("A sentence under the question."))
    why, why_es = pair(
        gettext_lazy("Why you ask"), most=300, hint=gettext_lazy("Shown to whoever presses “Why do you ask this?”.")
    )
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
        cleaned = super().clean() or self.cleaned_data
        self.needs("says")
        if cleaned.get("ask") in WITH_CHOICES and not (cleaned.get("choices") or cleaned.get("choices_es")):
            self.add_error(self.mine("choices"), _("Write at least two choices, one a line."))
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
