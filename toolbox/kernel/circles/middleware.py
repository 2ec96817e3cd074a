"""Opens the circle that an address names, for its members; for everybody else there is no such page."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import rotating
from toolbox.kernel.members.doors import public_of
from toolbox.kernel.members.requests import signed_in
from toolbox.kernel.registry.audience import Audience
from toolbox.kernel.vault import rotation
from toolbox.kernel.vault.trouble import Damaged, Missing, Moved, NotAMember, TooNew

ARGUMENT = "circle"


class CirclesMiddleware:
    """Stands after the members' middleware. Every request of a circle carries an unfinished rotation a step on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Put the circle, with its settings open, into the request."""
        if getattr(view, "audience", None) != Audience.CIRCLE:
            return None
        me = signed_in(request)
        if me is None or ARGUMENT not in kwargs:
            raise Http404
        try:
            group = groups.opened(me, kwargs[ARGUMENT])
        except (NotAMember, Damaged, TooNew) as trouble:
            return self.process_exception(request, trouble)
        request.group = group  # type: ignore[attr-defined]
        request.circle = group.circle  # type: ignore[attr-defined]
        if group.mine.key != public_of(me.private):
            with suppress(Moved, OperationalError):  # after a new passphrase this circle could not be told; it is now
                rotating.new_key(group)
        with suppress(OperationalError):  # a full disk: nobody waits for this, and what was typed must get to the view
            rotation.carry_on(group.circle)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What a sealed page may run into: gone, damaged, or written by a newer version."""
        match error:
            case Missing() | NotAMember():
                raise Http404 from None
            case Damaged():
                return render(request, "circles/damaged.html", {"newer": False}, status=500)
            case TooNew():
                return render(request, "circles/damaged.html", {"newer": True}, status=500)
        return None
