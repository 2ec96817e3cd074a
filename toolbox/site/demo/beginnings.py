"""The kits that circles of the town have started: one tonight, some long ago, one wound down."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace as replace_held

from msgspec.structs import replace

from toolbox.kernel.circles.group import Group
from toolbox.kernel.projects.kits import finding
from toolbox.kernel.projects.started import rules
from toolbox.kernel.projects.started.pages import beginning
from toolbox.kernel.projects.started.records import ENDED, PROJECT, Checked, Project, Step
from toolbox.kernel.retention import days as retention
from toolbox.site.demo.parts import numbered
from toolbox.site.demo.startings import Starting


def begin(one: Starting, there: Mapping[str, Group], today: datetime.date) -> None:
    """Start a kit as somebody would, and let happen what happened since. Raises KeyError where there is no such kit.

    `there`: the circle as each of its people opens it, by handle.
    """
    kit, group = finding.kits()[one.kit], there[one.by]
    group.again()  # another kit may have shortened meanwhile what is kept
    held = beginning.start(group, kit, one.name, _ago(today, one.evening), one.language)
    members = {"": 0, **{handle: each.me.id for handle, each in there.items()}}
    laws = [piece.says["text"].en for piece in kit.lists["safety"]]
    held = replace_held(held, value=_since(held.value, one, members, laws, today))
    if one.ended is not None:
        held = held.on(ENDED, retention.dies(PROJECT, group.settings.shortened, _ago(today, one.ended)))
    group.circle.put(held)


def _since(
    project: Project, one: Starting, members: Mapping[str, int], laws: Sequence[str], today: datetime.date
) -> Project:
    """The project as it is today."""
    for at, handle in enumerate(one.jobs[: len(project.jobs)]):
        project = rules.with_job(project, at, members[handle])
    if one.check:
        for law in laws[: one.check.first]:
            by = Checked(what=law, by=one.check.by, place=one.check.place, day=_ago(today, one.check.days))
            project = rules.with_check(project, by)
    hands = one.hands or ("",)
    return replace(
        project,
        steps=tuple(
            _step(step, members[hands[at % len(hands)]], today, is_done=at < one.done)
            for at, step in enumerate(project.steps)
        ),
        zones=one.zones,
        categories=one.categories,
        languages=one.languages,
        phone=numbered(one.phone),
        ended=None if one.ended is None else _ago(today, one.ended),
    )


def _step(step: Step, who: int, today: datetime.date, *, is_done: bool) -> Step:
    """A step of somebody; done on its day, or yesterday if that is still to come."""
    day = min(step.day or today, _ago(today, 1))
    return replace(step, who=who, done=day if is_done else None)


def _ago(today: datetime.date, days: int) -> datetime.date:
    return today - datetime.timedelta(days=days)
