"""What boards have in common: tabs, questions to narrow down by, pages of fifty. Ready for templates."""

from typing import Any, NamedTuple

from django.core.paginator import Page
from django.utils.translation import gettext as _


class Tab(NamedTuple):
    """A part of a board, with how much stands in it."""

    says: str
    url: str
    holds: int
    here: bool


class Choice(NamedTuple):
    """One thing to narrow down to."""

    value: str
    says: str
    chosen: bool


class Select(NamedTuple):
    """A question of the filter."""

    name: str
    label: str
    everything: str
    choices: list[Choice]


def paged(pages: "Page[Any]") -> dict[str, Any]:
    """The rows of a page, the numbers of the pages before and after it (0: none), and where one is."""
    return {
        "pages": pages,
        "before": pages.previous_page_number() if pages.has_previous() else 0,
        "after": pages.next_page_number() if pages.has_next() else 0,
        "where": _("Page %(number)d of %(all)d") % {"number": pages.number, "all": pages.paginator.num_pages},
    }
