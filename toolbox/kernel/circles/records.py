"""What a circle writes down about itself: one sealed record of settings, always 64 KiB."""

import datetime
from enum import StrEnum

import msgspec
from django.utils.translation import gettext_lazy as _

from toolbox.kernel.registry.kinds import Kind

SETTINGS_SIZE = 64 * 1024


class Role(StrEnum):
    """What somebody does in a circle. Courtesy, not cryptography: who is in the circle can read the circle."""

    KEEPER = "keeper"
    HELPER = "helper"
    PAPER = "paper"  # the dormant member whose sheet is split in three


class Person(msgspec.Struct, frozen=True):
    """A member as this circle knows them."""

    member: int
    name: str
    key: bytes  # public; notes to them are sealed to it
    role: Role
    since: datetime.date
    key_since: datetime.date | None = None  # when their key last changed, if it did


class Invite(msgspec.Struct, frozen=True):
    """An open invite. Its code is written nowhere."""

    row: int
    by: int
    ends: datetime.datetime
    words: str = ""  # for whom, in the inviter's own words
    role: Role = Role.HELPER
    replaces: int = 0  # the entry of somebody who lost their passphrase


class Act(StrEnum):
    """What takes two."""

    REMOVE = "remove"  # a keeper, where there are three keepers
    READMIT = "readmit"  # somebody who lost their passphrase, where there are three members
    END = "end"  # the circle, where there are three keepers
    EXTEND = "extend"  # the legal stop
    LIFT = "lift"


class Proposal(msgspec.Struct, frozen=True):
    """Something that one member wants and a second must agree to."""

    id: int
    act: Act
    by: int
    day: datetime.date
    about: int = 0  # a member
    second: int = 0  # who agreed, where something is still to be done: readmitting waits for its invite


class Stop(msgspec.Struct, frozen=True):
    """A legal paper came, as it was said."""

    day: datetime.date
    by: int
    until: datetime.date


class Settings(msgspec.Struct, frozen=True):
    """The circle: its name, its purpose, its people, and what waits for a second voice."""

    name: str
    made: datetime.date
    people: tuple[Person, ...]
    purpose: str = ""
    agreements: str = ""
    invites: tuple[Invite, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    stops: tuple[Stop, ...] = ()
    shortened: dict[str, int] = {}  # days to keep, by kind, where the circle keeps it shorter
    agreed: datetime.date | None = None  # when the retention agreement was last printed as it is now
    no_paper: bool = False  # a keeper said that the circle wants no paper member


SETTINGS = Kind(
    name="circle.settings",
    struct=Settings,
    says=_("the circle itself"),
    title=lambda settings: settings.name,
    shelves=("settings",),
    least=SETTINGS_SIZE,
)
