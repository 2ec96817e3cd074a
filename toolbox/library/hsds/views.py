"""The addresses of HSDS: lists, single objects, and what describes them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from toolbox.library.hsds import choosing, describing, organizations, profile, resources, services
from toolbox.library.hsds.answers import NO_SUCH, Unknown, address, answer, lines, reading
from toolbox.library.hsds.choosing import Entries, Providers
from toolbox.library.hsds.describing import LISTS, VERSION
from toolbox.library.hsds.identity import identify
from toolbox.library.hsds.paging import page
from toolbox.library.hsds.parts import Object, last_modified
from toolbox.library.hsds.query import Query, read
from toolbox.library.models import Resource

Show = Callable[[Resource], Object]


@reading
def root(request: HttpRequest) -> HttpResponse:
    """What this is, and where it is described."""
    return answer(
        {
            "version": VERSION,
            "profile": address(request, "profile"),
            "openapi_url": address(request, "openapi"),
            "description": describing.ABOUT,
        }
    )


@reading
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return answer(describing.openapi(address(request, "root").rstrip("/")))


@reading
def list_services(request: HttpRequest) -> HttpResponseBase:
    """Services."""
    query = read(request.GET, LISTS["services"])
    providers = choosing.providers()
    entries = choosing.services()
    if query.organization_id:
        entries = choosing.run_by(entries, query.organization_id, providers)
    return _listed(entries, "service", query, _service(providers, full=query.full))


@reading
def list_organizations(request: HttpRequest) -> HttpResponseBase:
    """Organizations."""
    query = read(request.GET, LISTS["organizations"])
    show = organizations.full if query.full else organizations.plain
    return _listed(choosing.organizations(choosing.providers()), "organization", query, show)


@reading
def list_resources(request: HttpRequest) -> HttpResponseBase:
    """Resources: the whole library."""
    return _listed(choosing.resources(), "resource", read(request.GET, LISTS["resources"]), resources.full)


@reading
def one_service(request: HttpRequest, identifier: str) -> HttpResponse:
    """One service with everything that belongs to it."""
    found = _found(choosing.services(), "service", identifier)
    return answer(_service(choosing.providers(), full=True)(found))


@reading
def one_organization(request: HttpRequest, identifier: str) -> HttpResponse:
    """One organization with everything that belongs to it."""
    return answer(organizations.full(_found(choosing.organizations(choosing.providers()), "organization", identifier)))


@reading
def one_resource(request: HttpRequest, identifier: str) -> HttpResponse:
    """One resource."""
    return answer(resources.full(_found(choosing.resources(), "resource", identifier)))


@reading
def about_profile(request: HttpRequest) -> HttpResponse:
    """What our profile is and which documents it has."""
    documents = {name: address(request, "profile_document", name) for name in profile.DOCUMENTS}
    return answer({**profile.ABOUT, "documents": documents, "schema": address(request, "resource_schema")})


@reading
def profile_document(request: HttpRequest, name: str) -> HttpResponse:
    """One merge patch of the profile."""
    if name not in profile.DOCUMENTS:
        raise Unknown(f"The profile has these documents: {', '.join(profile.DOCUMENTS)}.")
    return answer(profile.DOCUMENTS[name]())


@reading
def resource_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the resource object."""
    return answer({"$id": address(request, "resource_schema"), **resources.schema()})


@reading
def unknown(request: HttpRequest) -> HttpResponse:
    """Any other address."""
    raise Unknown(NO_SUCH)


def _service(providers: Providers, *, full: bool) -> Show:
    run_by = choosing.hotline_organizations(providers)

    def show(entry: Resource) -> Object:
        organization = run_by.get(providers.get(entry.slug, ""), entry)
        return (services.full if full else services.plain)(entry, organization)

    return show


def _listed(entries: Entries, what: str, query: Query, show: Show) -> HttpResponseBase:
    if query.minimal:

        def show(entry: Resource) -> Object:
            return {"id": identify(what, entry.slug), "last_modified": last_modified(entry)}

    found = choosing.narrow(entries, query)
    if query.format == "ndjson":
        return lines(map(show, found.iterator(500)))
    return answer(page(found, query.page, query.per_page, show))


def _found(entries: Entries, what: str, identifier: str) -> Resource:
    entry = choosing.find(entries, what, identifier.lower())
    if entry is None:
        raise Unknown(f"No {what} here has this id.")
    return entry
