"""`python -m benchmarks.vault.rotating` gives a circle of 10,000 records a new root while two others read and write.

The two others are processes of their own. Each of their rounds does what a request of the circle does: opens member
and circle, carries the rotation a step on, then reads or writes one record.
"""

import json
import multiprocessing
import random
import statistics
from collections.abc import Callable
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event, Semaphore
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.vault import place

if TYPE_CHECKING:
    from toolbox.kernel.circles.group import Group
    from toolbox.kernel.members.me import Me

COUNT = 10_000
MEMBERS = 200  # of the toolbox: each gets a note
PEOPLE = 12  # of the circle
ROUNDS = 5
BEFORE = 40  # rounds of the two others before the rotation begins


def measure() -> dict[str, float]:
    """Seconds of the first transaction (median) and of the whole (longest), and how the two others fared meanwhile."""
    from django.db import connections

    from benchmarks.vault.needs import needs
    from tests.people import again
    from toolbox.kernel.circles import group as groups

    group = place.town(MEMBERS, PEOPLE)
    ids = place.fill(group, needs(COUNT))
    connections.close_all()  # no connection may be shared with the processes that follow
    others = multiprocessing.get_context("fork")
    done, ready, told = others.Event(), others.Semaphore(0), others.Queue()
    working = [
        others.Process(target=_other, args=(again(group.me), group.id, ids, writes, ready, done, told))
        for writes in (False, True)
    ]
    connections.close_all()
    for process in working:
        process.start()
    for _ready in range(2 * BEFORE):
        ready.acquire()
    times = [_rotated(group) for _round in range(ROUNDS)]
    done.set()
    counts = [told.get(timeout=60) for _process in working]
    for process in working:
        process.join()
    _check(groups.opened(again(group.me), group.id), ids)
    return {
        "first": statistics.median(one.first for one in times),
        "waited": max(one.waited for one in times),
        "whole": max(one.whole for one in times),
        "read": sum(one["rounds"] for one in counts if not one["writes"]),
        "written": sum(one["rounds"] for one in counts if one["writes"]),
        "failed": sum(one["failed"] for one in counts),
        "worst": max(one["worst"] for one in counts),
    }


class Rotated(NamedTuple):
    """Seconds that one rotation took."""

    waited: float  # for the others' transactions
    first: float  # its first transaction, from the moment on that others wait for it
    whole: float  # until the last record was carried over


def _rotated(group: "Group") -> Rotated:
    from django.db import connection

    from tests.people import again
    from toolbox.kernel.circles import group as groups
    from toolbox.kernel.circles.acts import rotating
    from toolbox.kernel.vault import rotation

    begins: list[float] = []

    def watch(execute: Callable[..., object], sql: str, *rest: object) -> object:
        done = execute(sql, *rest)
        if sql.startswith("BEGIN"):
            begins.append(perf_counter())
        return done

    opened = groups.opened(again(group.me), group.id)
    begun = perf_counter()
    with connection.execute_wrapper(watch):
        rotating.rotate(opened)
    done = perf_counter()
    while (now := groups.opened(again(group.me), group.id)).circle.moving:
        rotation.carry_on(now.circle)
    return Rotated(begins[-1] - begun, done - begins[-1], perf_counter() - begun)


def _other(
    me: "Me", circle: int, ids: list[int], writes: bool, ready: Semaphore, done: Event, told: "Queue[dict[str, float]]"
) -> None:
    """Read or write one record after the other; count those during the rotation, from the first new epoch on."""
    from benchmarks.vault.needs import Need
    from tests.people import again
    from toolbox.kernel.circles import group as groups
    from toolbox.kernel.vault import rotation

    dice, spent, failed = random.Random(writes), [0.0], 0
    while not done.is_set():
        begun = perf_counter()
        try:
            group = groups.opened(again(me), circle)
            moving = group.circle.moving
            rotation.carry_on(group.circle)
            held = group.circle.get(Need, dice.choice(ids))
            if writes:
                group.circle.put(held.now(title=f"{held.value.title[:30]}, again"))
        except Exception:  # noqa: BLE001 (whatever it is: it counts as a page that broke)
            failed += 1
        if moving:
            spent.append(perf_counter() - begun)
        ready.release()
    told.put({"writes": writes, "rounds": len(spent) - 1, "failed": failed, "worst": max(spent)})


def _check(group: "Group", ids: list[int]) -> None:
    from benchmarks.vault.needs import Need

    found = {held.id for held in group.circle.shelf(Need, "open")}
    if found != set(ids) or group.circle.moving:
        raise RuntimeError("The rotation lost something, or did not end.")


if __name__ == "__main__":
    place.ready()
    print(json.dumps(measure()))
