"""The list as files, for whoever keeps a list of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from toolbox.kernel.registry.audience import public
from toolbox.library import categories
from toolbox.library.exporting import as_csv, as_json, on_the_list
from toolbox.library.shown import in_language


@public
@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """All the ways to take the list along: files, feeds, HSDS, booklets."""
    feeds = [
        {"name": in_language(found.name, found.name_es), "feed": reverse("library:feed_category", args=[found.slug])}
        for found in categories.load()
    ]
    return render(request, "library/share.html", {"categories": feeds})


@public
@require_safe
def csv_file(request: HttpRequest) -> HttpResponse:
    """The list as CSV."""
    return _file(as_csv(on_the_list()), "text/csv", "library.csv")


@public
@require_safe
def json_file(request: HttpRequest) -> HttpResponse:
    """The list as JSON."""
    return _file(as_json(on_the_list()), "application/json", "library.json")


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        text.encode(),
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
