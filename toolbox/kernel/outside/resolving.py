"""Looking up host names without holding up the end of a run."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress

Resolve = Callable[[str, int], Awaitable[list[str]]]


class NoSuchName(Exception):
    """The host name does not exist."""


class NotResolved(Exception):
    """The name servers did not tell."""


async def by_system(host: str, port: int) -> list[str]:
    """The addresses of a host name, in the system's order. Raises NoSuchName and NotResolved.

    Each look-up has a daemon thread of its own: the event loop's are few, and it waits for them at its end.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str], error: Exception | None) -> None:
        if result.done():
            return
        if error is None:
            result.set_result(found)
        else:
            result.set_exception(error)

    def look() -> None:
        found: list[str] = []
        error: Exception | None = None
        try:
            found = _look_up(host, port)
        except (NoSuchName, NotResolved) as reason:
            error = reason
        with suppress(RuntimeError):  # the run has ended meanwhile
            loop.call_soon_threadsafe(settle, found, error)

    threading.Thread(target=look, name="look-up", daemon=True).start()
    return await result


def _look_up(host: str, port: int) -> list[str]:
    try:
        # The dot keeps a search domain from answering for a name that does not exist.
        found = socket.getaddrinfo(f"{host}.", port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise (NoSuchName if error.errno == socket.EAI_NONAME else NotResolved) from None
    except (OSError, UnicodeError):
        raise NotResolved from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
