"""What is written down: the keys of mailboxes, and what was sent once a member has taken it in."""

import datetime
from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from toolbox.kernel.intake.questions import Ask
from toolbox.kernel.intake.written import written
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.records.searching import around
from toolbox.kernel.records.values import Id, Line, Pages, Value, Words
from toolbox.kernel.registry.kinds import Kind

OPEN = "open"
MADE = "made"  # a tool has made something of it, in which it goes on
DONE = "done"
SPAM = "spam"
HANDED = "handed"
HIDDEN = "hidden"
BOXES = "boxes"
LIVE = frozenset({OPEN, MADE})  # nobody has ended it

Key = Annotated[bytes, Meta(min_length=32, max_length=32)]


class What(StrEnum):
    """What an envelope brings."""

    FORM = "form"  # a form that was filled in
    MORE = "more"  # words that somebody adds with their receipt
    SOLVED = "solved"  # it is solved, perhaps with a sentence of thanks
    AGREED = "agreed"  # yes to a text that may be published
    REFUSED = "refused"  # no to it, perhaps with what should be changed
    TAKEN_BACK = "taken_back"  # what was published is not to be read any more
    TAKES = "takes"  # they do the errand that lies in their receipt
    CANNOT = "cannot"  # they do not, or not any more
    DID = "did"  # it is done
    WITHDRAWN = "withdrawn"  # taken back while a legal paper forbids destroying: to be hidden


class Answer(Value, frozen=True, kw_only=True):
    """One answer, with the question as it was asked: forms change, answers stay readable."""

    question: Annotated[str, Meta(max_length=40)]
    ask: Ask
    says: Words
    """The question in the language in which it was asked."""
    values: tuple[Pages, ...] = ()
    """As they are compared: a number in the form of E.164, a day as 2026-11-30, the names of choices."""
    shown: tuple[Pages, ...] = ()
    """The same as people read it, in the sender's language; empty where `values` reads well."""
    files: tuple[Attachment, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What people read."""
        return self.shown or self.values


class Said(Value, frozen=True, kw_only=True):
    """A message between a circle and who sent something."""

    text: Words
    when: datetime.datetime
    by: Id = 0
    """The member; 0 is the sender."""
    thanks: bool = False
    """The one sentence that somebody left when it was solved."""


class Sent(Value, frozen=True, kw_only=True):
    """What an envelope holds. Only members of the mailbox's circle open it."""

    what: What
    when: datetime.datetime
    receipt: Id
    receipt_key: Key
    form: Line = ""
    """What the form is called, in the sender's language."""
    purpose: Annotated[str, Meta(max_length=64)] = "words"
    language: Annotated[str, Meta(max_length=35)] = "en"
    answers: tuple[Answer, ...] = ()
    text: Words = ""
    """Of words added later, or of thanks."""
    about: Id = 0
    """The proposal that was agreed to or refused, what was published and is taken back, or the errand."""
    said: tuple[Said, ...] = ()
    """What was said before, where it was handed on."""
    handed_by: Line = ""
    """The circle that handed it on, in its own words."""


class Letterbox(Value, frozen=True, kw_only=True):
    """A mailbox of this circle, with what opens its envelopes."""

    mailbox: Id
    title: Line
    """What the circle calls what it belongs to."""
    keys: tuple[Key, ...]
    """Private keys, the newest first: a new one whenever the circle has a new root."""
    epoch: int
    """Of the circle when the newest key was made."""


class Proposal(Value, frozen=True, kw_only=True):
    """A text that the circle would publish, exactly so, if its sender agrees."""

    id: Id
    text: Pages
    when: datetime.datetime
    by: Id
    agreed: datetime.date | None = None
    refused: datetime.date | None = None
    public: Id = 0
    """What it is published as."""
    kept: Annotated[bytes, Meta(max_length=200_000)] = b""
    """The same as the room above publishes it, in its own form. It lives and goes with this record."""


class Submission(Value, frozen=True, kw_only=True):
    """Something that a stranger sent and a member took in."""

    sent: datetime.datetime
    taken: datetime.datetime
    by: Id
    """The member who took it in."""
    receipt: Id
    receipt_key: Key
    mailbox: Id
    form: Line
    purpose: Annotated[str, Meta(max_length=64)] = "words"
    language: Annotated[str, Meta(max_length=35)] = "en"
    answers: tuple[Answer, ...] = ()
    said: tuple[Said, ...] = ()
    covered: bool = False
    """Whether words were covered: what stood there is gone."""
    news: bool = False
    """Whether the sender wrote since a member last answered."""
    solved: datetime.date | None = None
    """When the sender said that it is solved."""
    ended: datetime.date | None = None
    holder: Id = 0
    """The member who looks after it."""
    proposals: tuple[Proposal, ...] = ()
    handed_by: Line = ""
    became: Id = 0
    """The record that a tool made of it, in which it goes on."""


def title(one: Submission | Sent) -> str:
    """What it is called in lists: the form, and the first words of what was answered."""
    words = first_words(one)
    return f"{one.form}: {words}" if one.form and words else one.form or words or str(_("Words without a form"))


def first_words(one: Submission | Sent, most: int = 80) -> str:
    """The first words of what was answered; where nothing was, of what was said."""
    lines = [line for answer in one.answers if answer.ask is not Ask.FILE for line in answer.lines]
    said = [*([one.text] if isinstance(one, Sent) else []), *(each.text for each in one.said)]
    return next((around(line, "", most) for line in [*lines, *said] if line.strip()), "")


def texts(one: Submission) -> list[str]:
    """What a search looks at."""
    answered = [line for answer in one.answers for line in (*answer.lines, *(file.name for file in answer.files))]
    return [one.form, *answered, *(said.text for said in one.said)]


def texts_of_sent(one: Sent) -> list[str]:
    """The same of something that waits."""
    answered = [line for answer in one.answers for line in (*answer.lines, *(file.name for file in answer.files))]
    return [one.form, *answered, one.text, *(said.text for said in one.said)]


LETTERBOX = Kind(
    name="intake.letterbox",
    struct=Letterbox,
    says=_("the keys of public forms"),
    title=lambda box: box.title,
    shelves=(BOXES,),
)
SUBMISSION = Kind(
    name="intake.submission",
    struct=Submission,
    says=_("what people sent you"),
    title=title,
    shelves=(OPEN, MADE, DONE, SPAM, HANDED, HIDDEN),
    ends=frozenset({DONE, SPAM, HANDED, HIDDEN}),
    hidden=frozenset({HIDDEN}),
    keep_days=30,
    begins=_("after somebody closes it"),
    texts=texts,
    written=written,
)
