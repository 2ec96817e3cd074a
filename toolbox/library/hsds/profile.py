"""Our profile of HSDS: JSON merge patches (RFC 7386) over the specification's files of the same names."""

from collections.abc import Callable, Mapping

from toolbox.library.hsds import resources
from toolbox.library.hsds.describing import SPECIFICATION, VERSION, list_paths
from toolbox.library.hsds.parts import Object

ABOUT: Object = {
    "name": "Mutual Aid Toolbox",
    "description": (
        "Adds a resource object and its addresses for what HSDS has no place for: guides, books, models "
        "and ways to begin, how sure we are of a link, and Spanish texts. Services and organizations "
        "point to their resource. An organization carries its languages and service_areas itself, "
        "because one of which nobody knows whether it goes on is not sent as a service. Nothing is "
        "taken away."
    ),
    "hsds_version": VERSION,
    "specification": SPECIFICATION,
}


def _resource_id() -> Object:
    return {
        "name": "resource_id",
        "type": "string",
        "format": "uuid",
        "title": "Resource Identifier",
        "description": "The resource that says everything that the library knows about it.",
    }


def _service() -> Object:
    return {"properties": {"resource_id": _resource_id()}}


def _organization() -> Object:
    return {
        "properties": {
            "resource_id": _resource_id(),
            "last_modified": {"name": "last_modified", "type": "string", "format": "date-time"},
            "languages": _several("languages", "language"),
            "service_areas": _several("service_areas", "service_area"),
        }
    }


def _several(name: str, what: str) -> Object:
    return {"name": name, "type": "array", "items": {"$ref": f"{what}.json"}}


def _openapi() -> Object:
    schemas = {"Resource": resources.schema()}
    return {"paths": list_paths("resources"), "components": {"schemas": schemas}}


DOCUMENTS: Mapping[str, Callable[[], Object]] = {
    "openapi.json": _openapi,
    "organization.json": _organization,
    "resource.json": resources.schema,
    "service.json": _service,
}
