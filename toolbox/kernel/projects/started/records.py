"""A project: a kit that a circle has started, with settings that began as the kit's."""

import datetime
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Meta

from toolbox.kernel.records.values import Id, Line, Value, Words
from toolbox.kernel.registry.kinds import Kind

GOING = "going"
ENDED = "ended"
MOST_STEPS = 60
MOST_WORDS = 40  # zones, categories, languages


class Step(Value, frozen=True, kw_only=True):
    """Something to do, perhaps by somebody, perhaps by a day."""

    id: Id
    what: Line
    why: Words = ""
    day: datetime.date | None = None
    who: Id = 0
    """The member; 0 is nobody yet."""
    required: bool = False
    """Nothing goes out before this is done."""
    sheet: Line = ""
    done: datetime.date | None = None

    def check(self) -> None:
        """Raise ValueError for a step that says nothing."""
        if not self.what.strip():
            raise ValueError(_("Write what is to be done."))


class Job(Value, frozen=True, kw_only=True):
    """A role of the kit, and who has taken it."""

    name: Line
    what: Words = ""
    who: Id = 0


class Checked(Value, frozen=True, kw_only=True):
    """Somebody who knows looked at law or medicine, for a place, on a day."""

    what: Words
    by: Line
    place: Line
    day: datetime.date

    def check(self) -> None:
        """Raise ValueError where nobody stands behind it."""
        if not self.by.strip() or not self.place.strip():
            raise ValueError(_("Write who checked it, and for which place."))


class Project(Value, frozen=True, kw_only=True):
    """A kit that was started."""

    kit: Line
    """The kit's slug; it may be gone by now."""
    name: Line
    began: datetime.date
    steps: tuple[Step, ...] = ()
    jobs: tuple[Job, ...] = ()
    checked: tuple[Checked, ...] = ()
    zones: tuple[Line, ...] = ()
    """Parts of town by which work is shared out."""
    categories: tuple[Line, ...] = ()
    """What is asked for and offered."""
    languages: tuple[Annotated[str, Meta(max_length=35)], ...] = ()
    tools: tuple[Line, ...] = ()
    """Names of tools that the project uses, built or on paper."""
    phone: Line = ""
    """Printed on its sheets."""
    ended: datetime.date | None = None

    def check(self) -> None:
        """Raise ValueError for a project without a name."""
        if not self.name.strip():
            raise ValueError(_("Give it a name."))


def texts(project: Project) -> list[str]:
    """What a search looks at."""
    return [project.name, *(step.what for step in project.steps), *(job.name for job in project.jobs)]


PROJECT = Kind(
    name="projects.project",
    struct=Project,
    says=gettext_lazy("projects"),
    title=lambda project: project.name,
    shelves=(GOING, ENDED),
    ends=frozenset({ENDED}),
    keep_days=30,
    begins=gettext_lazy("after it was wound down"),
    texts=texts,
    least=16 * 1024,  # a kit with many steps and one with few look alike
)
