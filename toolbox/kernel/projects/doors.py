"""What is near: the public pages of this toolbox, and their forms behind the doors of the first page."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse

from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.projects import publishing
from toolbox.kernel.projects.models import PublicForm, PublicPage
from toolbox.kernel.projects.records import Asking, Door, Front


class OpenForm(NamedTuple):
    """A form that takes something in now."""

    title: str
    lead: str
    language: str  # of the title
    url: str
    asks: str  # the page's name
    place: str


class Near(NamedTuple):
    """A public page."""

    title: str
    language: str
    place: str
    hours: str
    url: str


def pages(language: str) -> list[Near]:
    """All public pages, by name."""
    found = []
    for row in PublicPage.objects.all():
        front = publishing.front_of(row)
        title = front.title.here(language)
        url = reverse("at", args=[row.slug])
        found.append(
            Near(title, front.title.spoken(language), front.place.here(language), front.hours.here(language), url)
        )
    return sorted(found, key=lambda near: near.title.casefold())


def by_place(language: str) -> list[tuple[str, list[Near]]]:
    """All public pages under the places that they name; those that name none come last."""
    found: dict[str, tuple[str, list[Near]]] = {}
    for near in pages(language):
        found.setdefault(near.place.casefold(), (near.place, []))[1].append(near)
    return [found[place] for place in sorted(found, key=lambda place: (not place, place))]


def shut(mailboxes: Iterable[int]) -> set[int]:
    """Those mailboxes that take nothing in: too few people hold their key, or they were restored."""
    rows = Mailbox.objects.filter(pk__in=list(mailboxes))
    return set(rows.exclude(alone=False, closed_by_restore=False).values_list("pk", flat=True))


def open_forms(door: Door, language: str) -> list[OpenForm]:
    """The forms behind a door that take something in now, by their page's name."""
    fronts = {row.id: (row, publishing.front_of(row)) for row in PublicPage.objects.all()}
    rows = list(PublicForm.objects.filter(page__in=fronts).order_by("position"))
    closed = shut(row.mailbox for row in rows)
    found = []
    for row in rows:
        asking = publishing.asking_of(row)
        if asking.door is door and not asking.is_paused and row.mailbox not in closed:
            found.append(_open(row, asking, *fronts[row.page], language))
    return sorted(found, key=lambda one: (one.asks.casefold(), one.title))


def _open(row: PublicForm, asking: Asking, page: PublicPage, front: Front, language: str) -> OpenForm:
    form = asking.form
    return OpenForm(
        form.title.here(language),
        form.lead.here(language),
        form.title.spoken(language),
        reverse("at_form", args=[page.slug, row.slug]),
        front.title.here(language),
        front.place.here(language),
    )


def mailboxes() -> list[tuple[int, str]]:
    """The mailboxes of all public forms, with public names: where something can be handed on to."""
    fronts = {row.id: publishing.front_of(row) for row in PublicPage.objects.all()}
    rows = PublicForm.objects.filter(page__in=fronts).order_by("page", "position")
    found = []
    for row in rows:
        page, form = fronts[row.page].title, publishing.asking_of(row).form.title
        found.append((row.mailbox, f"{page.en or page.es}: {form.en or form.es}"))
    return found
