"""The page of a public form. A room above calls `answer` from a view of its own, with what it publishes."""

from http import HTTPStatus
from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toolbox.kernel.intake import codes, limits
from toolbox.kernel.intake.acts import sending
from toolbox.kernel.intake.acts.sending import Filled
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.fields import Asking
from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.intake.pages import sections, sent, sentences
from toolbox.kernel.intake.pages.sentences import Trouble
from toolbox.kernel.intake.pages.shown import Shown
from toolbox.kernel.intake.questions import Ask
from toolbox.kernel.intake.receiving import Counted
from toolbox.kernel.intake.worded import worded
from toolbox.kernel.vault import quick

CARRIED = "carried"  # the field that brings the code back
DO = "do"
SEND, LOOK, ENTER, TYPED = "send", "look", "enter", "typed"
WHOLE = "whole"  # the last field of the page: without it the line broke before everything was here


def answer(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The form, or the acknowledgement once it was sent; 404 where its mailbox is gone and nothing says why.

    Whoever sends then is told, and what they typed stays.

    The view that calls this is public and `same_site`, and does not read `request.POST` before: files of strangers are
    let in from here on.
    """
    if not shown.preview:  # there the middleware of sealed pages has read the form already
        request.encoding = "utf-8"  # whatever the browser says
    response = _posted(request, shown) if request.method == "POST" else _fresh(request, shown)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _fresh(request: HttpRequest, shown: Shown, trouble: Trouble | None = None) -> HttpResponse:
    """The empty form, if it takes anything in."""
    if shown.paused or (not shown.preview and _is_closed(shown)):
        return render(request, "intake/not_now.html", sent.around(request, shown))
    page = _page(request, shown, Asking(shown.form), None, trouble)
    if request.method != "POST" and not (shown.preview or request.GET):
        # Whoever goes back to it sends the same form again, and not a second one. It holds nothing of theirs.
        page.headers["Cache-Control"] = "private, max-age=0"
    return page


def _is_closed(shown: Shown) -> bool:
    try:
        now = timezone.now()
        limits.check(limits.room(shown.mailbox, now), 0, now)
    except limits.Closed:
        return True
    except Mailbox.DoesNotExist:
        raise Http404 from None
    except (limits.Again, limits.Full):
        return False  # it may have room again before somebody has filled it in
    return False


def _posted(request: HttpRequest, shown: Shown) -> HttpResponse:
    counted = _files_of_strangers(request, shown)
    try:
        data, files = request.POST, request.FILES
    except sentences.UNREAD as error:
        return _fresh(request, shown, sentences.unread(error))
    code = codes.brought(data.get(CARRIED, ""), shown.mailbox)
    form = Asking(shown.form, data, files)
    try:
        if code is not None and _is_sent(code):
            return _sent(request, shown, code, data, form, again=data.get(DO) == SEND)
        return _filled(request, shown, form, code, counted)
    except DatabaseError:
        return _page(request, shown, form, code or _new_code(), sentences.not_saved())


def _files_of_strangers(request: HttpRequest, shown: Shown) -> Counted | None:
    """Let files in, if the form asks for any: before the form is read, because they are sealed as they arrive."""
    if shown.preview or shown.paused or not any(question.ask is Ask.FILE for question in shown.form.questions):
        return None
    request.takes_files = counted = Counted(shown.mailbox)  # type: ignore[attr-defined]
    return counted


def _filled(
    request: HttpRequest, shown: Shown, form: Asking, code: Code | None, counted: Counted | None
) -> HttpResponse:
    """A form that was not sent yet: send it, if that is wanted and possible."""
    data = request.POST
    fresh = code if code is not None and codes.fits(code, form.language) else _new_code()
    if WHOLE not in data or getattr(request, "no_room", False):
        return _page(request, shown, form, code or fresh, sentences.not_saved())
    if counted is not None and counted.full:
        form.is_valid()
        return _page(request, shown, form, code or fresh, Trouble(_no_room(), HTTPStatus.TOO_MANY_REQUESTS))
    if data.get(DO) != SEND:
        form.forgive()
        return _page(request, shown, form, fresh, entered=data.get(DO) == ENTER)
    if not form.is_valid():
        if code is not None and _is_sent(code):  # the other press of a double one was quicker, and has the files
            return _sent(request, shown, code, data, form, again=True)
        return _page(request, shown, form, code or fresh)
    if shown.paused:
        return _page(request, shown, form, code or fresh, Trouble(shown.paused))
    if code is None:
        says = _("This page was open for a long time. What you typed is still here. Press Send once more.")
        return _page(request, shown, form, fresh, Trouble(says, HTTPStatus.OK))
    if shown.preview:
        return _page(request, shown, form, code, Trouble(_("A stranger’s answers would be sent now."), HTTPStatus.OK))
    return _send(request, shown, form, code, counted)


def _send(request: HttpRequest, shown: Shown, form: Asking, code: Code, counted: Counted | None) -> HttpResponse:
    try:
        if counted is not None:
            counted.give_back()
        filled = Filled(
            form=worded(shown.form.title).words[:300],
            purpose=shown.form.purpose,
            language=form.language,
            answers=(*form.answers(), *shown.known),
            days=shown.days,
            phone=shown.phone,
        )
        first = sending.send(shown.mailbox, code, filled, timezone.now())
    except sentences.UNSENT as error:
        if counted is not None and not isinstance(error, DatabaseError):
            counted.count_again()
        return _page(request, shown, form, code, sentences.unsent(error))
    return _sent(request, shown, code, request.POST, form, again=not first)


def _sent(
    request: HttpRequest, shown: Shown, code: Code, data: QueryDict, form: Asking, *, again: bool
) -> HttpResponse:
    return sent.page(request, shown, code, data, form, again=again, typed=data.get(DO) == TYPED)


def _is_sent(code: Code) -> bool:
    return quick.one("SELECT 1 FROM intake_receipt WHERE lookup = %s", code.lookup) is not None


def _new_code() -> Code:
    return codes.new(_here())


def _here() -> str:
    return get_language() or "en"


def _no_room() -> str:
    return sentences.no_room(60 - timezone.now().minute)


def _page(
    request: HttpRequest,
    shown: Shown,
    form: Asking,
    code: Code | None,
    trouble: Trouble | None = None,
    *,
    entered: bool = False,
) -> HttpResponse:
    """The form with what was typed, and what wants mending. Without a code it carries a ticket for a new one."""
    context: dict[str, Any] = {
        **sent.around(request, shown),
        "form": form,
        "sections": sections.sections(form),
        "last": sections.LAST,
        "wrong": list(sections.wrong(form)) if form.is_bound else [],
        "open": list(sections.still_open(form)) if entered else [],
        "entered": entered,
        "trouble": trouble.says if trouble else "",
        "carried": codes.carried(code, shown.mailbox) if code else codes.ticket(_here(), shown.mailbox),
    }
    return render(request, "intake/asking.html", context, status=trouble.status if trouble else HTTPStatus.OK)
