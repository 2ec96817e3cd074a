"""Services as HSDS has them."""

from typing import cast

from toolbox.library.hsds import organizations
from toolbox.library.hsds.choosing import STATES
from toolbox.library.hsds.identity import identify
from toolbox.library.hsds.parts import Object, areas, filled, languages, last_modified, own_address, phones
from toolbox.library.hsds.terms import attributes
from toolbox.library.models import Resource
from toolbox.library.vocabulary import Status


def plain(entry: Resource, organization: Resource) -> Object:
    """The service object of an entry with, as HSDS asks, the organization that runs it."""
    return filled(
        {
            "id": identify("service", entry.slug),
            "organization_id": organizations.organization_id(organization.slug),
            "name": entry.name,
            "alternate_name": entry.name_es,
            "description": entry.offers,
            "url": own_address(entry),
            "status": STATES[cast(Status, entry.status)],
            "eligibility_description": entry.for_whom,
            "assured_date": entry.looked_on.isoformat() if entry.looked_on else "",
            "last_modified": last_modified(entry),
            "resource_id": identify("resource", entry.slug),
            "organization": organizations.plain(organization),
        }
    )


def full(entry: Resource, organization: Resource) -> Object:
    """The service object of an entry with phones, languages, areas and category."""
    short = plain(entry, organization)
    return short | filled(
        {
            "phones": phones(entry, "service", short["id"]),
            "languages": languages(entry, "service"),
            "service_areas": areas(entry, "service"),
            "attributes": attributes("service", entry.slug, short["id"], entry.category),
        }
    )
