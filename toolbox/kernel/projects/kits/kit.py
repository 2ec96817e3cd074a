"""A kit as pages and projects use it: every text in both languages, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects.kits import written
from toolbox.kernel.projects.kits.written import English, Spanish, Tables

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
    sets: Tables  # how it sets up tools, its texts as `Both`
    strays: tuple[str, ...] = ()  # keys of such texts that stand in Spanish alone
    own: bool = False  # from the data folder, not shipped

    def tool_texts(self) -> Iterator[tuple[str, Both]]:
        """What it says in the tools that it sets up, each with its key in the file: `tool.NAME.KEY`."""
        for tool, table in self.sets.items():
            yield from ((f"tool.{tool}.{key}", value) for key, value in table.items() if isinstance(value, Both))

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
    sets = _sets(english.tool, spanish.tool)
    strays = tuple(
        f"tool.{tool}.{key}"
        for tool, table in spanish.tool.items()
        for key in table
        if not isinstance(sets.get(tool, {}).get(key), Both)
    )
    return Kit(slug, english, lines, things, lists, guide, sets, strays, own)


def _sets(english: Tables, spanish: Tables) -> Tables:
    """What is set in tools: a line of words is a text in both languages, everything else a fact."""
    return {
        tool: {key: _both(value, spanish.get(tool, {}).get(key)) for key, value in table.items()}
        for tool, table in english.items()
    }


def _both(english: Any, spanish: Any) -> Any:
    if not isinstance(english, str):
        return english
    return Both(en=english, es=spanish if isinstance(spanish, str) else "")


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
