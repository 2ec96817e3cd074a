"""Web addresses: reading them, following them, comparing them and writing them down without secrets."""

import httpx

MOST_CHARACTERS = 500


class NotAnAddress(Exception):
    """This is no http or https address with a host."""


def read(text: str) -> httpx.URL:
    """Read an address. Raises NotAnAddress."""
    try:
        return _usable(httpx.URL(text.strip()))
    except (httpx.InvalidURL, ValueError):
        raise NotAnAddress from None


def follow(here: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads. Raises NotAnAddress."""
    try:
        return _usable(here.join(location.strip()))
    except (httpx.InvalidURL, ValueError):
        raise NotAnAddress from None


def _usable(url: httpx.URL) -> httpx.URL:
    if url.scheme not in {"http", "https"} or not url.raw_host or url.port == 0 or (url.port or 1) > 65535:
        raise NotAnAddress
    return url.copy_with(userinfo=b"", fragment=None)


def host(url: httpx.URL) -> str:
    """The host in lower-case ASCII, without brackets and without a dot at its end."""
    return url.raw_host.decode("ascii").lower().rstrip(".")


def port(url: httpx.URL) -> int:
    """The port, also where the address leaves it out."""
    return url.port or (443 if url.scheme == "https" else 80)


def written(url: httpx.URL) -> str:
    """An address fit to keep: without user and password, at most 500 characters."""
    return str(url)[:MOST_CHARACTERS]


def same_page(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether two addresses differ only in http or https, *www.*, a standard port or a slash at the end."""
    return _core(one) == _core(other)


def _core(url: httpx.URL) -> tuple[str, int | None, str, bytes]:
    unusual = None if port(url) in {80, 443} else url.port
    return host(url).removeprefix("www."), unusual, url.path.rstrip("/"), url.query
