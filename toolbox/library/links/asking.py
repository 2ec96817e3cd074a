"""Asking one address: one request a hop, each hop checked again, and an answer whatever comes back."""

import asyncio
import ssl
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import httpcore
import httpx

from toolbox.library.links import addresses, guard
from toolbox.library.links.manners import MOST_BYTES, MOST_REDIRECTS, USER_AGENT, Manners, proxy_place
from toolbox.library.links.network import Connections, Direct, OnlyProxy
from toolbox.library.links.outcome import PERMANENT, REDIRECTS, Answer, Hop, Outcome, of_response
from toolbox.library.links.resolving import NoSuchName, Resolve, by_system
from toolbox.library.links.turns import AskedToWait, Turns

_ASKED_WITH = (
    (b"User-Agent", USER_AGENT.encode()),
    (b"Accept", b"text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"),
    (b"Accept-Encoding", b"identity"),
    (b"Connection", b"close"),
)
_SLOW_DOWN = frozenset({429, 503})


class Reply(NamedTuple):
    """What came back from one request: its body was counted and thrown away."""

    status: int
    headers: Mapping[str, str]  # lower-case names; of several with one name, the first
    size: int  # bytes as they were sent, at most MOST_BYTES; nothing is ever unpacked


class Asker:
    """Makes single requests, without cookies, referrer, kept connections or proxies from the environment."""

    def __init__(self, manners: Manners, *, resolve: Resolve = by_system, tls: ssl.SSLContext | None = None) -> None:
        self.manners = manners
        self._resolve = resolve
        self._tls = tls or httpx.create_ssl_context(trust_env=False)

    async def ask(self, url: httpx.URL) -> Reply:
        """Get one address, whatever its answer is.

        Raises NotPublic, NoSuchName, NotResolved, TimeoutError, and what httpcore and its proxy code raise.
        """
        manners = self.manners
        if not manners.allow_private:
            guard.check_host(addresses.host(url), proxied=bool(manners.proxy))
        connections = self._connections()
        try:
            async with asyncio.timeout(manners.total), self._pool(connections) as pool:
                return await self._get(pool, url)
        finally:
            await connections.close()

    def _connections(self) -> Connections:
        if self.manners.proxy:
            return OnlyProxy(*proxy_place(self.manners.proxy))
        return Direct(self._resolve, allow_private=self.manners.allow_private)

    def _pool(self, connections: Connections) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=self._tls, proxy=_proxy(self.manners.proxy), network_backend=connections
        )

    async def _get(self, pool: httpcore.AsyncConnectionPool, url: httpx.URL) -> Reply:
        manners = self.manners
        waits = {"connect": manners.connect, "read": manners.read, "write": manners.read}
        target = httpcore.URL(
            scheme=url.raw_scheme,
            host=addresses.host(url).encode("ascii"),
            port=url.port,
            target=url.raw_path,
        )
        asked_with = [(b"Host", url.netloc), *_ASKED_WITH]
        async with pool.stream("GET", target, headers=asked_with, extensions={"timeout": waits}) as response:
            headers = _headers(response.headers)
            size = 0
            if 200 <= response.status < 300:
                async for chunk in response.aiter_stream():
                    size = min(size + len(chunk), MOST_BYTES)
                    if size == MOST_BYTES:
                        break
            return Reply(response.status, headers, size)


def _proxy(text: str) -> httpcore.Proxy | None:
    if not text:
        return None
    host, port = proxy_place(text)
    parts = urlsplit(text)
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    place = httpcore.URL(scheme=parts.scheme.encode(), host=host.encode("ascii"), port=port, target=b"/")
    return httpcore.Proxy(place, auth=login)


def _headers(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        headers.setdefault(name.decode("latin-1").lower(), text)
    return headers


async def check(text: str, asker: Asker, turns: Turns) -> Answer:
    """Ask an address and follow where it leads. Raises AskedToWait and nothing else.

    Permanent redirects to another page make it *moved*, wherever they stand in the chain.
    """
    try:
        start = here = addresses.read(text)
    except addresses.NotAnAddress:
        return Answer(Outcome.UNSURE)
    hops: list[Hop] = []
    moved = False
    outcome = Outcome.UNSURE  # what it stays after too many redirects, or a circle of them
    try:
        for _hop in range(MOST_REDIRECTS + 1):
            reply = await _in_turn(here, asker, turns)
            hops.append(Hop(addresses.written(here), reply.status))
            if reply.status not in REDIRECTS or "location" not in reply.headers:
                outcome = of_response(reply.status, reply.headers, reply.size)
                break
            there = addresses.follow(here, reply.headers["location"])
            moved = moved or (reply.status in PERMANENT and not addresses.same_page(here, there))
            here = there
    except NoSuchName:
        outcome = Outcome.GONE
    except AskedToWait:
        raise
    except Exception:  # noqa: BLE001 - nothing that a stranger's server provokes may end a run
        outcome = Outcome.UNSURE
    if outcome is Outcome.OK and moved and not addresses.same_page(start, here):
        outcome = Outcome.MOVED
    code = hops[-1].status if hops else None
    return Answer(outcome, code, addresses.written(here) if here != start else "", tuple(hops))


async def _in_turn(url: httpx.URL, asker: Asker, turns: Turns) -> Reply:
    host = addresses.host(url)
    async with turns.of(host):
        reply = await asker.ask(url)
        if reply.status in _SLOW_DOWN and (reply.status == 429 or "retry-after" in reply.headers):
            turns.leave(host)
        return reply
