"""Placeholders until the pages are there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from toolbox.kernel.registry.audience import circle_only, member_only, public


def _none(request: HttpRequest, **_words: Any) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("join/", public(lambda request, **words: _none(request, **words)), name="join"),
    path("in/paper/", public(lambda request, **words: _none(request, **words)), name="paper_in"),
    path("circles/new/", member_only(lambda request, **words: _none(request, **words)), name="new_circle"),
    path("c/<row:circle>/", circle_only(lambda request, **words: _none(request, **words)), name="circle"),
    path("c/<row:circle>/people/", circle_only(lambda request, **words: _none(request, **words)), name="people"),
    path(
        "c/<row:circle>/people/<row:member>/",
        circle_only(lambda request, **words: _none(request, **words)),
        name="person",
    ),
    path("c/<row:circle>/invite/", circle_only(lambda request, **words: _none(request, **words)), name="invite"),
    path(
        "c/<row:circle>/people/<row:member>/remove/",
        circle_only(lambda request, **words: _none(request, **words)),
        name="remove",
    ),
    path(
        "c/<row:circle>/people/<row:member>/readmit/",
        circle_only(lambda request, **words: _none(request, **words)),
        name="readmit",
    ),
    path(
        "c/<row:circle>/people/<row:member>/freeze/",
        circle_only(lambda request, **words: _none(request, **words)),
        name="freeze",
    ),
    path("c/<row:circle>/paper/", circle_only(lambda request, **words: _none(request, **words)), name="paper_member"),
    path("c/<row:circle>/leave/", circle_only(lambda request, **words: _none(request, **words)), name="leave_circle"),
    path("c/<row:circle>/key/", circle_only(lambda request, **words: _none(request, **words)), name="new_key"),
    path(
        "c/<row:circle>/settings/",
        circle_only(lambda request, **words: _none(request, **words)),
        name="circle_settings",
    ),
    path(
        "c/<row:circle>/legal-paper/", circle_only(lambda request, **words: _none(request, **words)), name="legal_paper"
    ),
    path("c/<row:circle>/who/", circle_only(lambda request, **words: _none(request, **words)), name="who_reads"),
    path("c/<row:circle>/end/", circle_only(lambda request, **words: _none(request, **words)), name="end_circle"),
    path("c/<row:circle>/export/", circle_only(lambda request, **words: _none(request, **words)), name="export_circle"),
    path("c/<row:circle>/search/", circle_only(lambda request, **words: _none(request, **words)), name="circle_search"),
]
