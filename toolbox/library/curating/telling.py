"""How it went for somebody: from what they sent to the very text that both agree on. Pure, but for words and days."""

import datetime
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import msgspec
from django.utils import translation
from django.utils.translation import gettext as _
from msgspec import Meta

from toolbox.kernel.intake.records import Answer, Proposal, Submission
from toolbox.kernel.records.values import Line, Value
from toolbox.library import shown
from toolbox.library.experiences import MOST_LINE, MOST_TEXT, Told
from toolbox.library.models import Experience
from toolbox.library.sealed import ABOUT, KIT, TRIED

Short = Annotated[str, Meta(max_length=MOST_LINE)]
Text = Annotated[str, Meta(max_length=MOST_TEXT)]


class Telling(Value, frozen=True, kw_only=True):
    """What would be published, field by field. It is kept beside the text to which somebody agrees."""

    about: Annotated[str, Meta(max_length=100)]
    """The slug of an entry, or `kit:` and that of a kind of project."""
    name: Line
    """What that was called when its sender was asked, in their language."""
    did: Text
    worked: Text = ""
    failed: Text = ""
    who: Short = ""
    place: Short = ""
    year: int | None = None
    language: Annotated[str, Meta(max_length=20)] = "en"

    @property
    def told(self) -> Told:
        """As it is published."""
        is_kit = self.about.startswith(KIT)
        return Told(
            slug=self.about.removeprefix(KIT),
            did=self.did,
            worked=self.worked,
            failed=self.failed,
            who=self.who,
            place=self.place,
            year=self.year,
            language=self.language,
            kit=is_kit,
        )


class Stands(StrEnum):
    """How far two have come with a text."""

    NEW = "new"  # nobody was asked yet
    ASKED = "asked"
    REFUSED = "refused"  # or taken back
    AGREED = "agreed"
    PUBLISHED = "published"


def text(telling: Telling, language: str) -> str:
    """The whole text as everybody will read it, with its labels in a language: what its sender agrees to."""
    with translation.override(language):
        experience = Experience(**telling.told._asdict(), published_on=datetime.date.min)
        ready = shown.told(experience)
        parts = [_("On the page of: %(name)s") % {"name": telling.name}, ready.heading]
        parts += [f"{says}\n{words}" for says, words in ready.parts]
    return "\n\n".join(parts)


def pack(telling: Telling) -> bytes:
    """As it is kept beside the text."""
    return msgspec.msgpack.encode(telling)


def kept(proposal: Proposal | None) -> Telling | None:
    """What would be published of a text; None where nothing is kept beside it."""
    if proposal is None or not proposal.kept:
        return None
    return msgspec.msgpack.decode(proposal.kept, type=Telling)


def is_exactly(proposal: Proposal, language: str) -> bool:
    """Whether what would be published reads exactly as the text that was agreed to."""
    telling = kept(proposal)
    return telling is not None and text(telling, language) == proposal.text


def stands(value: Submission) -> Stands:
    """How far it has come with the newest text."""
    if not value.proposals:
        return Stands.NEW
    last = value.proposals[-1]
    if last.public:
        return Stands.PUBLISHED
    if last.refused:
        return Stands.REFUSED
    return Stands.AGREED if last.agreed else Stands.ASKED


def may_ask(answers: Iterable[Answer]) -> bool:
    """Whether whoever sent it is willing to see a text."""
    return not any(one.question == "publish" and "no" in one.values for one in answers)


def first(value: Submission) -> dict[str, str]:
    """The fields as they begin: what was asked last, or else what was sent."""
    last = kept(value.proposals[-1]) if value.proposals else None
    if last is not None:
        return {**_texts(last), "about": last.about}
    said = {one.question: "\n".join(one.values) for one in value.answers}
    begun = {name: said.get(name, "") for name in ("did", "worked", "failed", "who", "place", "year")}
    return {**begun, "about": said.get(ABOUT) or said.get(TRIED, ""), "language": value.language}


def _texts(telling: Telling) -> dict[str, str]:
    told = telling.told
    return {
        "did": told.did,
        "worked": told.worked,
        "failed": told.failed,
        "who": told.who,
        "place": told.place,
        "year": str(told.year or ""),
        "language": told.language,
    }
