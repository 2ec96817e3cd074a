"""Short ways to ask one address in a test."""

import asyncio
import ssl
import time
from dataclasses import replace

import httpx

from toolbox.library.links.asking import Asker, check
from toolbox.library.links.manners import Manners
from toolbox.library.links.outcome import Answer
from toolbox.library.links.resolving import NoSuchName
from toolbox.library.links.turns import Turns

TRUSTED = httpx.create_ssl_context(trust_env=False)  # reading the certificates takes most of the time
QUICK = Manners(connect=2, read=2, total=2, pause=0, allow_private=True)
HASTY = replace(QUICK, connect=0.2, read=0.2, total=0.3)  # for servers that keep one waiting
THROUGH_A_PROXY = replace(QUICK, allow_private=False)


class Names:
    """A stand-in for the name servers: it remembers what it was asked, and gives its answers in order."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if not self._answers:
            raise NoSuchName
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


def ask(url: str, manners: Manners = QUICK, names: Names | None = None, tls: ssl.SSLContext | None = None) -> Answer:
    """Check one address; it must end in good time whatever the other side does."""
    began = time.monotonic()

    async def go() -> Answer:
        return await check(url, Asker(manners, resolve=names or Names(), tls=tls or TRUSTED), Turns(1, manners.pause))

    answer = asyncio.run(go())
    assert time.monotonic() - began < 2.5
    return answer
