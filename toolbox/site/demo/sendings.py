"""What strangers sent to the town: the texts of content/demo/strangers.toml."""

from typing import Literal, TypeAlias

from toolbox.kernel.intake.questions import Both
from toolbox.site.demo.parts import Enclosure, Language, Part

Given: TypeAlias = str | list[str] | dict[str, int]
"""An answer: words or one choice, several choices, or how many people of which age."""

Act: TypeAlias = Literal[
    "take", "hold", "spam", "answer", "seen", "cover", "close", "hand", "propose", "publish", "write", "solved", "agree"
]
"""What somebody did; the last three are the sender's."""


class Asks(Part, frozen=True):
    """A form of a public page, by the file of content/forms with which it began; paused where it says why."""

    starter: str
    paused: Both = Both()


class Page(Part, frozen=True):
    """What a circle shows to strangers, and who of it put it up. A draft is shown to nobody yet."""

    circle: str
    by: str
    slug: str
    title: Both
    words: Both
    form: tuple[Asks, ...]
    hours: Both = Both()
    place: Both = Both()
    phone: str = ""
    draft: bool = False


class Then(Part, frozen=True):
    """What came of it, so many days ago. `by` is a handle, and empty for the sender."""

    do: Act
    days: int
    by: str = ""
    text: str = ""
    to: str = ""
    """Where it is handed on to, as `Sending.to`."""
    words: tuple[str, ...] = ()
    """What is covered."""


class Sending(Part, frozen=True):
    """A form that somebody filled in: answers by the names of its questions, and what came of it."""

    to: str
    """A page's address and a form's file, `saturday-table/groceries`; or `list/suggestion` and `list/experience`."""
    days: int
    answers: dict[str, Given]
    kit: str = ""
    """Of how it went: the kind of project on whose page it was told."""
    language: Language = "en"
    file: tuple[Enclosure, ...] = ()
    then: tuple[Then, ...] = ()
    receipt: str = ""
    """What its receipt shows: then its code is printed for whoever starts the town."""


class Strangers(Part, frozen=True):
    """The public pages, and all that was sent."""

    page: tuple[Page, ...] = ()
    sent: tuple[Sending, ...] = ()
