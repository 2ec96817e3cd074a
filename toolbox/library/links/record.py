"""Link checks in the database: which addresses to ask, what they answered, and which of them to look at."""

from collections.abc import Collection
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, Subquery

from toolbox.library import keeping
from toolbox.library.links.outcome import Answer, Outcome
from toolbox.library.links.run import Target
from toolbox.library.links.verdict import ANSWERED
from toolbox.library.models import LinkCheck, Resource

KEPT = 20  # checks of each resource


class NoSuchResource(Exception):
    """There is no resource on the list with this slug; the message is the slug."""


class Trouble(NamedTuple):
    """A resource whose address did not answer well at its last check."""

    slug: str
    url: str
    outcome: str
    day: date
    code: int | None
    led_to: str


def to_ask(today: date, *, only: Collection[str] = (), again: bool = False, limit: int | None = None) -> list[Target]:
    """The addresses to ask, longest unasked first; those asked today only `again`. Raises NoSuchResource."""
    listed = Resource.objects.filter(retired_on=None)
    if only:
        listed = listed.filter(slug__in=only)
        missing = sorted(set(only) - set(listed.values_list("slug", flat=True)))
        if missing:
            raise NoSuchResource(missing[0])
    waiting = listed.exclude(url="").annotate(asked_on=Max("checks__day", filter=Q(checks__url=F("url"))))
    if not again:
        waiting = waiting.filter(Q(asked_on=None) | Q(asked_on__lt=today))
    ordered = waiting.order_by(F("asked_on").asc(nulls_first=True), "position", "slug")
    return [Target(pk, url) for pk, url in ordered.values_list("pk", "url")[:limit]]


def write(target: Target, answer: Answer, day: date) -> None:
    """Write an answer down in place of what the same day had. A resource deleted meanwhile is left out."""
    found = {"url": target.url, "outcome": answer.outcome, "code": answer.code, "led_to": answer.led_to}
    with transaction.atomic():
        if Resource.objects.filter(pk=target.resource).exists():
            LinkCheck.objects.update_or_create(resource_id=target.resource, day=day, defaults=found)


def finish() -> None:
    """Have the pages show what a run found, and let go of checks that nobody will ask about."""
    with keeping.changing():
        LinkCheck.objects.filter(pk__in=_outlived()).delete()
        keeping.grow_version()


def _outlived() -> list[int]:
    """The checks beyond the last KEPT of each resource, but for the last one at which its address answered."""
    outlived: list[int] = []
    rows = LinkCheck.objects.order_by("resource_id", "-day").values_list("resource_id", "pk", "outcome")
    for _resource, checks in groupby(rows, key=itemgetter(0)):
        answered = False
        for number, (_same, pk, outcome) in enumerate(checks):
            first_answer = outcome in ANSWERED and not answered
            answered = answered or first_answer
            if number >= KEPT and not first_answer:
                outlived.append(pk)
    return outlived


def troubles() -> list[Trouble]:
    """The resources whose address did not answer well at its last check, by outcome."""
    same = LinkCheck.objects.filter(resource=OuterRef("resource"), url=OuterRef("resource__url"))
    checks = (
        LinkCheck.objects.filter(resource__retired_on=None, url=F("resource__url"))
        .filter(pk=Subquery(same.order_by("-day").values("pk")[:1]))
        .exclude(outcome=Outcome.OK)
        .select_related("resource")
        .order_by("outcome", "resource__position", "resource__slug")
    )
    return [Trouble(c.resource.slug, c.url, c.outcome, c.day, c.code, c.led_to) for c in checks]
