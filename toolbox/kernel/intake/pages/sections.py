"""A form cut into sections: one thing a screen on a phone, and all below each other on a desk."""

from collections.abc import Iterator
from typing import NamedTuple

from babel.lists import format_list
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from toolbox.kernel.intake import fields, questions
from toolbox.kernel.intake.fields import Asking
from toolbox.kernel.intake.questions import Question
from toolbox.kernel.intake.worded import Worded, worded
from toolbox.kernel.ui import days

LAST = "send"  # the anchor of the last section


class Part(NamedTuple):
    """One question as the page shows it."""

    field: BoundField
    words: Worded
    hint: Worded
    own_hint: str
    why: Worded
    wrong: str
    together: bool
    optional: bool
    hangs: str  # classes by which a browser hides it until it is asked
    only_if: str  # said where the browser cannot


class Section(NamedTuple):
    """A question, and those that hang on it."""

    number: int
    anchor: str
    before: str  # anchors of its neighbours; empty for none
    after: str
    parts: list[Part]
    dots: list[bool]  # for each section, whether it is reached


def sections(form: Asking) -> list[Section]:
    """The sections, in the order of the questions that hang on no other one."""
    parts: dict[str, list[Part]] = {}
    for question in form.asks.questions:
        parts.setdefault(_root(form.asks, question), []).append(_part(form, question))
    total = len(parts)
    return [
        Section(
            number=number,
            anchor=f"ask-{number}",
            before=f"ask-{number - 1}" if number > 1 else "",
            after=f"ask-{number + 1}" if number < total else LAST,
            parts=hanging,
            dots=[place <= number for place in range(1, total + 1)],
        )
        for number, hanging in enumerate(parts.values(), 1)
    ]


def _root(form: questions.Form, question: Question) -> str:
    """The question that it hangs on in the end, or itself."""
    by_name = {one.name: one for one in form.questions}
    while question.only_if is not None:
        question = by_name[question.only_if.question]
    return question.name


def _part(form: Asking, question: Question) -> Part:
    field = form.kinds[question.name]
    return Part(
        field=form[question.name],
        words=field.words,
        hint=field.hint,
        own_hint=field.own_hint(),
        why=worded(question.why),
        wrong=form.wrong(question.name),
        together=field.together,
        optional=not question.required,
        hangs=fields.hanging(form.asks).get(question.name, ""),
        only_if=_only_if(form.asks, question),
    )


def _only_if(form: questions.Form, question: Question) -> str:
    if question.only_if is None:
        return ""
    on = next(one for one in form.questions if one.name == question.only_if.question)
    chosen = [one for one in on.choices if one.name in question.only_if.choices]
    says = [_("“%(words)s”") % {"words": worded(one.says)} for one in chosen]
    return _("Only if you chose %(choices)s.") % {"choices": format_list(says, "or", locale=days.locale())}


class Wrong(NamedTuple):
    """A line at the top of the page that leads to what wants mending."""

    anchor: str
    words: str
    says: str


def wrong(form: Asking) -> Iterator[Wrong]:
    """What wants mending, in the order of the form."""
    for question in form.asks.questions:
        if question.name in form.errors:
            yield Wrong(form[question.name].auto_id, form.kinds[question.name].words.words, form.wrong(question.name))


def still_open(form: Asking) -> Iterator[Wrong]:
    """What could still be answered."""
    for name in form.open_questions():
        yield Wrong(form[name].auto_id, form.kinds[name].words.words, "")
