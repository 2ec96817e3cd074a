"""Forms to begin with, from content/forms: what other groups ask, in English and Spanish."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec
from django.conf import settings

from toolbox.kernel.intake.questions import Both, Form, Question
from toolbox.kernel.projects.records import Asking, Door
from toolbox.kernel.records.values import checked


class Starter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of content/forms. A key that is misspelt is an error, not a silence."""

    title: Both
    lead: Both
    about: Both
    """For whoever chooses: what this form is good for."""
    questions: tuple[Question, ...]
    never: tuple[Both, ...] = ()
    door: Door = Door.NONE
    days: int = 0
    order: int = 50
    purpose: str = "words"
    room: str = ""
    """The room that opens the form by itself; such a form is not offered to circles."""

    def asking(self) -> Asking:
        """As a form that nobody has changed yet."""
        form = Form(title=self.title, lead=self.lead, questions=self.questions, never=self.never, purpose=self.purpose)
        return checked(Asking(form=form, door=self.door, days=self.days))


def read(path: Path) -> Starter:
    """One file. Raises ValueError, msgspec.ValidationError or tomllib.TOMLDecodeError where it cannot be used."""
    starter = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Starter)
    starter.asking()
    return starter


@cache
def everything() -> dict[str, Starter]:
    """All of them by the name of their file."""
    return {path.stem: read(path) for path in sorted((settings.CONTENT / "forms").glob("*.toml"))}


def offered() -> list[tuple[str, Starter]]:
    """Those that a circle may begin with, in order."""
    found = [(name, one) for name, one in everything().items() if not one.room]
    return sorted(found, key=lambda pair: (pair[1].order, pair[0]))
