"""All groups that have put up a page here, by the places that they name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from toolbox.kernel.projects import doors
from toolbox.kernel.registry.audience import public


@public
@require_safe
def at_all(request: HttpRequest) -> HttpResponse:
    """Every public page. The first page of the site shows a few of them."""
    places = doors.by_place(get_language() or "en")
    return render(request, "projects/all.html", {"places": places})
