"""`python -m benchmarks.vault.page` prints what a page of fifty costs, sealed and from plain rows, in milliseconds."""

import json
import re
import statistics
from time import process_time
from typing import TYPE_CHECKING

from benchmarks.vault import place
from toolbox.kernel.vault.ids import spell

if TYPE_CHECKING:
    from django.test import Client

    from benchmarks.vault.needs import Need
    from toolbox.kernel.circles.group import Group

ROWS = 50
OTHERS = 10_000  # records of another circle, which must not make this one slower
PEOPLE = 12
ROUNDS = 300


def measure() -> dict[str, float]:
    """Medians of processor time of both pages, asked in turns."""
    from benchmarks.vault.needs import needs

    group = place.town(PEOPLE, PEOPLE)
    values, others = list(needs(ROWS)), list(needs(OTHERS, seed=2))
    place.fill(group, values)
    place.fill(place.town(1, 1), others)
    sealed = (place.browser(group.me), f"/c/{spell(group.id)}/trial-needs/")
    plain = (ordinary(group, values, others), "/plain/1/needs/")
    if _seen(*sealed) != _seen(*plain):
        raise RuntimeError("Nothing to compare: the two pages do not say the same.")
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        for (client, address), spent in zip((sealed, plain), times, strict=True):
            begun = process_time()
            client.get(address)
            spent.append((process_time() - begun) * 1000)
    return {"sealed": statistics.median(times[0]), "plain": statistics.median(times[1])}


def ordinary(group: "Group", values: "list[Need]", others: "list[Need]") -> "Client":
    """The same values in plain tables, and a browser that is signed in as Django does it."""
    import msgspec
    from django.contrib.auth.models import User
    from django.test import Client

    from benchmarks.vault.plain.models import Membership, PlainCircle, PlainNeed

    circle = PlainCircle.objects.create(pk=1, name=group.settings.name)
    people = [User.objects.create(username=f"neighbour{number}") for number in range(PEOPLE)]
    Membership.objects.bulk_create(Membership(circle=circle, member=person.pk) for person in people)
    for place_of, its in ((circle, values), (PlainCircle.objects.create(pk=2), others)):
        rows = [PlainNeed(circle=place_of, shelf="open", **msgspec.structs.asdict(value)) for value in its]
        PlainNeed.objects.bulk_create(rows)
    client = Client(headers={"host": "localhost"})
    client.force_login(people[0])
    return client


def _seen(client: "Client", address: str) -> list[str]:
    """What a page says, but for addresses, tokens and the order within a day."""
    text = client.get(address).content.decode()
    return sorted(re.sub(r"<[^>]*>", "", text).split())


if __name__ == "__main__":
    place.ready()
    place.one_core()
    print(json.dumps(measure()))
