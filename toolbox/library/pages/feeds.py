"""Atom feeds: what is new on the list, what has changed, and each category."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.addresses import public as public_address
from toolbox.library import categories
from toolbox.library.catalogue import Item, current, newest
from toolbox.library.shown import in_language

MOST = 50


class _Atom(Atom1Feed):
    """Known by its own address: by that of the page that it follows, a reader took *new* and *changed* for one."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **{**extra, "feed_guid": extra["feed_url"]})


class _Entries(Feed):  # type: ignore[type-arg]
    feed_type = _Atom
    on: Callable[[Item], date]

    def link(self) -> str:
        return public_address(reverse("library:browse"))

    def item_title(self, item: Item) -> str:
        return item.shown().name.text

    def item_description(self, item: Item) -> str:
        return escape(item.shown().offers.text)  # Atom summaries are HTML

    def item_link(self, item: Item) -> str:
        return public_address(item.shown().url)

    def item_pubdate(self, item: Item) -> datetime:
        return _midnight(item.resource.added_on)

    def item_updateddate(self, item: Item) -> datetime:
        return _midnight(item.resource.changed_on)

    def item_categories(self, item: Item) -> list[str]:
        return [item.shown().category.name]


def _midnight(day: date) -> datetime:
    """A day as the point in time that a feed must have: its first, which is never still to come. We keep days only."""
    return datetime.combine(day, time(0), tzinfo=UTC)


class New(_Entries):
    """The newest entries."""

    def feed_url(self) -> str:
        return public_address(reverse("library:feed_new"))

    def title(self) -> str:
        return _("New in the library")

    def items(self) -> list[Item]:
        return sorted(current().items, key=newest, reverse=True)[:MOST]


class Changed(_Entries):
    """The entries that changed last."""

    def feed_url(self) -> str:
        return public_address(reverse("library:feed_changed"))

    def title(self) -> str:
        return _("Changed in the library")

    def items(self) -> list[Item]:
        return sorted(current().items, key=lambda item: (item.resource.changed_on, item.resource.pk), reverse=True)[
            :MOST
        ]


class InCategory(_Entries):
    """The newest entries of one category."""

    def get_object(self, request: HttpRequest, slug: str) -> categories.Category:
        found = categories.find(slug)
        if found is None:
            raise Http404
        return found

    def feed_url(self, obj: categories.Category) -> str:
        return public_address(reverse("library:feed_category", args=[obj.slug]))

    def title(self, obj: categories.Category) -> str:
        return in_language(obj.name, obj.name_es)

    def link(self, obj: categories.Category) -> str:  # type: ignore[override]
        return public_address(reverse("library:category", args=[obj.slug]))

    def items(self, obj: categories.Category) -> list[Item]:
        entries = [item for item in current().items if item.resource.category == obj.slug]
        return sorted(entries, key=newest, reverse=True)[:MOST]


def _view(feed: _Entries) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        return feed(request, *args, **kwargs)

    return public(require_safe(view))


new = _view(New())
changed = _view(Changed())
in_category = _view(InCategory())
