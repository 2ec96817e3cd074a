"""What an address answered. Nothing here needs the network or a database."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}
_GONE = frozenset({404, 410})
# 402 and 999 are what some large sites tell to programs only.
_REFUSED = frozenset({401, 402, 403, 406, 429, 451, 999})
_WITHOUT_CONTENT = frozenset({204, 205})
# Headers that walls against programs put on their own answers, whatever the status says.
_WALL_HEADERS = ("cf-mitigated", "x-amzn-waf-action")
_WALL_SERVERS = ("cloudflare", "ddos-guard", "sucuri", "akamaighost", "imperva", "incapsula")


class Outcome(StrEnum):
    """The five things that one check can find."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    REFUSED = "refused"
    UNSURE = "unsure"


class Hop(NamedTuple):
    """One request of a check: where it went, and the HTTP status that came back."""

    address: str
    status: int


class Answer(NamedTuple):
    """What one address answered, all its redirects followed."""

    outcome: Outcome
    code: int | None = None  # the last HTTP status, if there was one
    led_to: str = ""  # where redirects ended; empty if there were none
    hops: tuple[Hop, ...] = ()


def of_response(status: int, headers: Mapping[str, str], size: int) -> Outcome:
    """Judge a response that is no redirect: lower-case header names, and bytes of body read."""
    if status in _GONE:
        return Outcome.GONE
    if status in _REFUSED or _from_a_wall(status, headers):
        return Outcome.REFUSED
    if 200 <= status < 300 and (size or status in _WITHOUT_CONTENT):
        return Outcome.OK
    return Outcome.UNSURE


def _from_a_wall(status: int, headers: Mapping[str, str]) -> bool:
    if any(name in headers for name in _WALL_HEADERS):
        return True
    # A wall's 503 is a challenge. Its other 5xx (502, 520 …) report that the site behind it is down.
    return status == 503 and headers.get("server", "").lower().startswith(_WALL_SERVERS)
