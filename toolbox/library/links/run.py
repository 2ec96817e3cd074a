"""One run over many addresses: asked side by side, handed back one by one as they answer."""

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import NamedTuple

from toolbox.kernel.outside.asking import Asker
from toolbox.kernel.outside.resolving import Resolve, by_system
from toolbox.library.links.asking import check
from toolbox.library.links.manners import Manners
from toolbox.library.links.outcome import Answer, Outcome
from toolbox.library.links.turns import AskedToWait, Turns


class Target(NamedTuple):
    """One address to ask, and the resource it belongs to."""

    resource: int
    url: str


Write = Callable[[Target, Answer], None]
# How many are done, of how many, and what the last one was; None where it was left for later.
Progress = Callable[[int, int, Outcome | None], None]


@dataclass
class Summary:
    """What a run came to."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    left: int = 0  # their hosts asked us to wait
    stopped: bool = False  # by Ctrl-C


def answers(
    targets: Sequence[Target],
    manners: Manners,
    *,
    resolve: Resolve = by_system,
    tls: ssl.SSLContext | None = None,
) -> Generator[tuple[Target, Answer | None], None, None]:
    """Ask every address and give each answer as soon as it is there; None where its host asked us to wait.

    The event loop runs only while the caller waits for the next answer, so the caller may use the database.
    Closing the generator ends all requests.
    """
    ready: asyncio.Queue[tuple[Target, Answer | None]] = asyncio.Queue()
    asker = Asker(manners, resolve=resolve, tls=tls)

    async def one(target: Target, turns: Turns) -> None:
        try:
            answer = await check(target.url, asker, turns)
        except AskedToWait:
            answer = None
        ready.put_nowait((target, answer))

    async def begin() -> list[asyncio.Task[None]]:
        turns = Turns(manners.at_once, manners.pause)
        return [asyncio.create_task(one(target, turns)) for target in targets]

    with asyncio.Runner() as runner:
        tasks = runner.run(begin())
        for _task in tasks:
            yield runner.run(ready.get())


def check_all(
    targets: Sequence[Target],
    manners: Manners,
    write: Write,
    progress: Progress = lambda *_done: None,
    *,
    resolve: Resolve = by_system,
    tls: ssl.SSLContext | None = None,
) -> Summary:
    """Ask every address and have each answer written down as it comes; Ctrl-C ends it early.

    A host name that does not exist counts only once some server has answered: until then it may be our own
    line that is down. If none ever does, those names are unsure.
    """
    summary = Summary()
    doubtful: list[tuple[Target, Answer]] = []
    online = False

    def keep(target: Target, answer: Answer) -> None:
        write(target, answer)
        summary.counts[answer.outcome] += 1

    try:
        with closing(answers(targets, manners, resolve=resolve, tls=tls)) as stream:
            for done, (target, answer) in enumerate(stream, 1):
                if answer is None:
                    summary.left += 1
                elif answer.outcome is Outcome.GONE and answer.code is None and not online:
                    doubtful.append((target, answer))
                else:
                    keep(target, answer)
                    online = online or answer.code is not None
                while online and doubtful:
                    keep(*doubtful.pop())
                progress(done, len(targets), answer.outcome if answer else None)
        for target, answer in doubtful:
            keep(target, answer._replace(outcome=Outcome.UNSURE))
    except KeyboardInterrupt:
        summary.stopped = True
    return summary
