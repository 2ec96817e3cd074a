"""The resource object of our profile: an entry, whole, so that another toolbox can take it in."""

from datetime import date
from typing import Any

from toolbox.library.columns import COLUMNS
from toolbox.library.hsds.identity import identify
from toolbox.library.hsds.parts import Object, last_modified
from toolbox.library.hsds.terms import attributes
from toolbox.library.models import Resource
from toolbox.library.vocabulary import Kind, LinkSource, Origin, Status, Warn

RENAMED = {"looked_on": "assured_date"}  # HSDS has a word for it
WORDS = {"type": "string"}
SCHEMAS: dict[str, Object] = {
    "slug": WORDS | {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "kind": WORDS | {"enum": Kind.values},
    "link_source": WORDS | {"enum": LinkSource.values},
    "status": WORDS | {"enum": Status.values},
    "origin": WORDS | {"enum": Origin.values},
    "warnings": {"type": "array", "items": WORDS | {"enum": Warn.values}},
    "areas": {"type": "array", "items": WORDS},
    "languages": {"type": "array", "items": WORDS},
    "kits": {"type": "array", "items": WORDS},
    "since": {"type": "integer"},
    "until": {"type": "integer"},
    "guess": {"type": "boolean"},
    "url": WORDS | {"format": "iri"},
    "looked_on": WORDS | {"format": "date"},
}
REQUIRED = ("slug", "name", "kind", "link_source", "status", "origin", "guess")


def full(entry: Resource) -> Object:
    """The resource object of an entry. What is not known is left out."""
    identifier = identify("resource", entry.slug)
    whole: Object = {"id": identifier}
    for column in COLUMNS:
        value = _value(getattr(entry, column.name))
        if column.name in REQUIRED or value not in ("", None, []):
            whole[RENAMED.get(column.name, column.name)] = value
    whole["last_modified"] = last_modified(entry)
    if answered := getattr(entry, "answered_on", None):
        whole["answered_on"] = answered.isoformat()
    if linked := attributes("resource", entry.slug, identifier, entry.category):
        whole["attributes"] = linked
    return whole


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def schema() -> Object:
    """The JSON Schema of the resource object (Draft 2020-12)."""
    columns = {
        RENAMED.get(column.name, column.name): {
            **SCHEMAS.get(column.name, WORDS | {"maxLength": column.most}),
            "description": column.what,
        }
        for column in COLUMNS
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "name": "resource",
        "title": "Resource",
        "description": "Something that helps people with mutual aid: a group, a guide, a book, a model …",
        "type": "object",
        "properties": {
            "id": WORDS | {"format": "uuid", "description": "The same on every toolbox: made from the slug."},
            **columns,
            "last_modified": WORDS | {"format": "date-time", "description": "The day it changed."},
            "answered_on": WORDS | {"format": "date", "description": "When its url last answered."},
            "attributes": {
                "type": "array",
                "items": {"type": "object", "required": ["id"]},
                "description": "Links to its category, as attributes and taxonomy_terms of HSDS.",
            },
        },
        "required": ["id", *REQUIRED, "last_modified"],
    }
