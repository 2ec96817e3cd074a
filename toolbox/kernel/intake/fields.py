"""A form of questions as a Django form: built from data, checked, and turned into answers."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from toolbox.kernel.intake import questions
from toolbox.kernel.intake.kinds.base import Asked, Lines
from toolbox.kernel.intake.kinds.choosing import Choice, Several
from toolbox.kernel.intake.kinds.days import Day, Times
from toolbox.kernel.intake.kinds.files import Files
from toolbox.kernel.intake.kinds.languages import Languages
from toolbox.kernel.intake.kinds.numbers import Number, People
from toolbox.kernel.intake.kinds.phones import Phone
from toolbox.kernel.intake.kinds.texts import Long, Mail, Place, Text
from toolbox.kernel.intake.questions import REACHES, Ask, Question
from toolbox.kernel.intake.records import Answer
from toolbox.kernel.records.values import checked
from toolbox.kernel.ui.forms import Form

PREFIX = "q"  # before the names of questions: what the page itself carries is called otherwise
KINDS: dict[Ask, Callable[[Question], Asked]] = {
    Ask.TEXT: Text,
    Ask.LONG: Long,
    Ask.CHOICE: Choice,
    Ask.SEVERAL: Several,
    Ask.NUMBER: Number,
    Ask.DAY: Day,
    Ask.TIMES: Times,
    Ask.PHONE: Phone,
    Ask.MAIL: Mail,
    Ask.PLACE: Place,
    Ask.LANGUAGE: Languages,
    Ask.HOUSEHOLD: People,
    Ask.FILE: Files,
}


class Asking(Form):
    """A form as strangers fill it in, in the language that is active.

    What hangs on a choice that was not made is dropped without a word, whatever stands in it.
    """

    def __init__(
        self, form: questions.Form, data: QueryDict | None = None, files: MultiValueDict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files, prefix=PREFIX, auto_id="%s")
        self.asks = form
        self.language = get_language() or "en"
        self.kinds = {one.name: KINDS[one.ask](one) for one in form.questions}
        self.fields.update(self.kinds)
        for name, field in self.kinds.items():
            if isinstance(field, Choice):
                field.opening(opening(form, name))
        self.dropped: set[str] = set()

    def clean(self) -> None:
        """Drop what was not asked, with what is wrong with it."""
        chosen: dict[str, tuple[str, ...]] = {}
        for question in self.asks.questions:
            if not questions.asked(question, chosen):
                self.dropped.add(question.name)
                self.errors.pop(question.name, None)
                self.cleaned_data.pop(question.name, None)
            elif question.choices:
                chosen[question.name] = self._lines(question).values

    def _lines(self, question: Question) -> Lines:
        field, value = self.kinds[question.name], self.cleaned_data.get(question.name)
        return Lines() if value in field.empty_values else field.said(value)

    def wrong(self, name: str) -> str:
        """What is wrong with an answer, in a sentence or two."""
        return " ".join(map(str, self.errors.get(name, ())))

    def answers(self) -> tuple[Answer, ...]:
        """What is kept, in the order of the form; nothing for what stayed empty, or is wrong."""
        self.is_valid()
        return tuple(self._answers())

    def _answers(self) -> Iterator[Answer]:
        for question in self.asks.questions:
            lines = self._lines(question)
            if any(lines):
                says, shown = question.says.here(self.language), lines.shown if lines.shown != lines.values else ()
                yield checked(
                    Answer(
                        question=question.name,
                        ask=question.ask,
                        says=says,
                        values=lines.values,
                        shown=shown,
                        files=lines.files,
                    )
                )

    def forgive(self) -> None:
        """Say nothing yet about what is wrong: it is not being sent. Only files that were left out are told."""
        for name in list(self.errors):
            if not isinstance(self.kinds[name], Files) or self.kinds[name].missing() in self.wrong(name):
                del self.errors[name]

    def open_questions(self) -> list[str]:
        """The names of what could still be answered."""
        return [
            question.name
            for question in self.asks.questions
            if question.name not in self.dropped and not any(self._lines(question))
        ]

    def lacks_number(self) -> bool:
        """Whether what they chose asks for a number, and they left none: to be called, most often."""
        left = self.open_questions()
        return any(one.ask is Ask.PHONE and one.only_if and one.name in left for one in self.asks.questions)


def reaches(answers: tuple[Answer, ...]) -> bool:
    """Whether a circle can answer by another way than the receipt."""
    return any(answer.ask in REACHES for answer in answers)


def opening(form: questions.Form, name: str) -> dict[str, str]:
    """Which classes the choices of a question carry: `opens-2` for what opens the second question with a condition."""
    found: dict[str, str] = {}
    for number, question in form.conditions():
        if question.only_if is not None and question.only_if.question == name:
            for choice in question.only_if.choices:
                found[choice] = f"{found.get(choice, '')} opens-{number}".strip()
    return found


def hanging(form: questions.Form) -> dict[str, str]:
    """Which classes a question carries: `hangs-2`, and those of what it hangs on in turn."""
    found: dict[str, str] = {}
    for number, question in form.conditions():
        if question.only_if is not None:
            found[question.name] = f"{found.get(question.only_if.question, '')} hangs-{number}".strip()
    return found
