"""Questions as data: what a form asks, why, and what may be answered. Nothing here knows of requests or seals."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, TypeAlias

from django.utils.translation import gettext as _
from msgspec import Meta

from toolbox.kernel.records.values import Value, Words

MOST_QUESTIONS = 30
MOST_CONDITIONS = 8  # questions of one form that are asked only if another was answered so

Name: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""What a question or choice is called in data: small letters, digits, low lines."""


class Ask(StrEnum):
    """What kind of answer a question wants."""

    TEXT = "text"  # one line
    LONG = "long"  # several lines
    CHOICE = "choice"  # one of some
    SEVERAL = "several"  # any of some
    NUMBER = "number"
    DAY = "day"
    TIMES = "times"  # when somebody is there: days of the week by morning, afternoon, evening
    PHONE = "phone"
    MAIL = "mail"
    PLACE = "place"  # an address or a crossing
    LANGUAGE = "language"  # those that somebody speaks
    HOUSEHOLD = "household"  # how many people, of what age
    FILE = "file"


REACHES = frozenset({Ask.PHONE, Ask.MAIL})  # what lets a circle answer by another way than the receipt
WITH_CHOICES = frozenset({Ask.CHOICE, Ask.SEVERAL})


class Both(Value, frozen=True, kw_only=True):
    """The same words in English and Spanish. What is missing in one is shown in the other, and marked so."""

    en: Words = ""
    es: Words = ""

    def here(self, language: str) -> str:
        """The words in a language, or in the other one."""
        return (self.es or self.en) if language.startswith("es") else (self.en or self.es)

    def spoken(self, language: str) -> str:
        """The language in which `here` answers, as HTML wants it said."""
        return "es" if self.here(language) == self.es and self.es != self.en else "en"

    def __bool__(self) -> bool:
        return bool(self.en or self.es)


class Choice(Value, frozen=True, kw_only=True):
    """One of the answers that can be chosen."""

    name: Name
    says: Both


class OnlyIf(Value, frozen=True, kw_only=True):
    """A question is asked only if another one was answered with one of these choices."""

    question: Name
    choices: tuple[Name, ...]


class Question(Value, frozen=True, kw_only=True):
    """One thing that a form asks."""

    name: Name
    ask: Ask
    says: Both
    hint: Both = Both()
    why: Both = Both()
    """Why we ask, in a sentence: shown to whoever wants to know."""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    only_if: OnlyIf | None = None
    least: int | None = None
    """Of a number."""
    most: int | None = None
    """Of a number."""

    def check(self) -> None:
        """Raise ValueError where the question cannot be asked so."""
        if not self.says:
            raise ValueError(_("Write the question."))
        if (self.ask in WITH_CHOICES) != bool(self.choices):
            raise ValueError(_("A question to choose from needs choices, and no other kind has them."))
        if len({choice.name for choice in self.choices}) != len(self.choices):
            raise ValueError(_("Two choices are called the same."))
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(_("The least is more than the most."))


class Form(Value, frozen=True, kw_only=True):
    """A form as strangers see it."""

    title: Both
    lead: Both = Both()
    """What it is for, in a sentence or two."""
    questions: tuple[Question, ...] = ()
    never: tuple[Both, ...] = ()
    """What is never asked here: the form's promise, shown at its top."""
    purpose: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_.]{0,63}$")] = "words"
    """What becomes of it once it is taken in; rooms above declare others."""

    def check(self) -> None:
        """Raise ValueError where questions are called the same, or hang on one that does not stand before them."""
        if not self.title:
            raise ValueError(_("Write what the form is called."))
        if len(self.questions) > MOST_QUESTIONS:
            raise ValueError(_("A form has at most %(most)d questions.") % {"most": MOST_QUESTIONS})
        if sum(one.only_if is not None for one in self.questions) > MOST_CONDITIONS:
            raise ValueError(_("At most %(most)d questions can hang on another one.") % {"most": MOST_CONDITIONS})
        before: dict[str, Question] = {}
        for one in self.questions:
            if one.name in before:
                raise ValueError(_("Two questions are called “%(name)s”.") % {"name": one.name})
            if one.only_if is not None and not _hangs(one.only_if, before.get(one.only_if.question)):
                raise ValueError(_("“%(name)s” hangs on a choice that does not stand before it.") % {"name": one.name})
            before[one.name] = one

    def conditions(self) -> Iterator[tuple[int, Question]]:
        """The questions that hang on another one, numbered from 1."""
        yield from enumerate((one for one in self.questions if one.only_if is not None), 1)


def _hangs(only_if: OnlyIf, on: Question | None) -> bool:
    return on is not None and bool(only_if.choices) and set(only_if.choices) <= {one.name for one in on.choices}


def asked(question: Question, chosen: dict[str, tuple[str, ...]]) -> bool:
    """Whether a question is asked at all, after what was chosen in those before it."""
    if question.only_if is None:
        return True
    return bool(set(chosen.get(question.only_if.question, ())) & set(question.only_if.choices))
