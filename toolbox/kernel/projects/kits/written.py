"""What stands in the files of a kit: `kit.toml` in English, and `kit.es.toml` with the same texts in Spanish.

A key that is not named here is an error, not a silence. docs/reference/kit.md explains each one.
"""

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Gives = Literal["time", "money", "car", "room", "kitchen", "phone", "skill", "tools"]
Faces = Literal["eviction", "deportation", "criminalization", "poverty", "isolation", "violence", "disaster"]


Tables: TypeAlias = dict[str, dict[str, Any]]
"""By the name of a tool: what is set in it. What may stand there, the tool says itself."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of a kit."""


class Tonight(_Part, frozen=True, kw_only=True):
    """The first page of the booklet."""

    people: Annotated[int, Meta(ge=1, le=30)]
    minutes: Annotated[int, Meta(ge=15, le=300)]
    things: tuple[str, ...]


class Moment(_Part, frozen=True, kw_only=True):
    """A part of the first evening."""

    minutes: Annotated[int, Meta(ge=1, le=180)]
    what: str
    how: str


class Step(_Part, frozen=True, kw_only=True):
    """Something to do in the first month."""

    name: Slug
    day: Annotated[int, Meta(ge=0, le=31)]
    what: str
    why: str
    role: str = ""
    required: bool = False
    sheet: str = ""


class Role(_Part, frozen=True, kw_only=True):
    """A job that somebody takes."""

    name: Slug
    says: str
    what: str


class Wrong(_Part, frozen=True, kw_only=True):
    """How it goes wrong, and what others did."""

    what: str
    did: str


class Safety(_Part, frozen=True, kw_only=True):
    """Law, health or safety, with the place and the year of what is known."""

    kind: Literal["law", "health", "safety"]
    text: str
    where: str = ""
    year: Annotated[int, Meta(ge=0, le=2100)] = 0
    check: bool = True


class Written(_Part, frozen=True, kw_only=True):
    """Something that is written down."""

    text: str


class Never(_Part, frozen=True, kw_only=True):
    """Something that never is; no question of the kit may contain one of these words."""

    text: str
    words: tuple[str, ...] = ()


class Campaign(_Part, frozen=True, kw_only=True):
    """A step of defending somebody in public."""

    what: str
    how: str


class English(_Part, frozen=True, kw_only=True):
    """kit.toml."""

    name: str
    summary: Annotated[str, Meta(max_length=200)]
    faces: tuple[Faces, ...]
    from_people: Annotated[int, Meta(ge=1, le=30)]
    give: tuple[Gives, ...]
    circles: Literal["one", "two"]
    people: str
    hours: str
    money: str
    place: str
    skills: str
    decides: str
    ends: str
    tonight: Tonight
    evening: tuple[Moment, ...]
    step: tuple[Step, ...]
    role: tuple[Role, ...]
    wrong: tuple[Wrong, ...]
    safety: tuple[Safety, ...] = ()
    written: tuple[Written, ...] = ()
    never: tuple[Never, ...] = ()
    campaign: tuple[Campaign, ...] = ()
    tools: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    keeps: dict[str, int] = {}
    tool: Tables = {}


class _Said(_Part, frozen=True, kw_only=True):
    """The texts of one piece in Spanish; what is missing is shown in English, and marked so."""

    what: str = ""
    how: str = ""
    why: str = ""
    did: str = ""
    says: str = ""
    text: str = ""
    where: str = ""
    words: tuple[str, ...] = ()


class SpanishTonight(_Part, frozen=True, kw_only=True):
    """The things on the table."""

    things: tuple[str, ...] = ()


class Spanish(_Part, frozen=True, kw_only=True):
    """kit.es.toml: lists have the order of the English ones."""

    name: str = ""
    summary: Annotated[str, Meta(max_length=220)] = ""
    people: str = ""
    hours: str = ""
    money: str = ""
    place: str = ""
    skills: str = ""
    decides: str = ""
    ends: str = ""
    tonight: SpanishTonight = SpanishTonight()
    evening: tuple[_Said, ...] = ()
    step: tuple[_Said, ...] = ()
    role: tuple[_Said, ...] = ()
    wrong: tuple[_Said, ...] = ()
    safety: tuple[_Said, ...] = ()
    written: tuple[_Said, ...] = ()
    never: tuple[_Said, ...] = ()
    campaign: tuple[_Said, ...] = ()
    tool: Tables = {}


LISTS = ("evening", "step", "role", "wrong", "safety", "written", "never", "campaign")
"""The lists that both files have."""

LINES = ("name", "summary", "people", "hours", "money", "place", "skills", "decides", "ends")
"""The single texts that both files have."""
