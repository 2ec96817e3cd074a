"""Addresses of signing in, and of what is a member's own. The circles' room has those that touch circles too."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from toolbox.kernel.members.pages import door
from toolbox.kernel.registry.audience import member_only, public


def _none(request: HttpRequest, **_words: Any) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("in/", door.sign_in, name="sign_in"),
    path("in/pin/", door.wake, name="wake"),
    path("in/sheet/", public(lambda request: _none(request)), name="recover"),
    path("me/", member_only(lambda request: _none(request)), name="me"),
    path("me/sessions/", member_only(lambda request: _none(request)), name="end_session"),
    path("me/display/", member_only(lambda request: _none(request)), name="display"),
    path("me/door/", member_only(lambda request: _none(request)), name="second_factor"),
    path("me/sheet/", member_only(lambda request: _none(request)), name="recovery_sheet"),
]
