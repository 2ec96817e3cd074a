"""How a board begins: with what the kits of the circle's projects need, or with what is common to most."""

import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path

import msgspec
from django.conf import settings

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects.started import finding
from toolbox.kernel.records.values import checked
from toolbox.kernel.vault.circle import Circle
from toolbox.tools.needs.records import Board, Category, Skill


class _Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A category of content/needs.toml."""

    name: str
    says: Both
    parent: str = ""
    by: tuple[str, ...] = ()
    remote: bool = False
    car: bool = False
    common: bool = False


class _Skill(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A skill of content/needs.toml."""

    name: str
    says: Both
    car: bool = False
    common: bool = False


class Pool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that boards may begin with."""

    category: tuple[_Category, ...]
    skill: tuple[_Skill, ...]


@cache
def pool() -> Pool:
    """The file, read once. Raises msgspec.ValidationError for one with a mistake."""
    text = (Path(settings.CONTENT) / "needs.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Pool)


def board(circle: Circle) -> Board:
    """The board of a circle that has not changed anything yet: its projects' own."""
    zones = dict.fromkeys(zone for held in finding.going(circle) for zone in held.value.zones)
    return checked(Board(categories=_categories(()), skills=_skills(()), zones=tuple(zones)))


def _categories(wanted: Collection[str]) -> tuple[Category, ...]:
    return tuple(
        Category(name=one.name, says=one.says, parent=one.parent, by=one.by, remote=one.remote, car=one.car)
        for one in pool().category
        if (one.name in wanted if wanted else one.common)
    )


def _skills(wanted: Collection[str]) -> tuple[Skill, ...]:
    return tuple(
        Skill(name=one.name, says=one.says, car=one.car)
        for one in pool().skill
        if (one.name in wanted if wanted else one.common)
    )
