"""An offer: who can do what, where and when, and the errands that were sent to them."""

import datetime
from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext as _
from msgspec import Meta

from toolbox.kernel.intake.questions import Name
from toolbox.kernel.records.people import Place
from toolbox.kernel.records.values import Id, Line, Pages, Value, Words
from toolbox.tools.needs.records.asks import Came, Entry, Key, Who


class State(StrEnum):
    """How an errand stands."""

    SENT = "sent"
    AGREED = "agreed"
    DONE = "done"
    CANNOT = "cannot"
    OVER = "over"  # nobody answered in time, or the circle took it back


class Errand(Value, frozen=True, kw_only=True):
    """One ask that was sent to the receipt of an offer."""

    id: Id
    ask: Id
    number: Annotated[int, Meta(ge=0, le=9999)]
    sent: datetime.datetime
    until: datetime.date
    state: State = State.SENT
    slips: tuple[Id, ...] = ()
    """Rows of what lies in the receipt about it."""


class Offer(Value, frozen=True, kw_only=True):
    """Something that somebody can do."""

    came: datetime.datetime
    source: Came
    number: Annotated[int, Meta(ge=0, le=9999)]
    who: Who = Who()
    can: tuple[Name, ...] = ()
    """Skills of the board."""
    words: Pages = ""
    zones: tuple[Line, ...] = ()
    place: Place | None = None
    times: tuple[Annotated[str, Meta(max_length=20)], ...] = ()
    limits: Words = ""
    """What they cannot do: stairs, dogs, heavy bags."""
    at_once: Annotated[int, Meta(ge=1, le=20)] = 1
    """Errands that they take at the same time."""
    rest_until: datetime.date | None = None
    member: Id = 0
    """The member whose offer it is, where it is one."""
    errands: tuple[Errand, ...] = ()
    log: tuple[Entry, ...] = ()
    submission: Id = 0
    receipt: Id = 0
    receipt_key: Key = b""
    news: bool = False
    ended: datetime.date | None = None
    end_words: Words = ""

    def check(self) -> None:
        """Raise ValueError for an offer that says nothing."""
        if not (self.can or self.words.strip()):
            raise ValueError(_("Write what they can do, or choose it."))
