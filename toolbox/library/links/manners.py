"""How link checks behave: how long they wait, how many go at once, and through which proxy."""

from dataclasses import dataclass
from urllib.parse import urlsplit

USER_AGENT = "MutualAidToolbox link check"
MOST_BYTES = 64 * 1024  # of a body
MOST_REDIRECTS = 8
_PROXIES = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


class BadProxy(Exception):
    """The proxy setting cannot be used. The message does not repeat it: it may hold a password."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Times are in seconds. `allow_private` is for tests: no command and no setting gives it."""

    connect: float = 10.0  # until there is a connection
    read: float = 15.0  # between two pieces of an answer
    total: float = 30.0  # for one request with everything
    at_once: int = 8  # requests at the same time, never two to one host
    pause: float = 2.0  # between two requests to one host
    proxy: str = ""
    allow_private: bool = False

    def __post_init__(self) -> None:
        check_proxy(self.proxy)


def check_proxy(text: str) -> None:
    """Raises BadProxy where a proxy is set that cannot be used."""
    if not text:
        return
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        usable = parts.scheme in _PROXIES and bool(host) and host.isascii() and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadProxy("TOOLBOX_PROXY must look like socks5h://127.0.0.1:9050 or http://127.0.0.1:8080.")


def proxy_place(text: str) -> tuple[str, int]:
    """The host and port of a proxy."""
    parts = urlsplit(text)
    return parts.hostname or "", parts.port or _PROXIES[parts.scheme]
