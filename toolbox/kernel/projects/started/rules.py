"""What happens to a project. Pure: records in, records out; clock and ids are passed in."""

import datetime
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.projects.started.records import MOST_STEPS, Checked, Job, Project, Step

SOON = datetime.timedelta(days=3)


class NotAllowed(Exception):
    """It does not fit the project as it is now."""


def begun(kit: Kit, name: str, evening: datetime.date, language: str, new_id: Callable[[], int]) -> Project:
    """A project as its kit begins it: steps on days after the first evening."""
    english = kit.english
    steps = tuple(
        Step(
            id=new_id(),
            what=piece.says["what"].here(language)[:300],
            why=piece.says["why"].here(language),
            day=evening + datetime.timedelta(days=facts.day),
            required=facts.required,
            sheet=facts.sheet,
        )
        for piece, facts in zip(kit.lists["step"], english.step, strict=True)
    )
    jobs = tuple(
        Job(name=piece.says["says"].here(language)[:300], what=piece.says["what"].here(language))
        for piece in kit.lists["role"]
    )
    return Project(kit=kit.slug, name=name, began=evening, steps=steps, jobs=jobs, tools=tuple(english.tools))


def in_order(steps: Iterable[Step]) -> list[Step]:
    """What is still to do first, by its day; what is done at the end. Those of one day as they stand in the kit."""
    return sorted(steps, key=lambda step: (step.done is not None, step.day or datetime.date.max))


def with_step(project: Project, step: Step) -> Project:
    """With a step, new or in the place of the one with its id. Raises NotAllowed where there are too many."""
    known = {one.id for one in project.steps}
    if step.id in known:
        return replace(project, steps=tuple(step if one.id == step.id else one for one in project.steps))
    if len(project.steps) >= MOST_STEPS:
        raise NotAllowed
    return replace(project, steps=(*project.steps, step))


def without_step(project: Project, number: int) -> Project:
    """Without a step."""
    return replace(project, steps=tuple(one for one in project.steps if one.id != number))


def done(project: Project, number: int, day: datetime.date | None) -> Project:
    """With a step done on a day, or to be done again. Raises NotAllowed where it is gone."""
    return with_step(project, replace(the_step(project, number), done=day))


def the_step(project: Project, number: int) -> Step:
    """A step by its id. Raises NotAllowed."""
    found = next((one for one in project.steps if one.id == number), None)
    if found is None:
        raise NotAllowed
    return found


def with_job(project: Project, place: int, who: int) -> Project:
    """With somebody in a job, or nobody (0). Raises NotAllowed where there is no such job."""
    if not 0 <= place < len(project.jobs):
        raise NotAllowed
    jobs = tuple(replace(one, who=who) if at == place else one for at, one in enumerate(project.jobs))
    return replace(project, jobs=jobs)


def with_check(project: Project, check: Checked) -> Project:
    """With somebody who stands behind a sentence of law or medicine, instead of whoever did before."""
    kept = tuple(one for one in project.checked if one.what != check.what)
    return replace(project, checked=(*kept, check))


def without_check(project: Project, what: str) -> Project:
    """Nobody stands behind it any more."""
    return replace(project, checked=tuple(one for one in project.checked if one.what != what))


def open_gates(project: Project) -> list[Step]:
    """The steps that must be done before anything goes out, and are not."""
    return [one for one in project.steps if one.required and one.done is None]


def due(project: Project, member: int, today: datetime.date) -> list[Step]:
    """What is soon due or late, and is this member's or nobody's."""
    return [
        one
        for one in in_order(project.steps)
        if one.done is None and one.day is not None and one.day <= today + SOON and one.who in {0, member}
    ]


def forgotten(project: Project, members: set[int]) -> Project:
    """Without people who are not in the circle any more: their steps and jobs are nobody's."""
    steps = tuple(replace(one, who=0) if one.who and one.who not in members else one for one in project.steps)
    jobs = tuple(replace(one, who=0) if one.who and one.who not in members else one for one in project.jobs)
    return replace(project, steps=steps, jobs=jobs)
