"""Short ways to ask one address in a test."""

import asyncio
import ssl
import time
from dataclasses import replace

from toolbox.kernel.outside.asking import Asker
from toolbox.kernel.outside.tests.names import TRUSTED, Names
from toolbox.library.links.asking import check
from toolbox.library.links.manners import Manners
from toolbox.library.links.outcome import Answer
from toolbox.library.links.turns import Turns

QUICK = Manners(connect=2, read=2, total=2, pause=0, allow_private=True)
HASTY = replace(QUICK, connect=0.2, read=0.2, total=0.3)  # for servers that keep one waiting
THROUGH_A_PROXY = replace(QUICK, allow_private=False)


def ask(url: str, manners: Manners = QUICK, names: Names | None = None, tls: ssl.SSLContext | None = None) -> Answer:
    """Check one address; it must end in good time whatever the other side does."""
    began = time.monotonic()

    async def go() -> Answer:
        return await check(url, Asker(manners, resolve=names or Names(), tls=tls or TRUSTED), Turns(1, manners.pause))

    answer = asyncio.run(go())
    assert time.monotonic() - began < 2.5
    return answer
