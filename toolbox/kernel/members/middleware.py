"""Opens the session of whoever asks for a sealed page; everybody else gets 404."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from toolbox.kernel.members import carrying, forging, sessions
from toolbox.kernel.members.me import MOST_WAITING, Me, merge
from toolbox.kernel.members.models import KeyNote
from toolbox.kernel.members.pages import door
from toolbox.kernel.registry.audience import SEALED

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
        found = sessions.find(cookie, timezone.now())
        if isinstance(found, Me):
            request.me = found  # type: ignore[attr-defined]
            if request.method not in SAFE and not forging.is_ours(request):
                return door.again_page(request, carrying.from_page(request))
            if KeyNote.objects.filter(member=found.id).count() > MOST_WAITING:
                merge(found)
            return None
        kept = carrying.from_page(request)
        return door.asleep_page(request, kept) if found else door.ended_page(request, kept)
