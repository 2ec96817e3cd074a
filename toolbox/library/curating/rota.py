"""What the circle that keeps the list has to look at: what nobody looked at for a year, and addresses that went."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from toolbox.library import reviewing
from toolbox.library.links.outcome import Outcome
from toolbox.library.models import LinkCheck, Resource

A_YEAR = timedelta(days=365)
TWICE = 2


class Counts(NamedTuple):
    """How much there is to do."""

    waiting: int
    links: int
    due: int


class Addresses(NamedTuple):
    """How many addresses the list has, and how many of them were never tried."""

    all: int
    untried: int


class Gone(NamedTuple):
    """An entry whose address answered the same twice: that it is gone, or that it moved."""

    resource: Resource
    outcome: str
    days: tuple[date, ...]  # the last two, the newest first
    led_to: str


def due(today: date) -> "QuerySet[Resource]":
    """The entries that nobody looked at for a year: never looked at first, then the longest ago."""
    listed = Resource.objects.filter(retired_on=None).filter(Q(looked_on=None) | Q(looked_on__lte=today - A_YEAR))
    return listed.order_by(F("looked_on").asc(nulls_first=True), "position", "slug")


def following(today: date, after: str = "") -> str:
    """The slug of the next entry to look at; of the one after it, where somebody passes one over. Empty: none."""
    slugs = list(due(today).values_list("slug", flat=True))
    if not slugs:
        return ""
    return slugs[(slugs.index(after) + 1) % len(slugs)] if after in slugs else slugs[0]


def gone_or_moved() -> list[Gone]:
    """Entries whose address was gone, or led elsewhere, the last two times it was asked."""
    bad = Q(outcome=Outcome.GONE) | Q(outcome=Outcome.MOVED)
    here = Q(resource__retired_on=None, url=F("resource__url"))
    suspects = LinkCheck.objects.filter(bad, here).values("resource")
    checks: dict[int, list[LinkCheck]] = defaultdict(list)
    asked = LinkCheck.objects.filter(here, resource__in=suspects).select_related("resource")
    for check in asked.order_by("resource__position", "resource__slug", "-day"):
        checks[check.resource_id].append(check)
    found = []
    for newest in checks.values():
        last = newest[:TWICE]
        same = {check.outcome for check in last}
        if len(last) == TWICE and len(same) == 1 and same & {Outcome.GONE.value, Outcome.MOVED.value}:
            days = tuple(check.day for check in last)
            found.append(Gone(last[0].resource, last[0].outcome, days, last[0].led_to))
    return found


def addresses() -> Addresses:
    """The addresses of the list, and how many of them were never asked as they stand there now."""
    listed = Resource.objects.filter(retired_on=None).exclude(url="")
    asked = LinkCheck.objects.filter(resource=OuterRef("pk"), url=OuterRef("url"))
    return Addresses(listed.count(), listed.exclude(Exists(asked)).count())


def counts(today: date) -> Counts:
    """How much of each."""
    return Counts(reviewing.count(), len(gone_or_moved()), due(today).count())
