"""The reading list: slugs in a cookie of the reader's own browser, or in an address. Nothing stays on the server."""

import re
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

COOKIE = "list"
MOST = 100  # entries; and the cookie stays below what browsers keep
MOST_CHARACTERS = 3600
A_YEAR = 365 * 24 * 3600
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ListFull(Exception):
    """No more entries fit on a reading list."""


def unpack(text: str) -> tuple[str, ...]:
    """The slugs in a cookie or an address, each once, in their order, as many as fit; anything else is left out."""
    found = (slug for slug in re.split(r"[.,+\s]+", text[: 2 * MOST_CHARACTERS]) if _SLUG.fullmatch(slug))
    slugs: list[str] = []
    room = MOST_CHARACTERS + 1
    for slug in dict.fromkeys(found):
        room -= len(slug) + 1
        if room < 0 or len(slugs) == MOST:
            break
        slugs.append(slug)
    return tuple(slugs)


def pack(slugs: Iterable[str]) -> str:
    """Slugs as one word for a cookie or an address. Raises ListFull."""
    together = tuple(dict.fromkeys(slugs))
    word = ".".join(together)
    if len(together) > MOST or len(word) > MOST_CHARACTERS:
        raise ListFull
    return word


def listed(request: HttpRequest) -> tuple[str, ...]:
    """What this reader has put on their list."""
    return unpack(request.COOKIES.get(COOKIE, ""))


def remember(request: HttpRequest, response: HttpResponse, slugs: Iterable[str]) -> None:
    """Keep a list in the reader's browser, or forget the cookie where the list is empty. Raises ListFull."""
    word = pack(slugs)
    if word:
        response.set_cookie(COOKIE, word, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
