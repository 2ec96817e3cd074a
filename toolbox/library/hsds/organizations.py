"""Organizations as HSDS has them."""

from toolbox.library.hsds.identity import identify
from toolbox.library.hsds.parts import Object, areas, filled, languages, last_modified, own_address, phones
from toolbox.library.hsds.terms import attributes
from toolbox.library.models import Resource
from toolbox.library.vocabulary import Kind


def organization_id(slug: str) -> str:
    """The identifier of the organization that an entry stands for."""
    return identify("organization", slug)


def of_maker(entry: Resource, name: str) -> Object:
    """An organization that is known only as the maker of a hotline: nothing is said of it but that."""
    return {
        "id": organization_id(entry.slug),
        "name": name,
        "description": f"Runs “{entry.name}”.",
        "last_modified": last_modified(entry),
    }


def plain(entry: Resource) -> Object:
    """The organization object of an entry without what belongs to it."""
    if entry.kind == Kind.HOTLINE and entry.maker:
        return of_maker(entry, entry.maker)
    return filled(
        {
            "id": organization_id(entry.slug),
            "name": entry.name,
            "description": entry.offers,
            "alternate_name": entry.name_es,
            "website": own_address(entry),
            "last_modified": last_modified(entry),
            "resource_id": identify("resource", entry.slug),
        }
    )


def full(entry: Resource) -> Object:
    """The organization object of an entry with phones, languages, areas and category."""
    short = plain(entry)
    if "resource_id" not in short:
        return short
    return short | filled(
        {
            "phones": phones(entry, "organization", short["id"]),
            "languages": languages(entry, "organization"),
            "service_areas": areas(entry, "organization"),
            "attributes": attributes("organization", entry.slug, short["id"], entry.category),
        }
    )
