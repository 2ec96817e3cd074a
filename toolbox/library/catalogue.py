"""The whole list in memory, ready to be searched, filtered and shown; made anew when the list has changed."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from heapq import nlargest

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from toolbox.library import categories, experiences, synonyms
from toolbox.library.filters import Filters, Masks, period
from toolbox.library.links.verdict import Verdict, verdict
from toolbox.library.models import Experience, LinkCheck, Resource, State
from toolbox.library.search import Entry, Found, Index
from toolbox.library.shown import Shown, show

MOST_FRAGMENTS = 5_000
MOST_RELATED = 5


class Item:
    """One entry with everything that pages ask about it."""

    def __init__(self, resource: Resource, checks: list[LinkCheck], experiences: tuple[Experience, ...] = ()) -> None:
        self.resource = resource
        self.experiences = experiences
        self.slug = resource.slug
        self.verdict: Verdict = verdict(resource.url, checks)
        self.facets: Mapping[str, frozenset[str]] = {
            "category": frozenset([resource.category]),
            "kind": frozenset([resource.kind]),
            "place": frozenset(resource.areas),
            "language": frozenset(resource.languages),
            "status": frozenset([resource.status]),
            "kit": frozenset(resource.kits),
            "period": frozenset([name] if (name := period(resource.since)) else []),
        }
        self._shown: dict[str, Shown] = {}

    def shown(self) -> Shown:
        """The entry in the language of this request."""
        language = get_language() or "en"
        if language not in self._shown:
            self._shown[language] = show(self.resource, self.verdict)
        return self._shown[language]


def newest(item: Item) -> tuple[date, int]:
    """What to sort by for the newest first, also within a day."""
    return item.resource.added_on, item.resource.pk


def ranked(items: Iterable[Item], found: Found) -> list[Item]:
    """The items that a search found, best first."""
    rank = {key: number for number, key in enumerate(found.keys)}
    return sorted((item for item in items if item.slug in rank), key=lambda item: rank[item.slug])


class Catalogue:
    """The list at one version."""

    def __init__(self, version: int, items: Iterable[Item], retired: Mapping[str, Resource]) -> None:
        order = {category.slug: number for number, category in enumerate(categories.load())}
        self.version = version
        self.items = sorted(
            items, key=lambda i: (order.get(i.resource.category, len(order)), i.resource.position, i.slug)
        )
        self.by_slug = {item.slug: item for item in self.items}
        self.retired = retired
        self.number = {item.slug: number for number, item in enumerate(self.items)}
        self.masks = Masks([item.facets for item in self.items])
        self.fragments: dict[tuple[str, ...], SafeString] = {}
        self._related: dict[str, list[Item]] = {}

    def matching(self, filters: Filters) -> list[Item]:
        """The entries that have everything that is chosen, in the list's order; the words are not looked at."""
        return [self.items[number] for number in self.masks.numbers(self.masks.matching(filters.chosen))]

    @cached_property
    def index(self) -> Index:
        """The search index."""
        category = {c.slug: (c.name, c.name_es) for c in categories.load()}
        project = {p.slug: (p.name, p.name_es, p.what, p.what_es) for p in categories.projects()}

        def entry(resource: Resource) -> Entry:
            also = [name for kit in resource.kits for name in project.get(kit, ())]
            texts = (resource.offers, resource.offers_es, resource.for_whom, resource.for_whom_es)
            about = (resource.maker, resource.maker_es, resource.place, resource.place_es, *resource.areas)
            names = tuple(filter(None, (resource.name, resource.name_es)))
            said = tuple(filter(None, (*texts, *about, *category.get(resource.category, ()), *also)))
            return Entry(key=resource.slug, names=names, texts=(*said, *synonyms.others((*names, *texts))))

        return Index(entry(item.resource) for item in self.items)

    @property
    def allowed(self) -> dict[str, Iterable[str]]:
        """What may be chosen in each dimension: what entries have, and every category, also an empty one."""
        return {**self.masks.values, "category": [category.slug for category in categories.load()]}

    def fragment(self, key: tuple[str, ...], make: Callable[[], SafeString]) -> SafeString:
        """HTML that is the same for everybody in this language while the list stays as it is; made once."""
        whole = (get_language() or "en", *key)
        if whole not in self.fragments:
            if len(self.fragments) >= MOST_FRAGMENTS:
                self.fragments.clear()
            self.fragments[whole] = make()
        return self.fragments[whole]

    def related(self, item: Item) -> list[Item]:
        """Other entries that help with the same: by shared kinds of project, maker and category."""
        mine = item.resource

        def nearness(other: Item) -> int:
            theirs = other.resource
            shared = len(item.facets["kit"] & other.facets["kit"])
            return 3 * bool(mine.maker and mine.maker == theirs.maker) + 2 * shared + (mine.category == theirs.category)

        if item.slug not in self._related:
            others = (other for other in self.items if other is not item)
            best = nlargest(MOST_RELATED, ((nearness(other), -self.number[other.slug]) for other in others))
            self._related[item.slug] = [self.items[-number] for score, number in best if score > 1]
        return self._related[item.slug]


class _Kept:
    """The copy that this process keeps."""

    lock = threading.Lock()
    catalogue: Catalogue | None = None


def current() -> Catalogue:
    """The list as it is now. Costs one small query while nothing has changed."""
    version = State.objects.filter(pk=1).values_list("version", flat=True).first() or 0
    catalogue = _Kept.catalogue
    if catalogue is not None and catalogue.version == version:
        return catalogue
    with _Kept.lock:
        if _Kept.catalogue is None or _Kept.catalogue.version != version:
            _Kept.catalogue = _build(version)
        return _Kept.catalogue


def forget() -> None:
    """Drop the copy in memory: for tests, whose database is rolled back under it."""
    _Kept.catalogue = None


def _build(version: int) -> Catalogue:
    checks: dict[int, list[LinkCheck]] = defaultdict(list)
    for check in LinkCheck.objects.order_by("-day"):
        checks[check.resource_id].append(check)
    resources = list(Resource.objects.all())
    retired = {resource.slug: resource for resource in resources if resource.retired_on}
    told = experiences.about_entries()
    items = [
        Item(resource, checks[resource.pk], told.get(resource.slug, ()))
        for resource in resources
        if not resource.retired_on
    ]
    catalogue = Catalogue(version, items, retired)
    _ = catalogue.index  # built here, not in the first search
    return catalogue
