"""What the town is made of: the texts of content/demo, read and checked."""

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from toolbox.kernel.circles.records import Act, Role
from toolbox.site.demo.askings import Askings
from toolbox.site.demo.parts import Enclosure, Language, Part
from toolbox.site.demo.sendings import Strangers
from toolbox.site.demo.startings import Startings


class Resident(Part, frozen=True):
    """Somebody of the town, and the language of their pages."""

    handle: str
    language: Language = "en"


class Person(Part, frozen=True):
    """Somebody in a circle: what they are called there, and for how many days they have been there."""

    handle: str
    name: str
    since: int
    role: Role = Role.HELPER


class Before(Part, frozen=True):
    """What a note said earlier, so many days ago."""

    days: int
    text: str
    by: str = ""
    said: str = ""


class Note(Part, frozen=True):
    """A note as it is now. Who wrote it, and how many days ago, is left to chance where it is not said."""

    title: str
    text: str
    by: str = ""
    days: int | None = None
    language: Language = "en"
    pinned: bool = False
    removed: bool = False
    before: tuple[Before, ...] = ()
    file: tuple[Enclosure, ...] = ()


class Proposing(Part, frozen=True):
    """Something that waits for a second voice."""

    act: Act
    by: str
    about: str
    days: int


class Inviting(Part, frozen=True):
    """An invite that nobody has used yet."""

    by: str
    for_whom: str


class Freezing(Part, frozen=True):
    """Somebody was arrested: who said so, who said it too, and the one who wants them back already."""

    who: str
    by: str
    confirmed: str
    wanted: str


class Papering(Part, frozen=True):
    """The paper member: what it is called, and who made it."""

    name: str
    by: str


class Stopping(Part, frozen=True):
    """A legal paper came: who said so."""

    by: str


class Circle(Part, frozen=True):
    """A circle: its people, the founder first, its notes, and what is going on in it. Days are counted back."""

    name: str
    purpose: str
    made: int
    agreed: int
    agreements: str
    person: tuple[Person, ...]
    note: tuple[Note, ...]
    shortened: dict[str, int] = {}
    proposal: Proposing | None = None
    invite: Inviting | None = None
    freeze: Freezing | None = None
    paper: Papering | None = None
    stop: Stopping | None = None

    def named(self, handle: str) -> Person | None:
        """Somebody of the circle by their handle."""
        return next((one for one in self.person if one.handle == handle), None)


class Entry(Part, frozen=True):
    """An entry that was added to the public list, as a row of it; what was changed then, or why it was taken off."""

    cells: dict[str, str]
    changed: dict[str, str] = {}
    said: str = ""
    retired: str = ""


class Elsewhere(Part, frozen=True):
    """An entry that came from another list."""

    cells: dict[str, str]
    came_from: str
    declined: bool = False


class HowItWent(Part, frozen=True):
    """How it went for somebody, about an entry by its name."""

    about: str
    did: str
    worked: str
    failed: str
    who: str
    place: str


class Listing(Part, frozen=True):
    """Which circle keeps the public list, and what it has done with it."""

    circle: str
    entry: tuple[Entry, ...]
    waiting: tuple[Elsewhere, ...]
    told: tuple[HowItWent, ...]


class Town(Part, frozen=True):
    """The whole town."""

    residents: tuple[Resident, ...]
    circles: tuple[Circle, ...]
    listing: Listing | None = None
    strangers: Strangers = Strangers()
    startings: Startings = Startings()
    askings: Askings | None = None

    def circle(self, name: str) -> Circle:
        """One of its circles. Raises StopIteration where there is none of this name."""
        return next(one for one in self.circles if one.name == name)


class _Names(Part, frozen=True):
    """The file town.toml: the residents, and the files in which the circles stand."""

    member: tuple[Resident, ...]
    circles: tuple[str, ...]


T = TypeVar("T")


def read(folder: Path) -> Town:
    """The town as the TOML files of a folder tell it. Raises msgspec.ValidationError for a file with a mistake."""
    names = _read(folder / "town.toml", _Names)
    circles = tuple(_read(folder / f"{name}.toml", Circle) for name in names.circles)
    return Town(
        names.member,
        circles,
        _read(folder / "list.toml", Listing),
        _read(folder / "strangers.toml", Strangers),
        _read(folder / "projects.toml", Startings),
        _read(folder / "needs.toml", Askings),
    )


def _read(path: Path, struct: type[T]) -> T:
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), struct)
