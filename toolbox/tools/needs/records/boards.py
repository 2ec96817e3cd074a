"""How a circle works with asks and offers: what is asked for, what people can do, shifts, packets."""

import datetime
from typing import Annotated

from msgspec import Meta

from toolbox.kernel.intake.questions import Both, Name
from toolbox.kernel.records.money import Money
from toolbox.kernel.records.values import Id, Line, Value, Words
from toolbox.tools.needs.records.asks import Count, Slot
from toolbox.tools.needs.wanted import Wanted


class Category(Value, frozen=True, kw_only=True):
    """Something that is asked for."""

    name: Name
    says: Both
    parent: Annotated[str, Meta(max_length=40)] = ""
    by: tuple[Name, ...] = ()
    """Skills any one of which is enough to do it."""
    remote: bool = False
    """By phone or mail: it does not matter where anybody lives."""
    car: bool = False
    """Only with a car."""
    cap: Count = 0
    """How often one household is given it within `cap_days`; 0: as often as it asks. A first ask never counts."""
    cap_days: Annotated[int, Meta(ge=1, le=366)] = 30
    out: bool = False
    """Out of stock: asks keep their place and wait."""
    hidden: bool = False
    """Not asked for any more; older asks keep it."""


class Skill(Value, frozen=True, kw_only=True):
    """Something that somebody offers to do."""

    name: Name
    says: Both
    car: bool = False
    hidden: bool = False


class Message(Value, frozen=True, kw_only=True):
    """A text to copy into a message, in the person's language."""

    name: Line
    says: Both


class Shift(Value, frozen=True, kw_only=True):
    """What whoever was here before left for the next ones."""

    by: Id
    when: datetime.datetime
    done: Words = ""
    still: Words = ""
    kind: Words = ""
    """Be kind to …"""


class Packet(Value, frozen=True, kw_only=True):
    """Sheets that were printed for a night without the toolbox, to be counted back in."""

    id: Id
    by: Id
    when: datetime.datetime
    sheets: Annotated[int, Meta(ge=1, le=2000)]
    back: Annotated[int, Meta(ge=0, le=2000)] = 0


class Taken(Value, frozen=True, kw_only=True):
    """A table with names that somebody took out of the toolbox."""

    by: Id
    when: datetime.datetime
    count: Annotated[int, Meta(ge=0)]
    offers: bool = False


class Board(Value, frozen=True, kw_only=True):
    """How this circle works with asks and offers."""

    categories: tuple[Category, ...] = ()
    skills: tuple[Skill, ...] = ()
    zones: tuple[Line, ...] = ()
    beside: tuple[tuple[Line, Line], ...] = ()
    """Zones that lie beside each other: how far it is, without anybody's address."""
    claim_days: Annotated[int, Meta(ge=1, le=60)] = 6
    follow_days: Annotated[int, Meta(ge=0, le=60)] = 0
    """Days after which somebody asks how it went; 0: nobody does."""
    script: Words = ""
    """What is said on the phone."""
    tonight: Words = ""
    """What we can and cannot do tonight."""
    backup: Line = ""
    """Who is called when one does not know any further."""
    invite: Both = Both()
    """“Come decide with us”: the next open meeting, read by whoever was helped."""
    budget: Money | None = None
    """What may be laid out for one ask without asking anybody."""
    messages: tuple[Message, ...] = ()
    by_post: bool = False
    """Things go by mail: the address is destroyed once they are posted."""
    slots: tuple[Slot, ...] = ()
    """Appointments that are still free."""
    given: tuple[Slot, ...] = ()
    """Those that somebody has: what nobody has any more, because its ask was taken back, is free again."""
    shifts: tuple[Shift, ...] = ()
    """The newest first."""
    packets: tuple[Packet, ...] = ()
    wanted: Wanted = Wanted()
    """The needs list: things, and nobody."""
    public: Id = 0
    """The row that strangers see of it; 0: nobody sees it."""
    taken: tuple[Taken, ...] = ()
    """Tables with names that were taken out, the newest first."""
