"""Filling in public forms for tests: data as a browser sends it, and the forms built from it."""

from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from toolbox.kernel.intake.fields import Asking
from toolbox.kernel.intake.questions import Ask, Both, Form, Question

Typed = dict[str, str | list[str]]


def data(**typed: str | list[str]) -> QueryDict:
    """What a browser sends for questions by their names; `people__adults` is the part of a compound one."""
    sent = QueryDict(mutable=True)
    for name, value in typed.items():
        sent.setlist("q-" + name.replace("__", "-"), value if isinstance(value, list) else [value])
    return sent


def filled(form: Form, **typed: str | list[str]) -> Asking:
    """A form with what was typed."""
    return Asking(form, data(**typed), MultiValueDict())


def one(ask: Ask, **more: Any) -> Form:
    """A form that asks a single thing."""
    return Form(title=Both(en="Trial"), questions=(Question(name="it", ask=ask, says=Both(en="What?"), **more),))


def kept(ask: Ask, *, more: dict[str, Any] | None = None, **typed: str | list[str]) -> tuple[list[str], list[str]]:
    """What is kept of an answer to a single question: values, and what people read."""
    form = filled(one(ask, **(more or {})), **typed)
    assert form.is_valid(), form.errors
    (answer,) = form.answers()
    return list(answer.values), list(answer.lines)


def told(ask: Ask, *, more: dict[str, Any] | None = None, **typed: str | list[str]) -> str:
    """What is said beside a single question that was answered wrongly."""
    form = filled(one(ask, **(more or {})), **typed)
    assert not form.is_valid()
    return str(form.errors["it"][0])
