"""Pages for what goes wrong, in plain words."""

from http import HTTPStatus

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    return render(request, f"site/{status.value}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where more was sent than we take."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return _page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if isinstance(exception, DisallowedHost):
        return render(request, "site/host.html", status=HTTPStatus.BAD_REQUEST)
    return _page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: the form did not come from one of our own pages."""
    return _page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with ways on."""
    return _page(request, HTTPStatus.NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """500: made without templates that could break again."""
    try:
        return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR)
    except Exception:  # noqa: BLE001 (whatever broke the page may break this one too)
        return HttpResponse(
            "Something broke on our side. Nothing about you was written down. Please try again.",
            status=HTTPStatus.INTERNAL_SERVER_ERROR,
            content_type="text/plain; charset=utf-8",
        )
