"""One request to another server: checked before it, connected to what was checked, and read up to an end."""

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import httpcore
import httpx

from toolbox.kernel.outside import addresses, guard, proxies
from toolbox.kernel.outside.network import Connections, Direct, OnlyProxy
from toolbox.kernel.outside.resolving import Resolve, by_system

MOST_BYTES = 64 * 1024  # of a body
Headers = Sequence[tuple[bytes, bytes]]
_ALWAYS = ((b"Accept-Encoding", b"identity"), (b"Connection", b"close"))


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one waits, in seconds, and through what. `allow_private` is for tests: no setting gives it."""

    connect: float = 10.0  # until there is a connection
    read: float = 15.0  # between two pieces of an answer
    total: float = 30.0  # for one request with everything
    proxy: str = ""
    allow_private: bool = False

    def __post_init__(self) -> None:
        proxies.check(self.proxy)


class Reply(NamedTuple):
    """What came back from one request: its body was counted and thrown away."""

    status: int
    headers: Mapping[str, str]  # lower-case names; of several with one name, the first
    size: int  # bytes as they were sent, at most MOST_BYTES; nothing is ever unpacked


class Asker:
    """Makes single requests, without cookies, referrer, kept connections or proxies from the environment.

    No redirect is followed: where one leads is asked anew, and checked anew, by whoever wants to go there.
    """

    def __init__(self, patience: Patience, *, resolve: Resolve = by_system, tls: ssl.SSLContext | None = None) -> None:
        self.patience = patience
        self._resolve = resolve
        self._tls = tls or httpx.create_ssl_context(trust_env=False)

    async def ask(self, url: httpx.URL, *, headers: Headers = (), body: bytes | None = None) -> Reply:
        """Get one address, or send a body to it (POST), whatever its answer is.

        Raises NotPublic, NoSuchName, NotResolved, TimeoutError, and what httpcore and its proxy code raise.
        """
        if not self.patience.allow_private:
            guard.check_host(addresses.host(url), proxied=bool(self.patience.proxy))
        connections = self._connections()
        try:
            async with asyncio.timeout(self.patience.total), self._pool(connections) as pool:
                return await self._ask(pool, url, headers, body)
        finally:
            await connections.close()

    def _connections(self) -> Connections:
        if self.patience.proxy:
            return OnlyProxy(*proxies.place(self.patience.proxy))
        return Direct(self._resolve, allow_private=self.patience.allow_private)

    def _pool(self, connections: Connections) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=self._tls, proxy=proxies.proxy(self.patience.proxy), network_backend=connections
        )

    async def _ask(
        self, pool: httpcore.AsyncConnectionPool, url: httpx.URL, headers: Headers, body: bytes | None
    ) -> Reply:
        waits = {"connect": self.patience.connect, "read": self.patience.read, "write": self.patience.read}
        target = httpcore.URL(
            scheme=url.raw_scheme,
            host=addresses.host(url).encode("ascii"),
            port=url.port,
            target=url.raw_path,
        )
        asked_with = [(b"Host", url.netloc), *headers, *_ALWAYS]
        method = "GET" if body is None else "POST"
        if body is not None:
            asked_with.append((b"Content-Length", str(len(body)).encode()))
        async with pool.stream(
            method, target, headers=asked_with, content=body, extensions={"timeout": waits}
        ) as response:
            size = 0
            if 200 <= response.status < 300:
                async for chunk in response.aiter_stream():
                    size = min(size + len(chunk), MOST_BYTES)
                    if size == MOST_BYTES:
                        break
            return Reply(response.status, _read(response.headers), size)


def _read(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        headers.setdefault(name.decode("latin-1").lower(), text)
    return headers
