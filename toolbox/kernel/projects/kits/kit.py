"""A kit as pages and projects use it: every text in both languages, side by side."""

from dataclasses import dataclass

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects.kits import written
from toolbox.kernel.projects.kits.written import English, Spanish

HEADINGS = {
    "en": (
        "What it is",
        "What it is not",
        "Who has done it",
        "How it goes, day to day",
        "What people wish they had known",
    ),
    "es": ("Qué es", "Qué no es", "Quiénes lo han hecho", "Cómo va, día a día", "Lo que la gente habría querido saber"),
}
"""The level-two headings of a guide, in their order."""


@dataclass(frozen=True)
class Piece:
    """One piece of a list: its texts by name. Its facts stand in the English piece of the same place."""

    says: dict[str, Both]
    words: tuple[str, ...] = ()
    """What no question may hold, in both languages."""


@dataclass(frozen=True)
class Kit:
    """One kind of project."""

    slug: str
    english: English
    lines: dict[str, Both]
    things: tuple[Both, ...]
    lists: dict[str, tuple[Piece, ...]]
    guide: tuple[Both, ...]  # the text under each heading, in their order
    own: bool = False  # from the data folder, not shipped

    @property
    def name(self) -> Both:
        """What it is called."""
        return self.lines["name"]

    @property
    def summary(self) -> Both:
        """What it is, in a sentence."""
        return self.lines["summary"]


def joined(slug: str, english: English, spanish: Spanish, guide: tuple[Both, ...], *, own: bool = False) -> Kit:
    """A kit from its files. What Spanish lacks stays empty there."""
    lines = {name: Both(en=getattr(english, name), es=getattr(spanish, name)) for name in written.LINES}
    things = tuple(
        Both(en=one, es=_at(spanish.tonight.things, number)) for number, one in enumerate(english.tonight.things)
    )
    lists = {name: _pieces(getattr(english, name), getattr(spanish, name)) for name in written.LISTS}
    return Kit(slug, english, lines, things, lists, guide, own)


def _pieces(english: tuple[object, ...], spanish: tuple[object, ...]) -> tuple[Piece, ...]:
    pieces = []
    for number, one in enumerate(english):
        other = spanish[number] if number < len(spanish) else None
        says = {name: Both(en=getattr(one, name), es=getattr(other, name, "")) for name in _TEXTS if hasattr(one, name)}
        pieces.append(Piece(says, (*getattr(one, "words", ()), *getattr(other, "words", ()))))
    return tuple(pieces)


_TEXTS = ("says", "what", "how", "why", "did", "text", "where")


def _at(texts: tuple[str, ...], number: int) -> str:
    return texts[number] if number < len(texts) else ""


def sections(text: str, language: str) -> dict[str, str]:
    """The text under each level-two heading of a guide."""
    found: dict[str, list[str]] = {}
    here: list[str] | None = None
    for line in text.splitlines():
        if line.startswith("## "):
            here = found.setdefault(line[3:].strip(), [])
        elif here is not None:
            here.append(line)
    return {heading: "\n".join(lines).strip() for heading, lines in found.items()}
