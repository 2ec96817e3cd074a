"""The choices of the filter form, in the words of the page's language."""

from collections.abc import Mapping
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.library import categories
from toolbox.library.filters import DIMENSIONS, PERIODS, Counts, Filters
from toolbox.library.shown import in_language, language_names
from toolbox.library.vocabulary import Kind, Status


class Choice(NamedTuple):
    """One value that may be chosen."""

    value: str
    name: str
    entries: int | None
    chosen: bool


class Select(NamedTuple):
    """One field of the filter form."""

    name: str
    label: str
    everything: str
    choices: list[Choice]


class Chip(NamedTuple):
    """A filter that is on, and the address without it."""

    label: str
    value: str
    without: str


def _labels(name: str) -> tuple[str, str]:
    return {
        "category": (_("Category"), _("All categories")),
        "kind": (_("Kind of thing"), _("All kinds")),
        "place": (_("Place"), _("Everywhere")),
        "language": (_("Language"), _("All languages")),
        "status": (_("Still going on?"), _("All")),
        "kit": (_("Helps to start"), _("Any kind of project")),
        "period": (_("Began"), _("Any year")),
    }[name]


def _values(name: str) -> dict[str, str]:
    """The words for the values of a dimension, in the order in which they are offered; languages are not here."""
    match name:
        case "category":
            return {c.slug: in_language(c.name, c.name_es) for c in categories.load()}
        case "kind":
            return {value: str(label) for value, label in Kind.choices}
        case "status":
            return {value: str(label) for value, label in Status.choices}
        case "kit":
            return {p.slug: in_language(p.name, p.name_es) for p in categories.projects()}
        case "place":
            return {a.name: in_language(a.name, a.name_es) for a in categories.areas()}
        case "period":
            words = (_("2017 and later"), _("2010 to 2016"), _("2000 to 2009"), _("before 2000"))
            return {period: label for (period, _first), label in zip(PERIODS, words, strict=True)}
    return {}


def name_of(dimension: str, value: str, names: Mapping[str, str]) -> str:
    """The word for one value."""
    return language_names([value])[0] if dimension == "language" else names.get(value, value)


def selects(filters: Filters, counts: Counts) -> list[Select]:
    """The fields of the filter form, each with the values that would leave something."""
    fields = []
    for name in DIMENSIONS:
        names = _values(name)
        there = {*counts[name], *filter(None, [filters.chosen.get(name, "")])}
        order = [value for value in names if value in there] if name != "place" else []
        rest = sorted(there - set(order), key=lambda value: name_of(name, value, names).casefold())
        choices = [
            Choice(value, name_of(name, value, names), counts[name].get(value, 0), filters.chosen.get(name) == value)
            for value in [*order, *rest]
        ]
        fields.append(Select(name, *_labels(name), choices))
    return fields


def sorts(filters: Filters) -> list[Choice]:
    """The orders that the list can have."""
    best = _("best match first") if filters.words else _("in the list’s own order")
    names = {"": best, "name": _("by name"), "new": _("newest on the list first"), "year": _("by the year it began")}
    return [Choice(value, name, None, filters.sort == value) for value, name in names.items()]


def chips(filters: Filters) -> list[Chip]:
    """The filters that are on."""
    here = reverse("library:browse")
    return [
        Chip(_labels(name)[0], name_of(name, value, _values(name)), f"{here}?{filters.query(**{name: ''})}")
        for name, value in filters.chosen.items()
    ]
