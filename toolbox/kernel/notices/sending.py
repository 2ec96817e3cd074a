"""One notice on its way: by mail through the relay, or to ntfy past the guard. Nothing but the fixed text goes."""

import asyncio
import datetime
import ssl
from dataclasses import dataclass
from functools import cache

import httpx
from django.conf import settings

from toolbox.kernel.notices import post, texts
from toolbox.kernel.notices.rules import Says
from toolbox.kernel.notices.where import Way, Where
from toolbox.kernel.outside import addresses
from toolbox.kernel.outside.asking import Asker, Patience
from toolbox.kernel.outside.resolving import Resolve, by_system

PLAIN = ((b"Content-Type", b"text/plain; charset=utf-8"),)


class NotTaken(Exception):
    """The other side answered, and did not take it; or there is no such way here."""


@dataclass(frozen=True, repr=False)  # the relay holds a password
class Ways:
    """Through what notices go. Tests bring their own; a running toolbox takes those of its settings."""

    relay: post.Relay | None
    sender: str
    ntfy: bool
    patience: Patience
    resolve: Resolve = by_system
    tls: ssl.SSLContext | None = None


@cache
def _trusted(_way: Way) -> ssl.SSLContext:
    """Those whom the system trusts, and those whom browsers do. One for each way: httpcore marks its own as http's."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


def of_settings() -> Ways:
    """Those of the settings."""
    patience = Patience(connect=10, read=10, total=20, proxy=settings.PROXY)
    return Ways(settings.RELAY, settings.MAIL_FROM, settings.NTFY, patience)


def send(ways: Ways, where: Where, says: Says, day: datetime.date, code: str = "") -> None:
    """Send one notice. Raises NotTaken, and whatever the line raises."""
    lines = texts.lines(says, code)
    if where.way is Way.MAIL and ways.relay is not None:
        post.send(ways.relay, ways.sender, where.address, lines, day, tls=ways.tls or _trusted(where.way))
    elif where.way is Way.NTFY and ways.ntfy:
        asyncio.run(_push(ways, where.address, "\n".join(lines)))
    else:
        raise NotTaken


async def _push(ways: Ways, address: str, text: str) -> None:
    """A redirect is not followed: it would lead who knows where."""
    asker = Asker(ways.patience, resolve=ways.resolve, tls=ways.tls or _trusted(Way.NTFY))
    reply = await asker.ask(addresses.read(address), headers=PLAIN, body=text.encode())
    if not 200 <= reply.status < 300:
        raise NotTaken
