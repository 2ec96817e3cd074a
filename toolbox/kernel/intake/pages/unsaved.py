"""Where the database does not answer at all, a stranger's form comes back with what was typed in it."""

from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from toolbox.kernel.intake.pages import sentences
from toolbox.kernel.intake.pages.asking import CARRIED, DO, WHOLE

_OURS = {CARRIED, DO, WHOLE}


class UnsavedMiddleware:
    """Answers for a public form whose very questions cannot be read just now: its page cannot be shown again."""

    def __init__(self, get_response: object) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)  # type: ignore[operator,no-any-return]

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
        context = {
            "fields": [one for one in typed if isinstance(one[1], str)],
            "shown": [value for name, value in typed if name not in _OURS and len(str(value)) > 1],
            "with_file": bool(request.FILES) or getattr(request, "let_go_by", False),
            "send_to": request.get_full_path(),
            "says": sentences.not_saved().says,
        }
        return render(request, "intake/unsaved.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
