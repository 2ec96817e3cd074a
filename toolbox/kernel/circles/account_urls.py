"""Placeholders until the pages are there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from toolbox.kernel.registry.audience import member_only, public


def _none(request: HttpRequest, **_words: Any) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("found/", public(lambda request, **words: _none(request, **words)), name="found"),
    path("me/passphrase/", member_only(lambda request, **words: _none(request, **words)), name="passphrase"),
    path("me/delete/", member_only(lambda request, **words: _none(request, **words)), name="delete_me"),
]
