"""Lets those who write stand in line: on SQLite over all threads and processes of a host.

SQLite lets in one writer at a time. Who finds it busy looks again after a pause that grows, and whoever comes later may
be let in first: a hundred strangers at once made the unluckiest wait for twenty seconds and then fail. In a line each
waits for those who came before.

PostgreSQL has lines of its own. But fifty who wait there for the row of one form wake each other up: where they stand
in line in their process first, a hundred at once are answered in two thirds of the time.
"""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

NAME = "writing.lock"  # holds nothing, and stays


class Line:
    """A lock that lets in who waits longest."""

    def __init__(self) -> None:
        self._look = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and hold it inside the `with`."""
        called = threading.Event()
        with self._look:
            if self._taken:
                self._waiting.append(called)
            else:
                self._taken = True
                called.set()
        called.wait()
        try:
            yield
        finally:
            with self._look:
                if self._waiting:
                    self._waiting.popleft().set()
                else:
                    self._taken = False


_line = Line()
_open: dict[int, int] = {}  # the lock file of each process: a fork must not share its parent's


@contextmanager
def turn() -> Iterator[None]:
    """Hold the turn to write. Take it before the transaction begins, never within one."""
    with _line.turn():
        if connection.vendor != "sqlite":
            yield
            return
        file = _file()
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def _file() -> int:
    """The lock file, opened once in each process."""
    process = os.getpid()
    if process not in _open:
        path = Path(settings.DATA) / NAME
        _open[process] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    return _open[process]
