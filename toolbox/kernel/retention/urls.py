"""Placeholders until the pages are there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from toolbox.kernel.registry.audience import circle_only


def _none(request: HttpRequest, **_words: Any) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("c/<row:circle>/retention/", circle_only(lambda request, **words: _none(request, **words)), name="retention"),
]
