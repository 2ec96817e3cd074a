"""A few connections that the threads of a web server lend each other.

Thirty-two threads seldom ask the database at the same moment, and PostgreSQL starts a process for each connection: the
first hundred people at once after a start made it start sixty-four of them, and waited for that.
"""

from typing import Any, Protocol

from django.core.handlers.wsgi import WSGIHandler
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.http import HttpRequest, HttpResponseBase

# Seconds. Whoever gets none of them within `timeout` opens one (`base`). A server that was away is asked anew by those
# who come, not after a pause that has grown meanwhile.
POOL: dict[str, Any] = {"min_size": 4, "max_size": 8, "timeout": 1.0, "reconnect_timeout": 5.0}


def begin() -> None:
    """Lend from here on, in this process and in no process that it starts by forking. SQLite needs none of it."""
    if connection.vendor != "postgresql":
        return
    ours = connections.settings[DEFAULT_DB_ALIAS]
    ours["CONN_MAX_AGE"] = 0  # Django gives a connection back with the end of its request
    ours["OPTIONS"]["pool"] = POOL
    connection.pool.open()  # type: ignore[attr-defined]


def end() -> None:
    """Close what nobody holds any more."""
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def give_back() -> None:
    """Whoever has to wait for a visitor's line holds no connection meanwhile. Within a transaction nothing happens."""
    if connection.connection is None or connection.in_atomic_block:
        return
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close()


class Input(Protocol):
    """What a web server gives a request to read from."""

    def read(self, size: int = -1) -> bytes: ...

    def readline(self, size: int = -1) -> bytes: ...


class Awaited:
    """What a visitor sends, waited for without a connection to the database."""

    def __init__(self, sent: Input) -> None:
        self._sent = sent

    def read(self, size: int = -1) -> bytes:
        """The next bytes; all that is left without a size."""
        give_back()
        return self._sent.read(size)

    def readline(self, size: int = -1) -> bytes:
        """The next line, or as many bytes of it."""
        give_back()
        return self._sent.readline(size)


class Handler(WSGIHandler):
    """Django's, which lends while a request is read and before its answer is sent.

    What is read from the database while it is sent (a sealed file, an export) holds a connection until it has arrived.
    """

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Answer a request."""
        environ["wsgi.input"] = Awaited(environ["wsgi.input"])
        return super().__call__(environ, start_response)

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, ready to be sent."""
        response: HttpResponseBase = super().get_response(request)
        if not response.streaming:
            give_back()
        return response
