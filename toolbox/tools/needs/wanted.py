"""The needs list: things and not people, so that whoever gives knows what, and what to stop sending."""

from enum import StrEnum
from typing import Annotated
from zlib import crc32

import msgspec
from django.utils.translation import gettext as _
from msgspec import Meta
from msgspec.structs import replace

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.records.values import Id, Line, Value

MOST = 60  # things on a list

Slug = Annotated[str, Meta(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=60)]


class Level(StrEnum):
    """How much of a thing there is."""

    WANTED = "wanted"
    ENOUGH = "enough"
    FULL = "full"  # stop sending


class Thing(Value, frozen=True, kw_only=True):
    """A line of the list."""

    id: Id
    says: Both
    many: Line = ""
    """How many, as the circle says it."""
    level: Level = Level.WANTED

    def check(self) -> None:
        """Raise ValueError for a line that names nothing."""
        if not self.says:
            raise ValueError(_("Write what it is."))


class Wanted(Value, frozen=True, kw_only=True):
    """The list, as it is public or would be."""

    title: Both = Both()
    bring: Both = Both()
    """Where and when to bring it, in words: as public as the circle wants."""
    slug: Slug = ""
    things: tuple[Thing, ...] = ()


def mark(value: Value) -> int:
    """A number by which a form knows whether what it began from still stands."""
    return crc32(msgspec.msgpack.encode(value))


class Enough(Exception):
    """There are as many things as a list can hold."""


def thing(wanted: Wanted, number: int) -> Thing | None:
    """A line of the list."""
    return next((one for one in wanted.things if one.id == number), None)


def with_thing(wanted: Wanted, new: Thing) -> Wanted:
    """With a line, new or changed. Raises Enough."""
    if thing(wanted, new.id) is not None:
        return replace(wanted, things=tuple(new if one.id == new.id else one for one in wanted.things))
    if len(wanted.things) >= MOST:
        raise Enough
    return replace(wanted, things=(*wanted.things, new))


def without(wanted: Wanted, number: int) -> Wanted:
    """Without a line."""
    return replace(wanted, things=tuple(one for one in wanted.things if one.id != number))


def at_level(wanted: Wanted, number: int, level: Level) -> Wanted:
    """With so much of a thing."""
    things = tuple(replace(one, level=level) if one.id == number else one for one in wanted.things)
    return replace(wanted, things=things)


def in_order(wanted: Wanted) -> list[Thing]:
    """What is wanted first, then what there is enough of, last what nobody should send."""
    levels = list(Level)
    return sorted(wanted.things, key=lambda one: levels.index(one.level))
