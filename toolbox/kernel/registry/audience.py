"""Who may open a page. A view that declares no audience does not load."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from django.core.checks import CheckMessage, Error, Tags, register
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Audience(StrEnum):
    """Who a page is for."""

    PUBLIC = "public"  # anybody, without an account
    OPERATOR = "operator"  # whoever runs the server; tells nothing private
    MEMBER = "member"  # whoever is signed in; others get 404
    CIRCLE = "circle"  # members of the circle that the address names; others get 404
    DEBUG = "debug"  # developers, and only while TOOLBOX_DEBUG is on


SEALED = frozenset({Audience.MEMBER, Audience.CIRCLE})  # pages of which a stranger hears nothing


def audience(who: Audience) -> Callable[[View], View]:
    """Declare who a view is for."""

    def declare(view: View) -> View:
        view.audience = who  # type: ignore[attr-defined]
        # Sealed pages have a token of their own (members/forging.py), which needs no further cookie.
        view.csrf_exempt = who in SEALED or getattr(view, "csrf_exempt", False)  # type: ignore[attr-defined]
        return view

    return declare


public = audience(Audience.PUBLIC)
member_only = audience(Audience.MEMBER)
circle_only = audience(Audience.CIRCLE)


class Address(NamedTuple):
    """One address of the site, with its declared audience."""

    route: str
    name: str
    audience: Audience | None


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[Address]:
    """Every address of the site, in order."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield Address(route, pattern.name or "", getattr(pattern.callback, "audience", None))


class AudienceMiddleware:
    """Answers 404 for any view that declares no audience."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if getattr(view, "audience", None) is None:
            raise Http404


@register(Tags.urls)
def every_view_declares_its_audience(**kwargs: Any) -> list[CheckMessage]:
    """A Django system check: the site does not start with an undeclared view."""
    return [
        Error(f"The view at /{address.route} declares no audience.", id="toolbox.E001")
        for address in addresses()
        if address.audience is None
    ]
