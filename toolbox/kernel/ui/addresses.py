"""Whole addresses of our pages, as somebody elsewhere needs them: on paper, in feeds, in exports."""

import re

from django.conf import settings
from django.http import HttpRequest

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def whole(request: HttpRequest, path: str) -> str:
    """The whole address of a path: at the public address, where one is set, otherwise where this request came in."""
    return public(path) if settings.SITE_ADDRESS else request.build_absolute_uri(path)


def public(path: str) -> str:
    """A path at the public address; where none is set, the path as it is."""
    return f"{settings.SITE_ADDRESS}{path}"


def is_here_only(request: HttpRequest) -> bool:
    """Whether the address that we know of ourselves leads nowhere from another computer."""
    return not settings.SITE_ADDRESS and re.sub(r":\d+$", "", request.get_host()) in LOOPBACK
