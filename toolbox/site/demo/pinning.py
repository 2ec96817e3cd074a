"""The notes of a circle, written by its people on days gone by."""

import datetime
import random
from collections.abc import Mapping
from typing import NamedTuple

from toolbox.kernel.circles.group import Group
from toolbox.site.demo import enclosing
from toolbox.site.demo.chance import chance, dated, moment
from toolbox.site.demo.script import Before, Circle, Note
from toolbox.tools.notes import keeping
from toolbox.tools.notes.rules import Words

MOST_DAYS = 150  # so old is a note at the most, where its age is left to chance


class Edition(NamedTuple):
    """A note as it was written one day."""

    words: Words
    by: str
    when: datetime.datetime


def pin(circle: Circle, groups: Mapping[str, Group], seed: int, today: datetime.date) -> None:
    """Write all notes of a circle; `groups` is the circle as each of its people opens it, by handle."""
    for note in circle.note:
        _write(note, groups, editions(note, circle, seed, today), today)


def editions(note: Note, circle: Circle, seed: int, today: datetime.date) -> list[Edition]:
    """A note from its first words to what it says now."""
    dice = chance(seed, circle.name, note.title)
    newest = min([*(one.days for one in note.before), circle.made, MOST_DAYS])
    days = dice.randrange(1, newest) if note.days is None else note.days
    all_of_them = [*note.before, Before(days, note.text, note.by)]
    return [_edition(one, note, circle, dice, today) for one in all_of_them]


def _edition(one: Before, note: Note, circle: Circle, dice: random.Random, today: datetime.date) -> Edition:
    by = one.by or dice.choice([person.handle for person in circle.person if person.since > one.days])
    title, text = dated(note.title, today, note.language), dated(one.text, today, note.language).rstrip()
    return Edition(Words(title, text, one.said), by, moment(today, one.days, dice))


def _write(note: Note, groups: Mapping[str, Group], told: list[Edition], today: datetime.date) -> None:
    first = told[0]
    files = [enclosing.sealed(file, _text(file.kind, file.text, note, today), note.language) for file in note.file]
    page = keeping.begin(groups[first.by], first.words, first.when, files, pinned=note.pinned)
    for one in told[1:]:
        page = keeping.save(groups[one.by], page, one.words, one.when)
    if note.removed:
        keeping.remove(groups[told[-1].by], page, told[-1].when)


def _text(kind: str, text: str, note: Note, today: datetime.date) -> str:
    return dated(text, today, "" if kind == "csv" else note.language)
