"""Opens the session of whoever asks for a sealed page; everybody else gets 404."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from toolbox.kernel.members import carrying, forging, sessions
from toolbox.kernel.members.me import MOST_WAITING, Me, merge
from toolbox.kernel.members.models import KeyNote
from toolbox.kernel.members.pages import door
from toolbox.kernel.registry.audience import SEALED

_log = logging.getLogger("toolbox.members")

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class MembersMiddleware:
    """Stands before the check for forged forms: a session that ran out must not lose what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "sealed_page", False):
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The page itself for a member who is awake; the PIN or the passphrase first for one who was."""
        if getattr(view, "audience", None) not in SEALED:
            return None
        request.sealed_page = True  # type: ignore[attr-defined]
        cookie = sessions.cookie_of(request)
        if cookie is None:
            raise Http404
        kept = carrying.from_page(request)  # first: files are taken in only while the session is there
        try:
            found = sessions.find(cookie, timezone.now())
        except OperationalError as error:
            answer = self.process_exception(request, error)
            if answer is None:
                raise
            return answer
        if isinstance(found, Me):
            request.me = found  # type: ignore[attr-defined]
            if request.method not in SAFE and not forging.is_ours(request):
                return door.again_page(request, kept)
            if getattr(request, "no_room", False):  # a file in the form could not be stored
                return door.not_saved_page(request, kept)
            if KeyNote.objects.filter(member=found.id).count() > MOST_WAITING:
                with suppress(OperationalError):  # a full disk: they wait on, and the view gets what was typed
                    merge(found)
            return None
        return door.asleep_page(request, kept) if found else door.ended_page(request, kept)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Where the database cannot write, or does not answer, nothing that was typed into a sealed page is lost.

        The page goes to whoever sent it, so it need not be known who that is.
        """
        if isinstance(error, OperationalError) and hasattr(request, "sealed_page") and request.method == "POST":
            _log.error("The database could not be written.", exc_info=error)
            return door.not_saved_page(request, carrying.from_page(request))
        return None
