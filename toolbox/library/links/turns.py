"""Whose turn it is: so many requests at once, one at a time to each host, and a pause between two."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class AskedToWait(Exception):
    """A host asked for patience earlier in this run; it is left alone until a later one."""


class Turns:
    """Hands out turns to ask hosts. One object serves one run, inside one event loop."""

    def __init__(self, at_once: int, pause: float) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._pause = pause
        self._locks: dict[str, asyncio.Lock] = {}
        self._free_at: dict[str, float] = {}
        self._left: set[str] = set()

    @asynccontextmanager
    async def of(self, host: str) -> AsyncIterator[None]:
        """Wait for this host's turn. Raises AskedToWait where the host is to be left alone."""
        clock = asyncio.get_running_loop().time
        async with self._locks.setdefault(host, asyncio.Lock()):
            if host in self._left:
                raise AskedToWait
            wait = self._free_at.get(host, 0.0) - clock()
            if wait > 0:
                await asyncio.sleep(wait)
            # Only now a slot: whoever waits for one host must keep nobody else waiting.
            async with self._slots:
                try:
                    yield
                finally:
                    self._free_at[host] = clock() + self._pause

    def leave(self, host: str) -> None:
        """Ask this host nothing more in this run."""
        self._left.add(host)
