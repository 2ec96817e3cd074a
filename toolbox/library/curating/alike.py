"""Likely duplicates made ready for a page."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.library.curating.duplicates import Listed, Why, likely
from toolbox.library.models import Resource
from toolbox.library.shown import Words, words


class Alike(NamedTuple):
    """An entry that may be the same thing."""

    slug: str
    name: Words
    url: str
    why: str
    retired: bool


def listed() -> Iterator[Listed]:
    """Every entry as it is compared, those off the list too."""
    rows = Resource.objects.values_list("slug", "name", "name_es", "url", "phone")
    return (Listed(*row) for row in rows.iterator(500))


def alike(circle: int, cells: Mapping[str, str], but: str = "") -> list[Alike]:
    """What may be the same as what the cells tell, with words for why."""
    found = likely(cells, (one for one in listed() if one.slug != but))
    entries = {one.slug: one for one in Resource.objects.filter(slug__in=[each.slug for each in found])}
    return [
        Alike(
            each.slug,
            words(entries[each.slug], "name"),
            reverse("curating_entry", args=[circle, each.slug]),
            _why(each.why),
            entries[each.slug].retired_on is not None,
        )
        for each in found
    ]


def _why(why: Why) -> str:
    match why:
        case Why.ADDRESS:
            return _("the same address")
        case Why.PHONE:
            return _("the same phone number")
        case Why.NAME:
            return _("the same name")
        case Why.NEAR:
            return _("nearly the same name")
