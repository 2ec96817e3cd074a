"""Lets few at a time through to what costs much memory, over all threads and processes of a host.

A lock file stands for each place. The lock belongs to the open file and the kernel drops it with its process, so
that nobody who is killed inside keeps others out. The files hold nothing and stay.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SLOTS = 2
"""How many are inside at once."""
WAITING = 20
"""How many may wait before the next is told to come again."""
PATIENCE = 20.0
"""Seconds that somebody waits at the most, unless told otherwise."""
_PAUSE = 0.015
"""Seconds between two looks at the slots."""


class Crowded(Exception):
    """Too many want in at once, or the wait was too long: say *again in a minute*, and keep what was typed."""


class Gate:
    """A gate of `slots` with room for `waiting` before it, the same for all who name the same folder.

    The folder must lie on a disk of this host: over a network, file locks do not hold threads apart. It is made, open
    to its owner only, where it is missing.
    """

    def __init__(self, folder: Path, slots: int = SLOTS, waiting: int = WAITING) -> None:
        self._folder = folder
        self._slots = [f"slot-{number}" for number in range(slots)]
        self._seats = [f"seat-{number}" for number in range(slots + waiting)]

    @contextmanager
    def turn(self, seconds: float = PATIENCE) -> Iterator[None]:
        """Wait for a slot and hold it inside the `with`.

        Raises `Crowded`: at once when all places are taken, or after `seconds` without a slot. Those who wait are let
        in as it happens, not in order. Never wait inside a database transaction.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Who is inside keeps the seat: one place for each from arriving to leaving makes the count exact, even when
        # all come at once.
        with self._place(self._seats, 0), self._place(self._slots, seconds):
            yield

    @contextmanager
    def _place(self, names: list[str], seconds: float) -> Iterator[None]:
        """Hold the first of these files that is free, looking again and again for some seconds."""
        until = time.monotonic() + seconds
        while (taken := self._first_free(names)) is None:
            if time.monotonic() >= until:
                raise Crowded
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            # Unlocked and not only closed: a child forked meanwhile may have the same open file.
            fcntl.flock(taken, fcntl.LOCK_UN)
            os.close(taken)

    def _first_free(self, names: list[str]) -> int | None:
        for name in names:
            descriptor = os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BaseException as trouble:
                os.close(descriptor)
                if not isinstance(trouble, BlockingIOError):
                    raise
            else:
                return descriptor
        return None
