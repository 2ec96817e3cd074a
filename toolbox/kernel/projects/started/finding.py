"""Projects of a circle: for lists, for the desk, for gates of other pages, for the search."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.circles.group import Group
from toolbox.kernel.projects.kits import finding as kits
from toolbox.kernel.projects.started import rules
from toolbox.kernel.projects.started.records import GOING, Project, Step
from toolbox.kernel.records.searching import around
from toolbox.kernel.registry.tools import Due, Hit
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held


def going(circle: Circle) -> list[Held[Project]]:
    """The projects that go on, by name."""
    return sorted(circle.shelf(Project, GOING), key=lambda held: (held.value.name.casefold(), held.id))


class Gate(NamedTuple):
    """A step that must be done before anything goes out, and its project."""

    step: Step
    project: int
    name: str


def gates(circle: Circle, tool: str = "") -> list[Gate]:
    """The steps that must be done before anything of this circle goes out; or before anything of one tool does."""
    running = [held for held in going(circle) if not tool or tool in held.value.tools]
    return [Gate(step, held.id, held.title) for held in running for step in rules.open_gates(held.value)]


def sets(circle: Circle, tool: str) -> list[tuple[str, Mapping[str, Any]]]:
    """How the kits of the projects that go on set up a tool, by their names; empty for one that only uses it."""
    known = kits.kits()
    using = [held for held in going(circle) if tool in held.value.tools]
    return [(held.title, known[held.value.kit].sets.get(tool, {}) if held.value.kit in known else {}) for held in using]


def forms(circle: Circle) -> tuple[str, ...]:
    """The forms that the kits of the projects that go on begin with, in their order."""
    known = kits.kits()
    running = [known[held.value.kit] for held in going(circle) if held.value.kit in known]
    return tuple(dict.fromkeys(name for kit in running for name in kit.english.forms))


def never(circle: Circle) -> tuple[str, ...]:
    """Words that no question of this circle may hold: the promises of the kits that it runs."""
    known = kits.kits()
    running = [known[held.value.kit] for held in going(circle) if held.value.kit in known]
    return tuple(word for kit in running for piece in kit.lists["never"] for word in piece.words)


def hits(circle: Circle, words: str) -> Iterator[Hit]:
    """What the search over the whole circle shows of projects."""
    for held in circle.search(words, Project):
        steps = "\n".join(step.what for step in held.value.steps)
        yield Hit(held.title, "project", (circle.id, held.id), around(steps, words))


def first(circle: Circle) -> Iterator[Hit]:
    """The projects, for the circle's own page."""
    for held in going(circle):
        yield Hit(held.title, "project", (circle.id, held.id))


def waiting(group: Group, now: datetime.datetime) -> Iterator[Due]:
    """Steps that are due, for this member or for nobody yet."""
    today = timezone.localdate(now)
    for held in going(group.circle):
        steps = rules.due(held.value, group.me.id, today)
        if not steps:
            continue
        url = reverse("project", args=[group.id, held.id])
        if len(steps) == 1:
            yield Due(_("%(project)s: %(step)s") % {"project": held.title, "step": steps[0].what}, url)
            continue
        words = ngettext("%(project)s: %(count)d step is due.", "%(project)s: %(count)d steps are due.", len(steps))
        yield Due(words % {"project": held.title, "count": len(steps)}, url)
