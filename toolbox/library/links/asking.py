"""Asking one address: one request a hop, each hop checked again, and an answer whatever comes back."""

import httpx

from toolbox.kernel.outside import addresses
from toolbox.kernel.outside.asking import Asker, Reply
from toolbox.kernel.outside.resolving import NoSuchName
from toolbox.library.links.manners import MOST_REDIRECTS, USER_AGENT
from toolbox.library.links.outcome import PERMANENT, REDIRECTS, Answer, Hop, Outcome, of_response
from toolbox.library.links.turns import AskedToWait, Turns

_ASKED_WITH = (
    (b"User-Agent", USER_AGENT.encode()),
    (b"Accept", b"text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"),
)
_SLOW_DOWN = frozenset({429, 503})


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
        reply = await asker.ask(url, headers=_ASKED_WITH)
        if reply.status in _SLOW_DOWN and (reply.status == 429 or "retry-after" in reply.headers):
            turns.leave(host)
        return reply
