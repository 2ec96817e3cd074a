"""Where the database does not answer at all, a stranger's form comes back with what was typed in it."""

import logging
import re
from collections.abc import Callable, Iterable
from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from toolbox.kernel.intake.fields import PREFIX
from toolbox.kernel.intake.pages import sentences
from toolbox.kernel.intake.pages.asking import CARRIED

_log = logging.getLogger("toolbox.intake")

_CHOSEN = re.compile(r"[a-z][a-z0-9_]*|\d{0,2}")  # what a form sends for something ticked, or for how many


class UnsavedMiddleware:
    """Answers for a public form whose very questions cannot be read just now: its page cannot be shown again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page that holds what was typed, and sends it again."""
        if request.method != "POST" or not isinstance(error, DatabaseError):
            return None
        try:
            typed = [(name, value) for name, values in request.POST.lists() for value in values]
        except (*sentences.UNREAD, DatabaseError):
            return None
        if CARRIED not in request.POST:
            return None
        _log.error("The database did not answer.", exc_info=error)
        context = {
            "fields": typed,
            "shown": list(_written(typed)),
            "with_file": bool(request.FILES) or getattr(request, "let_go_by", False),
            "send_to": request.get_full_path(),
            "says": sentences.not_saved().says,
        }
        response = render(request, "intake/unsaved.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Cache-Control"] = "no-store"  # what they typed must not stay on the phone
        return response


def _written(typed: Iterable[tuple[str, str]]) -> Iterable[str]:
    """What they wrote in words of their own. The questions cannot be read, so nothing says what a choice is called."""
    for name, value in typed:
        if name.startswith(f"{PREFIX}-") and not _CHOSEN.fullmatch(value):
            yield value
