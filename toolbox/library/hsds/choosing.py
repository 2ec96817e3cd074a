"""Which entries of the library HSDS carries, as which objects, and the filters over them: one query each.

The mapping, and why:

- Every entry is a *resource*, an object of our profile.
- A *service* is an entry of kind organisation or hotline, because there people act for people. Guides,
  books, models, films and the like are never services. HSDS knows four states and has no word for *not
  known*, so an entry whose status is unknown is not sent as a service at all: a state that we made up could
  send somebody to a closed door.
- An *organization* is an entry of kind organisation, whatever its status (HSDS asks for none there). A
  hotline is run by the organisation of the same name as its maker, where the library has it. Where it has
  not, the hotline's maker is an organization of its own, and hotlines of the same maker share it.

Retired entries are left out everywhere.
"""

from collections.abc import Mapping

from django.db.models import F, Max, Q, QuerySet

from toolbox.library.hsds.identity import identify
from toolbox.library.hsds.query import Query
from toolbox.library.hsds.terms import TAXONOMY_ID, term_id
from toolbox.library.models import LinkCheck, Resource
from toolbox.library.vocabulary import Kind, Status

ACTING = (Kind.ORGANISATION, Kind.HOTLINE)
STATES = {Status.ACTIVE: "active", Status.DORMANT: "inactive", Status.CLOSED: "defunct"}
SEARCHED = tuple(word + end for word in ("name", "maker", "place", "offers", "for_whom") for end in ("", "_es"))
ORDER = ("position", "slug")

Entries = QuerySet[Resource]
Providers = Mapping[str, str]  # for each hotline's slug, the slug of the entry that stands for who runs it


def resources() -> Entries:
    """Every entry, with `answered_on`: the last day on which its address answered a check."""
    ok = Q(checks__outcome__in=(LinkCheck.Outcome.OK, LinkCheck.Outcome.MOVED), checks__url=F("url"))
    entries = Resource.objects.filter(retired_on=None).annotate(answered_on=Max("checks__day", filter=ok))
    return entries.order_by(*ORDER)  # said again, because grouping drops the model's own order


def services() -> Entries:
    """The entries that are services."""
    return Resource.objects.filter(retired_on=None, kind__in=ACTING, status__in=STATES).order_by(*ORDER)


def organizations(providers: Providers) -> Entries:
    """The entries that stand for organizations."""
    stand_ins = [slug for slug, provider in providers.items() if slug == provider]
    theirs = Q(kind=Kind.ORGANISATION) | Q(slug__in=stand_ins)
    return Resource.objects.filter(theirs, retired_on=None).order_by(*ORDER)


def providers() -> Providers:
    """Who runs each hotline. Two queries."""
    hotlines = Resource.objects.filter(retired_on=None, kind=Kind.HOTLINE).order_by("slug")
    listed = Resource.objects.filter(
        retired_on=None, kind=Kind.ORGANISATION, name__in=hotlines.exclude(maker="").order_by().values("maker")
    )
    by_name = dict(listed.order_by("-slug").values_list("name", "slug"))
    return {
        slug: by_name.setdefault(maker, slug) if maker else slug
        for slug, maker in hotlines.values_list("slug", "maker")
    }


def hotline_organizations(providers: Providers) -> dict[str, Resource]:
    """The entries that stand for those who run hotlines, by slug. One query."""
    return {entry.slug: entry for entry in Resource.objects.filter(slug__in=set(providers.values()))}


def find(entries: Entries, what: str, identifier: str) -> Resource | None:
    """The entry whose object of a kind has an identifier. Two queries."""
    slugs = entries.order_by().values_list("slug", flat=True)
    slug = next((slug for slug in slugs if identify(what, slug) == identifier), None)
    return None if slug is None else entries.filter(slug=slug).first()


def run_by(entries: Entries, organization_id: str, providers: Providers) -> Entries:
    """Only the services that an organization runs. One further query."""
    one = find(organizations(providers), "organization", organization_id)
    if one is None:
        return entries.none()
    hotlines = [slug for slug, provider in providers.items() if provider == one.slug]
    return entries.filter(slug__in=[one.slug, *hotlines])


def narrow(entries: Entries, query: Query) -> Entries:
    """Only the entries that match every filter of a query. Costs one further query for a term."""
    for word in query.search:
        either = Q()
        for name in SEARCHED:
            either |= Q(**{f"{name}__icontains": word})
        entries = entries.filter(either)
    if query.taxonomy_id:
        entries = entries.exclude(category="") if query.taxonomy_id == TAXONOMY_ID else entries.none()
    if query.taxonomy_term_id:
        terms = Resource.objects.order_by().values_list("category", flat=True).distinct()
        known = [slug for slug in terms if term_id(slug) == query.taxonomy_term_id]
        entries = entries.filter(category__in=known)
    if query.modified_after:
        entries = entries.filter(changed_on__gte=query.modified_after)
    return entries
