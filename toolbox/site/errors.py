"""Pages for what goes wrong, in plain words."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class PressedMiddleware:
    """Gives whoever asks for an address that only buttons lead to a page with a way back; stands last.

    So they do who load anew, or in another language, what a button has brought.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET" or answer.content:
            return answer
        above = request.path.rstrip("/").rpartition("/")[0] + "/"
        page = render(request, "site/405.html", {"above": above}, status=HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = answer.headers["Allow"]
        return page


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
