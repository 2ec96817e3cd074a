"""What a form's page shows around its questions: who asks, who reads it by when, whom to call."""

import datetime
from typing import NamedTuple

from django.utils.translation import ngettext

from toolbox.kernel.intake.questions import Form
from toolbox.kernel.intake.records import Answer


class Shown(NamedTuple):
    """A form as a room above publishes it. Everything in it is public by choice."""

    form: Form
    mailbox: int
    asks: str  # who asks: the public name of a group or project
    back: str  # the address of the page that the form belongs to
    readers: int = 0  # how many people hold the key, as the group says it; 0: it does not say
    days: int = 0  # within how many days one of them answers; 0: it promises nothing
    phone: str = ""  # whom to call if nobody answers, in E.164
    paused: str = ""  # why nothing is taken in now, in the group's own words, and what to do instead
    known: tuple[Answer, ...] = ()  # what the page knows by itself, such as what it is about; kept after the answers
    preview: bool = False  # a member looks at it as a stranger would: it sends nothing

    @property
    def promise(self) -> str:
        """Who reads it by when, in a sentence or two; nothing that was not said is promised."""
        says = []
        if self.readers:
            words = ngettext("%(count)d person reads this.", "%(count)d people read this.", self.readers)
            says.append(words % {"count": self.readers})
        if self.days:
            words = (
                ngettext(
                    "One of them answers within %(days)d day.", "One of them answers within %(days)d days.", self.days
                )
                if self.readers
                else ngettext("We answer within %(days)d day.", "We answer within %(days)d days.", self.days)
            )
            says.append(words % {"days": self.days})
        return " ".join(says)


def by_day(days: int, today: datetime.date) -> datetime.date:
    """The day until which an answer was promised."""
    return today + datetime.timedelta(days=days)
