"""`python -m benchmarks.needs.board` prints what pages of a board of 10,000 open asks cost, in milliseconds."""

import json
import random
import statistics
from time import process_time
from typing import TYPE_CHECKING

from benchmarks.vault import place
from toolbox.kernel.vault.ids import spell

if TYPE_CHECKING:
    from django.test import Client

    from toolbox.kernel.circles.group import Group

ASKS = 10_000
ROUNDS = 7
PEOPLE = 6
PAGES = {
    "all": "",
    "nobody yet": "?show=new",
    "a part of town and a category": "?zone=1&category=2",
    "urgent ones in Spanish": "?language=es&urgency=1",
    "by their day, the last page": "?by=day&page=200",
    "what waits": "?show=waits",
}


def measure() -> dict[str, object]:
    """Medians of processor time."""
    group = place.town(PEOPLE, PEOPLE)
    client, address = place.browser(group.me), f"/c/{spell(group.id)}/needs/"
    empty = _spent(client, address)
    _fill(group)
    times = {name: _spent(client, address + query) for name, query in PAGES.items()}
    return {"asks": ASKS, "empty": empty, "times": times}


def _spent(client: "Client", address: str) -> float:
    found = []
    for _round in range(ROUNDS):
        begun = process_time()
        answer = client.get(address)
        found.append((process_time() - begun) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}.")
    return statistics.median(found)


def _fill(group: "Group") -> None:
    """The asks of the invented town, so many times."""
    from django.conf import settings
    from django.utils import timezone
    from msgspec.structs import replace

    from toolbox.site.demo import boards, script

    town = script.read(settings.CONTENT / "demo")
    if town.askings is None:
        raise RuntimeError("The invented town has no board.")
    boards.fill(
        replace(town.askings, open=ASKS, ended=0, offers=0), {"alder": group}, random.randrange(9), timezone.now()
    )


if __name__ == "__main__":
    place.ready()
    place.one_core()
    print(json.dumps(measure()))
