"""Pages of the circle that keeps the list; in every other circle there is no such page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.library.curating import holding
from toolbox.library.models import Resource


def curators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 404 where the circle does not keep the list. Stands right below `circle_only`."""

    @wraps(view)
    def guarded(request: CircleRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not holding.curates(request.circle):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def entry(slug: str) -> Resource:
    """An entry, on the list or off it. Raises Http404."""
    found = Resource.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def whole(text: str) -> int:
    """A number that a form carries; 0 where it is none."""
    return int(text[:18]) if text.isascii() and text.isdecimal() else 0
