"""Which kits the circles of the town have started: the texts of content/demo/projects.toml.

Steps, jobs and laws are the kit's own, counted from its first: so all of this stays true when a kit changes.
"""

from toolbox.site.demo.parts import Language, Part


class Check(Part, frozen=True):
    """Somebody who knows has looked at the first so many sentences of law, health and safety."""

    by: str
    place: str
    days: int
    first: int = 1


class Starting(Part, frozen=True):
    """A kit that was started. Days are counted back; a first evening before us has fewer than none."""

    circle: str
    by: str
    kit: str
    name: str
    evening: int
    language: Language = "en"
    done: int = 0
    """How many of its first steps are done."""
    hands: tuple[str, ...] = ()
    """Handles of those who do its steps, one after the other; an empty one is a step that nobody has taken."""
    jobs: tuple[str, ...] = ()
    """Who has taken its first jobs; an empty one is still to be had."""
    check: Check | None = None
    zones: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    phone: str = ""
    ended: int | None = None
    """How many days ago it was wound down."""


class Startings(Part, frozen=True):
    """All of them."""

    project: tuple[Starting, ...] = ()
