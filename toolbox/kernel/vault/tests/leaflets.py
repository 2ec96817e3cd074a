"""A kind of record that was written in three versions, for the tests of the vault."""

import copy
from typing import Any

import msgspec

from toolbox.kernel.registry.kinds import Kind


class OldLeaflet(msgspec.Struct):
    """Version 1: the copies were a text."""

    title: str
    copies: str


class Leaflet(msgspec.Struct):
    """Version 3: the copies are a number, and somebody checks them."""

    title: str
    copies: int
    checked_by: str


LEAFLET = Kind(
    name="test.leaflet",
    struct=Leaflet,
    says="leaflets",
    title=lambda leaflet: leaflet.title,
    shelves=("open",),
    schema=3,
    migrations={
        1: lambda old: {**old, "copies": int(old["copies"])},
        2: lambda old: {**old, "checked_by": "nobody yet"},
    },
)


def as_of(schema: int) -> Kind[Any]:
    """The kind as code of another version declares it."""
    other = copy.copy(LEAFLET)
    object.__setattr__(other, "schema", schema)
    return other
