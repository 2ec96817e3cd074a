"""An ask: who needs what, where and when, who does it, and what happened so far."""

import datetime
from enum import IntEnum, StrEnum
from typing import Annotated, TypeAlias

from django.utils.translation import gettext as _
from msgspec import Meta

from toolbox.kernel.intake.questions import Name
from toolbox.kernel.records.money import Money
from toolbox.kernel.records.people import Contact, Place
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.records.values import Id, Line, Pages, Value, Words

OPEN = "open"
ENDED = "ended"
HIDDEN = "hidden"  # whoever asked took it back while a legal paper forbids destroying it
JOINED = "joined"  # it goes on in another ask of the same household, and ends with it
HERE = "here"

Key: TypeAlias = Annotated[bytes, Meta(max_length=32)]
Spoken: TypeAlias = Annotated[str, Meta(max_length=60)]
"""A language by its code (BCP 47), or as somebody wrote it where nobody here knows its code."""

Count: TypeAlias = Annotated[int, Meta(ge=0, le=99)]


class Urgency(IntEnum):
    """How long it can wait."""

    CAN_WAIT = 0
    SOON = 1
    TODAY = 2


class Came(StrEnum):
    """How it reached the circle."""

    FORM = "form"
    PHONE = "phone"
    PAPER = "paper"
    LIST = "list"  # a spreadsheet
    COPY = "copy"  # the same as last time


class How(StrEnum):
    """How somebody was reached, or what happened without that."""

    CALL = "call"
    TEXT = "text"
    MAIL = "mail"
    RECEIPT = "receipt"
    VISIT = "visit"
    NOTE = "note"
    DID = "did"  # something was done to the ask here; `outcome` says what


class Outcome(StrEnum):
    """What came of it."""

    NONE = ""
    TALKED = "talked"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    WRONG_NUMBER = "wrong_number"
    CLAIMED = "claimed"
    CHOSEN = "chosen"  # somebody is to be asked
    OFFERED = "offered"  # an errand went to somebody's receipt
    AGREED = "agreed"
    HELPED = "helped"  # whoever did it says that it is done
    LET_GO = "let_go"
    RAN_OUT = "ran_out"  # the claim's days were over
    POSTED = "posted"  # it went by mail, and the address is destroyed
    WAITS = "waits"  # out of stock, or for an appointment
    ON = "on"  # it goes on after that
    ENDED = "ended"
    REOPENED = "reopened"
    JOINED = "joined"
    PARTED = "parted"
    WROTE = "wrote"  # whoever sent one that was put together with it
    BOOKED = "booked"  # an appointment
    FREED = "freed"  # the appointment was given up
    CAME = "came"
    NO_SHOW = "no_show"  # did not come: waits for a new appointment
    CANCELLED = "cancelled"  # the day of the appointment was called off


class End(StrEnum):
    """How it ended."""

    MET = "met"
    PARTLY = "partly"
    ELSEWHERE = "elsewhere"  # somebody else did it
    NOT_NEEDED = "not_needed"
    COULD_NOT = "could_not"
    NO_ANSWER = "no_answer"
    HANDED = "handed"  # another circle has it now
    JOINED = "joined"  # it goes on as part of another ask of the same household


class Who(Value, frozen=True, kw_only=True):
    """Somebody who asks or offers. Nothing of it must be known."""

    name: Line = ""
    """What they are called here: any name."""
    contacts: tuple[Contact, ...] = ()
    """The best one first."""
    languages: tuple[Spoken, ...] = ()
    safe: Words = ""
    """Who else hears the phone, which hours, what never to say."""


class Entry(Value, frozen=True, kw_only=True):
    """A line of the contact log: who, how, what came of it, what next."""

    when: datetime.datetime
    by: Id = 0
    """The member; 0 is the person, or nobody."""
    how: How
    outcome: Outcome = Outcome.NONE
    text: Words = ""
    again: datetime.datetime | None = None
    """When to try next."""


class Claim(Value, frozen=True, kw_only=True):
    """Somebody does it, until a day; then it is free again unless they say that they still do."""

    by: Id = 0
    """The member who does it; 0 where it is somebody without an account."""
    offer: Id = 0
    """The offer of whoever does it without an account."""
    name: Line = ""
    """What they are called, where it is an offer."""
    since: datetime.date
    until: datetime.date
    agreed: bool = True
    """Whether they have said yes: an errand was sent, and no answer came yet."""
    nudged: bool = False
    lapsed: bool = False
    """Whether its days were over, and its errand was taken out of the receipt."""
    asked: bool = True
    """Whether somebody has asked them: one that was chosen is asked next."""


class Paid(Value, frozen=True, kw_only=True):
    """Money that somebody laid out."""

    id: Id
    sum: Money
    by: Id = 0
    name: Line = ""
    """Who laid it out, where it is nobody of the circle."""
    what: Line = ""
    day: datetime.date
    receipt: Attachment | None = None
    back: datetime.date | None = None
    """When it was paid back."""


class Slot(Value, frozen=True, kw_only=True):
    """An appointment: come on this day at this time."""

    day: datetime.date
    at: Annotated[datetime.time, Meta(tz=False)]
    """On the town's clock."""
    came: bool = False


class Ask(Value, frozen=True, kw_only=True):
    """Something that somebody needs."""

    came: datetime.datetime
    source: Came
    number: Annotated[int, Meta(ge=0, le=9999)]
    """What it is called aloud: four digits, not unique for ever."""
    who: Who = Who()
    """The person who needs it."""
    asked_by: Who | None = None
    """Who asked for them, where it is somebody else. The place is always that of who needs it."""
    wants: tuple[Name, ...] = ()
    """Categories of the board, the main one first."""
    words: Pages = ""
    adults: Count = 0
    children: Count = 0
    small: Count = 0
    """Of the children, those under 3."""
    place: Place | None = None
    times: tuple[Annotated[str, Meta(max_length=20)], ...] = ()
    """When somebody is there, as `intake` keeps it: "mon-morning", or "any"."""
    by_day: datetime.date | None = None
    urgency: Urgency = Urgency.CAN_WAIT
    unknown: tuple[Name, ...] = ()
    """Questions that were left open on the phone and are to be asked the next time."""
    waits_for: Line = ""
    """What it waits for, such as what is out of stock. It keeps its place."""
    again: datetime.datetime | None = None
    """When to call again."""
    every: Annotated[int, Meta(ge=0, le=366)] = 0
    """Days from one call to the next, for calls that go on; 0: once."""
    turn: datetime.datetime | None = None
    """When the call that goes on was to be made: the next one is counted from here, also where it was tried later."""
    locked_by: Id = 0
    locked_until: datetime.datetime | None = None
    claim: Claim | None = None
    slot: Slot | None = None
    rebook: datetime.datetime | None = None
    """Since when it waits for a new appointment."""
    log: tuple[Entry, ...] = ()
    paid: tuple[Paid, ...] = ()
    submission: Id = 0
    """What was sent through a form."""
    receipt: Id = 0
    receipt_key: Key = b""
    news: bool = False
    """Whether the sender wrote since a member last looked."""
    solved: datetime.date | None = None
    helped: datetime.date | None = None
    """When whoever did it said that it is done."""
    ended: datetime.date | None = None
    had: Id = 0
    """The member who did it when it ended: opened again, it is theirs."""
    end: End | None = None
    end_words: Words = ""
    thanks: Words = ""
    """The one sentence that somebody left."""
    follow: datetime.date | None = None
    """When to ask how it went."""
    joined: tuple[Id, ...] = ()
    """Other asks of the same household that go on in this one."""
    into: Id = 0

    def check(self) -> None:
        """Raise ValueError for an ask that says nothing, or children that are not counted among the children."""
        if not (self.wants or self.words.strip()):
            raise ValueError(_("Write what is needed, or choose it."))
        if self.small > self.children:
            raise ValueError(_("Count children under 3 among the children too."))
