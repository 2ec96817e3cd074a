"""What is asked for and offered in the town: the lists of content/demo/needs.toml."""

from toolbox.kernel.intake.questions import Both
from toolbox.site.demo.parts import Enclosure, Part
from toolbox.tools.needs.wanted import Level


class People(Part, frozen=True):
    """What people are called and speak, and when it is safe to reach them."""

    names: tuple[str, ...]
    languages: tuple[str, ...]
    safe: tuple[str, ...]


class Places(Part, frozen=True):
    """Where they are."""

    crossings: tuple[str, ...]
    zones: tuple[str, ...]
    ways_in: tuple[str, ...]


class Asked(Part, frozen=True):
    """Something that is asked for, so often, in one of these words."""

    wants: tuple[str, ...]
    often: int
    en: tuple[str, ...]
    es: tuple[str, ...]


class Offered(Part, frozen=True):
    """Something that is offered, so often, in one of these words."""

    can: tuple[str, ...]
    often: int
    en: tuple[str, ...]
    es: tuple[str, ...]


class Texted(Part, frozen=True):
    """A text to copy into a message."""

    name: str
    says: Both


class Paid(Part, frozen=True):
    """Money that somebody laid out, in cents of the country's currency."""

    cents: int
    what: str
    receipt: Enclosure | None = None


class ThingWanted(Part, frozen=True):
    """A line of the needs list."""

    says: Both
    many: str = ""
    level: Level = Level.WANTED


class ListWanted(Part, frozen=True):
    """The needs list, which is public."""

    title: Both
    bring: Both
    things: tuple[ThingWanted, ...]


class Sheet(Part, frozen=True):
    """A spreadsheet, as CSV: brought in, or waiting until somebody says which column holds what."""

    name: str
    rows: str
    brought: bool


class Askings(Part, frozen=True):
    """The whole board of one circle."""

    circle: str
    open: int
    ended: int
    offers: int
    script: Both
    tonight: Both
    backup: str
    people: People
    places: Places
    asked: tuple[Asked, ...]
    offered: tuple[Offered, ...]
    by_post: bool = False
    follow_days: int = 0
    paid: tuple[Paid, ...] = ()
    list: ListWanted | None = None
    sheets: tuple[Sheet, ...] = ()
    invite: Both = Both()
    message: tuple[Texted, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
