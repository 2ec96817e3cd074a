"""`python -m benchmarks.needs.filling` prints how long an exact assignment takes, and what it gains over a greedy one.

The town is made up: everybody somewhere in a square of ten by ten kilometres; an ask may go to 50 of the 200 offers
that are nearest, for a distance in metres and something for what an offer carries already.
"""

import json
import random
from time import process_time
from typing import Any

from toolbox.tools.needs.matching import accelerated
from toolbox.tools.needs.matching.assigning import Rows, assign

POSSIBLE, NEAR = 50, 200


def town(asks: int, offers: int, seed: int) -> Rows:
    """For each ask the offers that are possible, with their cost in points."""
    dice = random.Random(seed)
    homes = [(dice.random(), dice.random()) for _offer in range(offers)]
    cells: dict[tuple[int, int], list[int]] = {}
    side = max(1, int((offers / NEAR * 9) ** 0.5))
    for number, (across, up) in enumerate(homes):
        cells.setdefault((int(across * side), int(up * side)), []).append(number)
    rows = []
    for _ask in range(asks):
        across, up = dice.random(), dice.random()
        at = int(across * side), int(up * side)
        around = [(at[0] + right, at[1] + above) for right in (-1, 0, 1) for above in (-1, 0, 1)]
        near = [number for cell in around for number in cells.get(cell, ())]
        far = {
            number: int(10_000 * ((homes[number][0] - across) ** 2 + (homes[number][1] - up) ** 2) ** 0.5)
            for number in near
        }
        nearest = sorted(near, key=lambda number: far[number])[:NEAR]
        chosen = dice.sample(nearest, min(POSSIBLE, len(nearest)))
        rows.append([(number, far[number] + dice.randrange(500)) for number in chosen])
    return rows


def greedy(rows: Rows, _offers: int) -> list[int | None]:
    """The cheapest pair first, then the next that is free."""
    found: list[int | None] = [None] * len(rows)
    taken: set[int] = set()
    for _cost, row, column in sorted((cost, row, column) for row, pairs in enumerate(rows) for column, cost in pairs):
        if found[row] is None and column not in taken:
            found[row] = column
            taken.add(column)
    return found


def worth(rows: Rows, found: list[int | None]) -> tuple[int, int]:
    """How many are served, and what that costs together."""
    costs = [dict(row)[column] for row, column in zip(rows, found, strict=True) if column is not None]
    return len(costs), sum(costs)


def timed(solve: Any, rows: Rows, offers: int) -> tuple[float, tuple[int, int]]:
    """Seconds of processor time, and what came of it."""
    begun = process_time()
    found = solve(rows, offers)
    return process_time() - begun, worth(rows, found)


def measure() -> dict[str, Any]:
    """A thousand by a thousand without added packages; ten thousand by ten thousand with the optional one."""
    rows = town(1_000, 1_000, 1)
    exact, (served, _cost) = timed(assign, rows, 1_000)
    quick, (some, _some_cost) = timed(greedy, rows, 1_000)
    roomy = town(1_000, 2_000, 2)
    _seconds, (all_of_them, least) = timed(assign, roomy, 2_000)
    _quick, (also, more) = timed(greedy, roomy, 2_000)
    cheaper = 100 * (1 - least / more) if also == all_of_them else 0.0
    found: dict[str, Any] = {
        "1k": {"exact": exact, "ratio": exact / quick, "more": 100 * (served - some) / served, "cheaper": cheaper}
    }
    if accelerated.is_there():
        large = town(10_000, 10_000, 3)
        seconds, (many, _points) = timed(accelerated.by_scipy, large, 10_000)
        found["10k"] = {"exact": seconds, "served": many}
    return found


if __name__ == "__main__":
    print(json.dumps(measure()))
