"""How the machine's side answers: JSON, open to programs of other sites, and errors as a sentence."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.addresses import whole
from toolbox.library.hsds.parts import Object
from toolbox.library.hsds.query import BadQuery

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
NO_SUCH = "Nothing is at this address. Addresses have no slash at the end; /hsds/openapi.json names them all."


View = Callable[..., HttpResponseBase]


class Unknown(Exception):
    """No object has this identifier. The message is the sentence to answer with."""


def answer(whole: Object, status: int = 200) -> HttpResponse:
    """An object as JSON."""
    return JsonResponse(whole, status=status, json_dumps_params={"ensure_ascii": False})


def lines(objects: Iterable[Object]) -> StreamingHttpResponse:
    """Objects as JSON, one a line, sent while they are read."""

    def written() -> Iterator[str]:
        for each in objects:
            yield json.dumps(each, ensure_ascii=False) + "\n"

    return StreamingHttpResponse(written(), content_type="application/x-ndjson")


def reading(view: View) -> View:
    """Make a view public and read-only: GET and HEAD, open headers, errors in JSON, no cookies."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _attempt(view, request, *args, **kwargs)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    return public(csrf_exempt(answered))


def _attempt(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method not in {"GET", "HEAD"}:
        response = answer({"error": "This can only be read: use GET or HEAD."}, 405)
        response.headers["Allow"] = "GET, HEAD"
        return response
    try:
        return view(request, *args, **kwargs)
    except BadQuery as bad:
        return answer({"error": str(bad)}, 400)
    except Unknown as unknown:
        return answer({"error": str(unknown)}, 404)


def address(request: HttpRequest, name: str, *args: str) -> str:
    """The whole address of one of our views, with the public address of this toolbox where it is set."""
    path = reverse(f"hsds:{name}", args=args)
    return whole(request, path)
