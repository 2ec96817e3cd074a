"""How it went for others: what people agreed to have published about an entry or a kind of project.

The words are theirs: they are published as they were agreed, and never edited. Taken back, they are gone.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from toolbox.kernel.vault.ids import new_id
from toolbox.library import keeping
from toolbox.library.models import Experience

MOST_LINE = 120  # characters of who and where
MOST_TEXT = 4_000  # characters of each of the three texts


class Told(NamedTuple):
    """What somebody tells, as they agreed to it. `kit`: the slug is that of a kind of project, not of an entry."""

    slug: str
    did: str
    worked: str = ""
    failed: str = ""
    who: str = ""  # in their own words: the name of a group, or nothing
    place: str = ""
    year: int | None = None
    language: str = "en"
    kit: bool = False


def publish(told: Told, today: date, number: int = 0) -> int:
    """Show it to everybody from now on; returns the number with which it can be taken back.

    Under a number that was kept for it, it is shown once, however often that is asked, and never after a taking back.
    """
    number = number or new_id()
    with transaction.atomic():
        Experience.objects.get_or_create(pk=number, defaults={**told._asdict(), "published_on": today})
        keeping.grow_version()
    return number


def take_back(number: int) -> bool:
    """Destroy the words of one; only that there was one stays. False where it is gone already.

    Where it is not shown yet, it never will be: its number is used up.
    """
    gone = {"did": "", "worked": "", "failed": "", "who": "", "place": "", "year": None, "taken_back": True}
    with transaction.atomic():
        Experience.objects.get_or_create(pk=number, defaults={**gone, "published_on": timezone.localdate()})
        done = Experience.objects.filter(pk=number, taken_back=False).update(**gone)
        keeping.grow_version()
    return bool(done)


def was_published(number: int) -> bool:
    """Whether there was one of this number, even if it is taken back."""
    return Experience.objects.filter(pk=number).exists()


def find(number: int) -> Experience | None:
    """One that stands."""
    return Experience.objects.filter(pk=number, taken_back=False).first()


def about_entries() -> dict[str, tuple[Experience, ...]]:
    """All that stand about entries, by slug, the newest first."""
    return _by_slug(Experience.objects.filter(taken_back=False, kit=False))


def about_kit(slug: str) -> tuple[Experience, ...]:
    """Those that stand about a kind of project, the newest first."""
    return _by_slug(Experience.objects.filter(taken_back=False, kit=True, slug=slug)).get(slug, ())


def _by_slug(found: Iterable[Experience]) -> dict[str, tuple[Experience, ...]]:
    by_slug: dict[str, tuple[Experience, ...]] = {}
    for one in found:
        by_slug[one.slug] = (*by_slug.get(one.slug, ()), one)
    return by_slug
