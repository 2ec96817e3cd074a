"""The two forms by which anybody writes to whoever keeps the list, sealed to that circle."""

from typing import NamedTuple

from msgspec.structs import replace

from toolbox.kernel.intake.questions import Ask, Both, Form
from toolbox.kernel.intake.records import Answer
from toolbox.kernel.projects import starters
from toolbox.library.models import Curators

SUGGESTION = "library.suggestion"
EXPERIENCE = "library.experience"
FILES = {SUGGESTION: "library-suggestion", EXPERIENCE: "library-experience"}  # of content/forms, by purpose
ABOUT = "about"  # the answer that a page gives by itself: what somebody tells about
TRIED = "tried"  # the question that it answers
KIT = "kit:"  # before the slug of a kind of project


class Taking(NamedTuple):
    """Where a form goes."""

    mailbox: int
    paused: bool


class About(NamedTuple):
    """What somebody tells about: an entry, or a kind of project."""

    key: str  # its slug, with `kit:` before that of a kind of project
    name: Both
    here: str  # the name in the language of the page


def form(purpose: str, about: About | None = None) -> Form:
    """One of the two; with what it is about in its title, and without the question for that."""
    found = starters.everything()[FILES[purpose]].asking().form
    if about is None:
        return found
    title = Both(
        en=f"{found.title.en}: {about.name.en or about.name.es}",
        es=f"{found.title.es}: {about.name.es or about.name.en}",
    )
    return replace(found, title=title, questions=tuple(one for one in found.questions if one.name != TRIED))


def known(purpose: str, about: About | None, language: str) -> tuple[Answer, ...]:
    """What the page answers by itself, in the words of the question that it leaves out."""
    if about is None:
        return ()
    tried = next(one for one in form(purpose).questions if one.name == TRIED)
    says = tried.says.here(language)
    return (Answer(question=ABOUT, ask=Ask.TEXT, says=says, values=(about.key,), shown=(about.here,)),)


def taking(purpose: str) -> Taking | None:
    """Where a form goes; None while no circle keeps the list."""
    row = Curators.objects.first()
    mailbox = 0 if row is None else (row.suggestions if purpose == SUGGESTION else row.experiences)
    return Taking(mailbox, row.paused) if row is not None and mailbox else None


def mailboxes() -> list[tuple[int, str]]:
    """The mailboxes of both forms with public names: where members of any circle can hand something on to."""
    found = []
    for purpose in FILES:
        title, there = form(purpose).title, taking(purpose)
        if there is not None:
            found.append((there.mailbox, f"{title.en or title.es}"))
    return found
