"""Fills in a form as somebody would in a browser: whatever the form would not take, the town does not have."""

import datetime

from django.http import QueryDict
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from toolbox.kernel.intake import questions
from toolbox.kernel.intake.fields import PREFIX, Asking
from toolbox.kernel.intake.questions import Ask
from toolbox.kernel.intake.records import Answer
from toolbox.kernel.members.uploading import SealedFile
from toolbox.site.demo import enclosing
from toolbox.site.demo.chance import dated
from toolbox.site.demo.parts import numbered
from toolbox.site.demo.sendings import Given, Sending


class NotTaken(ValueError):
    """The form does not take an answer. The message names the question."""


def answers(sending: Sending, form: questions.Form, today: datetime.date) -> tuple[Answer, ...]:
    """What is kept of a form that was filled in. Raises NotTaken."""
    asks = {one.name: one.ask for one in form.questions}
    typed, files = QueryDict(mutable=True), MultiValueDict[str, SealedFile]()
    for name, given in sending.answers.items():
        if name not in asks:
            raise NotTaken(name)
        _type(typed, f"{PREFIX}-{name}", _written(given, asks[name], today, sending.language))
    for file in sending.file:
        name = next(f"{PREFIX}-{name}" for name, ask in asks.items() if ask is Ask.FILE)
        sealed = enclosing.sealed(file, dated(file.text, today, sending.language), sending.language)
        files.appendlist(name, SealedFile(sealed, name, file.name))
    with translation.override(sending.language):
        filled = Asking(form, typed, files)
        if not filled.is_valid():
            raise NotTaken(", ".join(filled.errors))
        if filled.dropped & sending.answers.keys():
            raise NotTaken(", ".join(filled.dropped))
        return filled.answers()


def _written(given: Given, ask: Ask, today: datetime.date, language: str) -> Given:
    """Words as somebody writes them: with the days that they mean, and phones with their area."""
    if not isinstance(given, str):
        return given
    if ask is Ask.PHONE:
        return numbered(given)
    return dated(given, today, "" if ask is Ask.DAY else language).strip()


def _type(typed: QueryDict, name: str, given: Given) -> None:
    """Put an answer where its fields would have it."""
    match given:
        case dict():
            for part, count in given.items():
                typed[f"{name}-{part}"] = str(count)
        case list():
            typed.setlist(name, given)
        case _:
            typed[name] = given
