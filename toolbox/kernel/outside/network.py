"""Connections to other servers: straight to an address that was checked, or to the proxy alone."""

import ssl
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

import httpcore

from toolbox.kernel.outside import guard
from toolbox.kernel.outside.resolving import NotResolved, Resolve

_MOST_TRIES = 3


class Connections(httpcore.AsyncNetworkBackend):
    """Opens connections and can close them all, those too that failed in the middle of a greeting."""

    def __init__(self) -> None:
        self._tcp = httpcore.AnyIOBackend()
        self._opened: list[httpcore.AsyncNetworkStream] = []

    async def open(self, host: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        """Connect to exactly this host."""
        stream = await self._tcp.connect_tcp(host, port, timeout=timeout)
        self._opened.append(stream)
        return stream

    async def close(self) -> None:
        """Close whatever is still open."""
        for stream in self._opened:
            with suppress(OSError, ssl.SSLError, httpcore.NetworkError):  # the other side was quicker
                await stream.aclose()


class Direct(Connections):
    """Resolves a name once, checks all its addresses, and connects to what was checked."""

    def __init__(self, resolve: Resolve, *, allow_private: bool) -> None:
        super().__init__()
        self._resolve = resolve
        self._allow_private = allow_private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a public host. Raises NotPublic, NoSuchName, NotResolved and what httpcore raises."""
        addresses = (await self._addresses(host.lower().rstrip("."), port))[:_MOST_TRIES]
        each = timeout / len(addresses) if timeout else None
        for address in addresses[:-1]:
            try:
                return await self.open(address, port, each)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self.open(addresses[-1], port, each)

    async def _addresses(self, host: str, port: int) -> list[str]:
        if not self._allow_private:
            guard.check_host(host, proxied=False)
        spelled = guard.literal(host)
        addresses = [str(spelled)] if spelled else await self._resolve(host, port)
        if not addresses:
            raise NotResolved
        if not self._allow_private and not all(guard.is_public(ip_address(address)) for address in addresses):
            raise guard.NotPublic
        return addresses


class OnlyProxy(Connections):
    """Connects to the proxy and refuses every other host, so that nothing can go around it."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__()
        self._proxy = (host.lower(), port)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the proxy. Raises NotPublic for anything else, and what httpcore raises."""
        if (host.lower(), port) != self._proxy:
            raise guard.NotPublic
        return await self.open(host, port, timeout)
