"""Finds notes: for the list of notes, and for the search over everything in a circle."""

import re
from collections.abc import Iterator
from functools import partial

from toolbox.kernel.records.folding import fold
from toolbox.kernel.records.searching import around
from toolbox.kernel.registry.tools import Hit
from toolbox.kernel.ui import markdown
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.tools.notes.records import HERE, REMOVED, Page

_NUMBER = re.compile(r"(\d{1,18})")


def order(held: Held[Page]) -> tuple[bool, list[tuple[int, str]], int]:
    """Pinned notes first, then by title; "Call 6" stands before "Call 11"."""
    parts = _NUMBER.split(fold(held.value.title))  # words and numbers take turns
    title = [(int(part), "") if place % 2 else (0, part) for place, part in enumerate(parts)]
    return (not held.value.pinned, title, held.id)


def found(circle: Circle, words: str) -> list[Held[Page]]:
    """The notes in which every word occurs; all of them where there is none. In the order of the list."""
    fetch = partial(circle.search, words) if words else circle.shelf
    return sorted(fetch(Page, HERE), key=order)


def newest_first(pages: list[Held[Page]]) -> list[Held[Page]]:
    """The notes with the latest change in front, pinned or not: what is new since the last shift."""
    return sorted(pages, key=lambda held: (held.value.changed, held.id), reverse=True)


def removed(circle: Circle) -> list[Held[Page]]:
    """The notes that wait for their day, the first to go first."""
    return sorted(circle.shelf(Page, REMOVED), key=lambda held: (str(held.dies or ""), order(held)))


def pinned(circle: Circle) -> Iterator[Hit]:
    """The pinned notes, for the circle's own page: nobody has to look for the lawyer's number."""
    for held in found(circle, ""):
        if held.value.pinned:
            yield Hit(held.title, "note", (circle.id, held.id), "")


def hits(circle: Circle, words: str) -> Iterator[Hit]:
    """What the search over the whole circle shows of the notes."""
    for held in found(circle, words):
        yield Hit(
            held.title,
            "note",
            (circle.id, held.id),
            around(markdown.plain(around(held.value.text, words, 1000)), words),
        )
