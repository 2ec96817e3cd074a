"""Days that matter, and words that somebody wrote down about them."""

from datetime import date, time
from typing import Annotated

from django.utils.translation import gettext as _
from msgspec import Meta

from toolbox.kernel.records.values import Id, Line, Pages, Value, Words


class KeyDate(Value, frozen=True, kw_only=True):
    """A day that somebody must not miss: a hearing, a deadline, a release."""

    what: Line
    day: date
    """In the calendar of the place where it happens."""
    at: Annotated[time, Meta(tz=False)] | None = None
    """The time on the wall there, where one is known."""
    paper: Words = ""
    """What the paper says, word for word: days are read wrongly."""
    confirmed_by: Id | None = None
    """The member who called and asked."""
    confirmed_on: date | None = None

    def check(self) -> None:
        """Raise ValueError without a name for the day, or where who confirmed it goes without when."""
        if not self.what.strip():
            raise ValueError(_("Write what happens on this day."))
        if (self.confirmed_by is None) != (self.confirmed_on is None):
            raise ValueError(_("Who confirmed this day and when belong together."))


class Note(Value, frozen=True, kw_only=True):
    """What a member wrote, and on which day."""

    text: Pages
    by: Id
    """The member's number, never their handle."""
    day: date

    def check(self) -> None:
        """Raise ValueError for a note that says nothing."""
        if not self.text.strip():
            raise ValueError(_("Write a few words."))
