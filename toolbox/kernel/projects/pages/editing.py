"""The forms of a public page: begun from one that others use, changed question by question."""

from collections.abc import Collection
from functools import partial
from http import HTTPStatus
from typing import Any

from babel.numbers import format_decimal
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from toolbox.kernel.circles import rules as circle_rules
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes, limits
from toolbox.kernel.intake.acts import sending
from toolbox.kernel.intake.questions import MOST_CONDITIONS, MOST_QUESTIONS, Question
from toolbox.kernel.notices import marking
from toolbox.kernel.projects import rules, starters
from toolbox.kernel.projects.forms.asking import AskingForm
from toolbox.kernel.projects.forms.question import ASKS, QuestionForm
from toolbox.kernel.projects.kits import checking
from toolbox.kernel.projects.pages.saving import again, saved, the_draft, the_form
from toolbox.kernel.projects.records import MOST_FORMS, Draft, FormDraft
from toolbox.kernel.projects.started import finding as started
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui import days
from toolbox.kernel.vault.held import Held

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@require_http_methods(READ_AND_WRITE)
def add(request: CircleRequest, circle: int) -> HttpResponse:
    """Choose what to begin with; the form gets a mailbox of its own."""
    held, trouble = the_draft(request), ""
    if request.method == "POST":
        starter = dict(starters.offered()).get(request.POST.get("begin", ""))
        if starter is None:
            raise Http404
        if len(held.value.forms) >= MOST_FORMS:
            trouble = _("There are enough forms here. Take one away first.")
        else:
            asking = starter.asking()
            asking = replace(asking, readers=len(circle_rules.living(request.group.settings)))
            with transaction.atomic():
                box = boxes.make(request.group, asking.form.title.here(get_language() or "en"))
                number = box.value.mailbox
                _held, trouble = saved(request, held, None, lambda draft: rules.with_form(draft, asking, number))
                transaction.set_rollback(bool(trouble))
            if not trouble:
                return HttpResponseRedirect(reverse("page_form", args=[circle, number]))
    language, first = get_language() or "en", started.forms(request.circle)
    offered = [
        {
            "name": name,
            "is_kits": name in first,
            "title": one.title.here(language),
            "about": one.about.here(language),
            "questions": [question.says.here(language) for question in one.questions],
        }
        for name, one in sorted(starters.offered(), key=lambda pair: pair[0] not in first)
    ]
    return answering.page(request, "projects/add.html", {"starters": offered}, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def form(request: CircleRequest, circle: int, form: int) -> HttpResponse:
    """A form with its questions: moved, taken away once that was asked, or changed on pages of their own."""
    held = the_draft(request)
    one, trouble = the_form(held, form), ""
    if request.method == "POST":
        name, do = request.POST.get("question", ""), request.POST.get("do", "")
        if do == "ask":
            return _remove_question(request, one, name)
        changes = {
            "up": lambda now: rules.moved(now, name, -1),
            "down": lambda now: rules.moved(now, name, 1),
            "remove": lambda now: rules.without_question(now, name),
        }
        if do not in changes:
            raise Http404
        held, trouble = saved(
            request,
            held,
            None,
            lambda draft: rules.with_asking(draft, one.slug, lambda asking: rules.with_questions(asking, changes[do])),
        )
        if not trouble:
            now = [question.name for question in the_form(held, form).asking.form.questions]
            here = f"#question-{now.index(name) + 1}" if name in now else ""
            return HttpResponseRedirect(reverse("page_form", args=[circle, form]) + here)
    return _form(request, held, one, trouble)


def _form(request: CircleRequest, held: Held[Draft], one: FormDraft, trouble: str) -> HttpResponse:
    language = get_language() or "en"
    asking = one.asking
    by_name = {question.name: question for question in asking.form.questions}
    context = {
        "one": one,
        "id": one.mailbox,
        "title": asking.form.title.here(language),
        "lead": asking.form.lead.here(language),
        "never": [both.here(language) for both in asking.form.never],
        "questions": [
            {
                "number": number,
                "name": question.name,
                "says": question.says.here(language),
                "ask": ASKS[question.ask],
                "required": question.required,
                "only_if": _condition(question, by_name, language),
            }
            for number, question in enumerate(asking.form.questions, 1)
        ],
        "required": sum(question.required for question in asking.form.questions),
        "asking": asking,
        "can_ask": len(asking.form.questions) < MOST_QUESTIONS,
        "most_questions": MOST_QUESTIONS,
        "most_conditions": MOST_CONDITIONS,
        "megabytes": limits.AN_HOUR // 2**20,
        "most_waiting": format_decimal(limits.MOST_WAITING, locale=days.locale()),
        "waits_days": sending.WAITS_DAYS,
    }
    return answering.page(request, "projects/form.html", context, trouble)


def _remove_question(request: CircleRequest, one: FormDraft, name: str) -> HttpResponse:
    """What follows when a question is removed, before it is."""
    language, questions = get_language() or "en", one.asking.form.questions
    says = next((question.says.here(language) for question in questions if question.name == name), None)
    if says is None:
        return answering.to("page_form", request.group.id, one.mailbox)
    hang = sum(question.only_if is not None and question.only_if.question == name for question in questions)
    context = {"id": one.mailbox, "name": name, "says": says, "hang": hang}
    return render(request, "projects/remove_question.html", context)


def _condition(question: Question, by_name: dict[str, Question], language: str) -> str:
    """On what a question hangs, in words."""
    if question.only_if is None or question.only_if.question not in by_name:
        return ""
    on = by_name[question.only_if.question]
    says = [choice.says.here(language) for choice in on.choices if choice.name in question.only_if.choices]
    return _("only if “%(question)s” is answered with %(choices)s") % {
        "question": on.says.here(language),
        "choices": ", ".join(_("“%(name)s”") % {"name": one} for one in says),
    }


@circle_only
@require_http_methods(READ_AND_WRITE)
def form_words(request: CircleRequest, circle: int, form: int) -> HttpResponse:
    """What stands around the questions."""
    held = the_draft(request)
    one = the_form(held, form)
    typed, status = AskingForm(request.POST) if request.method == "POST" else None, HTTPStatus.OK
    if typed is not None and typed.is_valid():
        change = partial(typed.changed, people=len(circle_rules.living(request.group.settings)))
        now, trouble = saved(
            request,
            held,
            typed.cleaned_data["version"],
            lambda draft: rules.with_asking(draft, one.slug, change),
        )
        if not trouble:
            return HttpResponseRedirect(reverse("page_form", args=[circle, form]))
        typed, status = again(typed, now.version, trouble), HTTPStatus.CONFLICT
    context = {"form": typed or AskingForm(initial=AskingForm.of(one.asking, held.version)), "id": form}
    return render(request, "projects/form_words.html", context, status=status)


@circle_only
@require_http_methods(READ_AND_WRITE)
def remove_form(request: CircleRequest, circle: int, form: int) -> HttpResponse:
    """What follows, then the form is gone from the page. Its mailbox stays, for receipts that are out there."""
    held = the_draft(request)
    one, trouble = the_form(held, form), ""
    if request.method == "POST":
        _held, trouble = saved(request, held, None, lambda draft: rules.without_form(draft, one.slug))
        if not trouble:
            marking.forget_channel(form)
            return HttpResponseRedirect(reverse("public_page", args=[circle]))
    context = {"title": one.asking.form.title.here(get_language() or "en"), "id": form}
    return answering.page(request, "projects/remove_form.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def question(request: CircleRequest, circle: int, form: int, number: int = 0) -> HttpResponse:
    """A question, new or changed. `number` counts from 1."""
    held = the_draft(request)
    one = the_form(held, form)
    questions = one.asking.form.questions
    if number > len(questions):
        raise Http404
    before, status = questions[number - 1] if number else None, HTTPStatus.OK
    more: dict[str, Any] = {
        "questions": one.asking.form,
        "before": before,
        "language": get_language() or "en",
    }
    if request.method == "POST":
        typed = QuestionForm(request.POST, **more)
        if typed.is_valid():
            never = started.never(request.circle)
            now, trouble = saved(
                request,
                held,
                typed.cleaned_data["version"],
                lambda draft: _with(draft, one.slug, typed, before, never),
            )
            if not trouble:
                return HttpResponseRedirect(reverse("page_form", args=[circle, form]))
            typed, status = again(typed, now.version, trouble), HTTPStatus.CONFLICT
    else:
        initial = QuestionForm.of(before, held.version) if before else {"version": held.version, "ask": "text"}
        typed = QuestionForm(initial=initial, **more)
    context = {"form": typed, "id": form, "is_new": before is None}
    return render(request, "projects/question.html", context, status=status)


def _with(draft: Draft, slug: str, typed: QuestionForm, before: Question | None, never: Collection[str]) -> Draft:
    """With a question. Raises ValueError where a kit of this circle says that it is never asked."""
    instead_of, written = before.name if before else "", typed.question()
    if word := checking.asks_never(never, written):
        says = _("Your kit says that you never ask this: “%(word)s”. Ask it by voice, if at all.")
        raise ValueError(says % {"word": word})
    return rules.with_asking(
        draft,
        slug,
        lambda asking: rules.with_questions(
            asking, lambda questions: rules.put_question(questions, written, instead_of)
        ),
    )
