"""The page of a receipt: what came back, writing more, “it is solved”, withdrawing. The code travels in forms alone."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toolbox.kernel.intake import codes, limits
from toolbox.kernel.intake.acts import coming_back, errands
from toolbox.kernel.intake.acts.coming_back import Opened, Withdrawn
from toolbox.kernel.intake.models import Mailbox, Receipt
from toolbox.kernel.intake.pages import receipt_forms, receipt_slip, telling
from toolbox.kernel.intake.pages.receipt_forms import Typed, Writing
from toolbox.kernel.members.pace import at_least
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.same_site import same_site
from toolbox.kernel.vault.ids import new_id, spell, unspell

LEAST = 0.2  # seconds that every look at a code takes at least: a clock does not tell known ones from others


@public
@same_site
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """First the code, then what it opens. Nothing of it stands in an address, and no cookie is set."""
    if request.method != "POST":
        return _ask(request, Typed())
    typed = Typed(request.POST)
    if not typed.is_valid():
        return _ask(request, typed)
    code = typed.code_of()
    with at_least(LEAST):
        opened = coming_back.find(code)
    if opened is None:
        return _unknown(request, typed)
    with suppress(OperationalError):  # a full disk: what is over is not shown all the same
        errands.forget(opened, timezone.localdate())
    match request.POST.get("do", ""):
        case "write" | "solved" | "agree" | "refuse" | "takes" | "cannot" | "did" as what:
            return _write(request, opened, what)
        case "withdraw":
            return _page(request, opened, "intake/withdraw.html")
        case "withdraw-now":
            return _withdraw(request, opened)
        case "take-back":
            return _take_back(request, opened)
    return _page(request, opened)


def _ask(request: HttpRequest, form: Typed, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "intake/receipt_ask.html", {"form": form}, status=status)


def _unknown(request: HttpRequest, form: Typed) -> HttpResponse:
    form.add_error(
        "code",
        _(
            "No receipt has this code. Look at each word once more. "
            "If it was withdrawn, or if its time is over, it is gone for good."
        ),
    )
    return _ask(request, form)


def _page(
    request: HttpRequest,
    opened: Opened,
    template: str = "intake/receipt.html",
    *,
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    """The receipt as it stands, with what was typed."""
    context = {
        **telling.about(opened, timezone.localdate()),
        "code": opened.code.text,
        "parts": codes.parts(opened.code),
        "number": spell(new_id()),
        "write": receipt_forms.more(),
        "solved": receipt_forms.thanks(),
        **more,
    }
    return render(request, template, context, status=status)


def _write(request: HttpRequest, opened: Opened, what: str) -> HttpResponse:
    """Words go to the circle. Whatever goes wrong, they stay in the form."""
    form = receipt_forms.bound(what, request.POST)
    if not form.is_valid():
        return _again(request, opened, what, form)
    words, now, today = str(form.cleaned_data.get("text", "")), timezone.now(), timezone.localdate()
    number, about = _number(request, "number"), _number(request, "about")
    acts: dict[str, Callable[[], None]] = {
        "write": lambda: coming_back.write_more(opened, words, number, now),
        "solved": lambda: coming_back.say_solved(opened, words, number, now),
        "agree": lambda: coming_back.agree(opened, about, number, now),
        "refuse": lambda: coming_back.refuse(opened, about, words, number, now),
        "takes": lambda: errands.takes(opened, about, number, now, today),
        "cannot": lambda: errands.cannot(opened, about, words, number, now, today),
        "did": lambda: errands.did(opened, about, words, number, now, today),
    }
    try:
        trouble, status = _tried(acts[what]), HTTPStatus.SERVICE_UNAVAILABLE
    except errands.NoErrand:
        trouble = _("This is not there any more: somebody else does it, or its time is over. Thank you all the same.")
        opened, status = coming_back.find(opened.code) or opened, HTTPStatus.CONFLICT
    if trouble:
        form.add_error(None, trouble)
        return _again(request, opened, what, form, status)
    fresh = coming_back.find(opened.code)
    return _page(request, fresh or opened, done=telling.done(what))


def _again(request: HttpRequest, opened: Opened, what: str, form: Writing, status: int = HTTPStatus.OK) -> HttpResponse:
    wrong = " ".join(str(error) for error in form.non_field_errors())
    if what == "solved":
        return _page(request, opened, status=status, solved=form, wrong=wrong)
    return _page(request, opened, status=status, write=form, wrong=wrong)


def _number(request: HttpRequest, name: str) -> int:
    """An id that a form carries; a new one where it was changed."""
    try:
        return unspell(request.POST.get(name, ""))
    except ValueError:
        return new_id()


def _tried(act: Callable[[], None]) -> str:
    """The sentence that says why something was not done, or nothing. Raises NoErrand."""
    try:
        act()
    except limits.Again as again:
        return _("Too much came in at once. Try again in %(minutes)d minutes; your words stay here.") % {
            "minutes": again.minutes
        }
    except coming_back.TooMuch:
        return _("So much was written here that no more fits. Fill in the form once more, or call.")
    except (limits.Closed, limits.Full):
        return _("Nothing can be taken in just now. Your words are here: try again tomorrow, or call.")
    except (Mailbox.DoesNotExist, Receipt.DoesNotExist, LookupError):
        return _("The group that read this has ended. Nobody would read it.")
    except OperationalError:
        return _("Nothing was saved. Press again in a minute; your words are here.")
    return ""


def _withdraw(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Destroy it, and say what this page cannot reach."""
    try:
        done = coming_back.withdraw(opened, timezone.now())
    except OperationalError:
        wrong = _("It is not withdrawn: nothing could be written just now. Press again in a minute.")
        return _page(request, opened, "intake/withdraw.html", wrong=wrong, status=HTTPStatus.SERVICE_UNAVAILABLE)
    context = {"hidden": done is Withdrawn.HIDDEN}
    return render(request, "intake/withdrawn.html", context)


def _take_back(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What was published is not to be read any more."""
    public_id = _number(request, "about")
    number = _number(request, "number")
    trouble = _tried(lambda: coming_back.take_back(opened, public_id, number, timezone.now()))
    fresh = coming_back.find(opened.code) or opened
    if trouble:
        return _page(request, fresh, wrong=trouble, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return _page(request, fresh, done=telling.done("take-back"))


@public
@same_site
@cache_control(no_store=True)
@require_POST
def slip(request: HttpRequest) -> HttpResponse:
    """The code on paper. Nothing is looked up: it prints what it is given, if that is a code."""
    typed = Typed(request.POST)
    if not typed.is_valid():
        return _ask(request, typed)
    try:
        body = receipt_slip.printed(typed.code_of(), get_language() or "en", large="large" in request.POST)
    except CannotPrint as problem:
        typed.add_error(None, str(problem))
        return _ask(request, typed, HTTPStatus.SERVICE_UNAVAILABLE)
    headers = {"Content-Disposition": 'inline; filename="slip.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What a receipt can do, and what it cannot."""
    return render(request, "intake/receipt_about.html")
