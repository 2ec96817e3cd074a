"""How a board begins: with what the kits of the circle's projects need, or with what is common to most."""

from collections.abc import Collection

from django.utils.translation import get_language
from msgspec.structs import replace

from toolbox.kernel.projects.started import finding
from toolbox.kernel.records.values import checked
from toolbox.kernel.vault.circle import Circle
from toolbox.tools.needs import kits
from toolbox.tools.needs.pool import pool
from toolbox.tools.needs.records import Board, Category, Skill


def board(circle: Circle) -> Board:
    """The board of a circle that has not changed anything yet: its projects' own."""
    zones = dict.fromkeys(zone for held in finding.going(circle) for zone in held.value.zones)
    wants, can, begun = kits.together(finding.sets(circle, "needs"), get_language() or "en")
    return checked(replace(begun, categories=categories(wants), skills=skills(can), zones=tuple(zones)))


def categories(wanted: Collection[str]) -> tuple[Category, ...]:
    """Those of these names, in their order in the file."""
    return tuple(
        Category(name=one.name, says=one.says, parent=one.parent, by=one.by, remote=one.remote, car=one.car)
        for one in pool().category
        if one.name in wanted
    )


def skills(wanted: Collection[str]) -> tuple[Skill, ...]:
    """Those of these names, in their order in the file."""
    return tuple(Skill(name=one.name, says=one.says, car=one.car) for one in pool().skill if one.name in wanted)
