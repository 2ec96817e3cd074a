"""The OpenAPI 3.1 document of what is served here: short, and true (tests call what it names)."""

from collections.abc import Mapping

from toolbox.library.hsds import resources
from toolbox.library.hsds.parts import Object
from toolbox.library.hsds.query import COMMON, PARAMETERS

VERSION = "3.1.3"
ABOUT = "The library of a Mutual Aid Toolbox: groups, guides, models and tools for mutual aid."
SPECIFICATION = "https://docs.openreferral.org/"
LISTS: Mapping[str, tuple[str, ...]] = {
    "services": (*COMMON, "organization_id"),
    "organizations": COMMON,
    "resources": COMMON,
}
_WHAT = {
    "services": "Groups and hotlines that are known to act, to rest or to have ended.",
    "organizations": "The organizations behind them, and those of which nobody knows whether they go on.",
    "resources": "Every entry of the library, whole. This object is of our profile.",
}
_ITEM: Mapping[str, Object] = {
    "services": {"type": "object", "required": ["id", "name", "status"]},
    "organizations": {"type": "object", "required": ["id", "name", "description"]},
    "resources": {"$ref": "#/components/schemas/Resource"},
}
_PAGE: Object = {
    "type": "object",
    "properties": {
        **{name: {"type": "integer"} for name in ("total_items", "total_pages", "page_number", "size")},
        **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
        "contents": {"type": "array"},
    },
}
_ERROR: Object = {
    "type": "object",
    "properties": {"error": {"type": "string", "description": "A sentence that says what would be right."}},
    "required": ["error"],
}


def openapi(server: str) -> Object:
    """The document. `server` is the address of /hsds without the slash."""
    paths: Object = {
        "/": {"get": _get("What this is and where it is described.", {"type": "object"})},
        "/openapi.json": {"get": _get("This document.", {"type": "object"})},
        "/profile": {"get": _get("Our profile of HSDS and its documents.", {"type": "object"})},
        "/schema/resource.json": {"get": _get("The JSON Schema of a resource.", {"type": "object"})},
    }
    for name in LISTS:
        paths |= list_paths(name)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Mutual Aid Toolbox: the library", "version": VERSION, "description": ABOUT},
        "externalDocs": {"description": "The specification of HSDS, by Open Referral", "url": SPECIFICATION},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": {"Page": _PAGE, "Error": _ERROR, "Resource": resources.schema()}},
    }


def list_paths(name: str) -> Object:
    """The two addresses of one list: itself, and one object of it."""
    one = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    page = {
        "allOf": [{"$ref": "#/components/schemas/Page"}],
        "properties": {"contents": {"type": "array", "items": _ITEM[name]}},
    }
    listed = _get(_WHAT[name], page, 400)
    listed["responses"]["200"]["content"]["application/x-ndjson"] = {"schema": _ITEM[name]}
    listed["parameters"] = [_parameter(word) for word in LISTS[name]]
    single = _get("One of them, with all of it.", _ITEM[name], 404)
    return {f"/{name}": {"get": listed}, f"/{name}/{{id}}": {"parameters": [one], "get": single}}


def _parameter(word: str) -> Object:
    parameter = PARAMETERS[word]
    return {"name": word, "in": "query", "description": parameter.what, "schema": dict(parameter.schema)}


def _get(what: str, schema: Object, error: int | None = None) -> Object:
    responses: Object = {"200": {"description": what, "content": {"application/json": {"schema": schema}}}}
    if error:
        refused: Object = {"schema": {"$ref": "#/components/schemas/Error"}}
        responses[str(error)] = {"description": "A sentence.", "content": {"application/json": refused}}
    return {"summary": what, "responses": responses}
