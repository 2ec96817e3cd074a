"""The proxy through which other servers are asked, as the setting names it."""

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:  # the settings check a proxy, and every command reads them
    import httpcore

_KINDS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


class BadProxy(Exception):
    """The proxy setting cannot be used. The message does not repeat it: it may hold a password."""


def check(text: str) -> None:
    """Raises BadProxy where a proxy is set that cannot be used."""
    if not text:
        return
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        usable = parts.scheme in _KINDS and bool(host) and host.isascii() and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadProxy("TOOLBOX_PROXY must look like socks5h://127.0.0.1:9050 or http://127.0.0.1:8080.")


def place(text: str) -> tuple[str, int]:
    """The host and port of a proxy."""
    parts = urlsplit(text)
    return parts.hostname or "", parts.port or _KINDS[parts.scheme]


def proxy(text: str) -> "httpcore.Proxy | None":
    """What httpcore goes through; None where no proxy is set."""
    if not text:
        return None
    import httpcore

    host, port = place(text)
    parts = urlsplit(text)
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    url = httpcore.URL(scheme=parts.scheme.encode(), host=host.encode("ascii"), port=port, target=b"/")
    return httpcore.Proxy(url, auth=login)
