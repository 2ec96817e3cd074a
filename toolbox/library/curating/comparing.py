"""Two versions of an entry compared: column by column, and inside of a column word by word."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from toolbox.library.columns import NAMES
from toolbox.library.curating import fields

Change = Literal["same", "gone", "new"]
ALIKE = 0.3  # so much must stay for words to be compared
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Piece(NamedTuple):
    """Words that stayed, went, or came."""

    change: Change
    text: str


class Difference(NamedTuple):
    """A column that differs: what people call it, and what went and came in it."""

    name: str
    says: str
    pieces: tuple[Piece, ...]


class Both(NamedTuple):
    """One set of cells made out of two: what both changed stays as it was typed; `theirs` has what stands now."""

    cells: dict[str, str]
    theirs: dict[str, str]
    changed: tuple[str, ...]  # columns that somebody else changed meanwhile


def compared(old: Mapping[str, str], new: Mapping[str, str]) -> list[Difference]:
    """What differs between two versions, in the order of the columns."""
    labels = fields.labels()
    found = []
    for name in NAMES:
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            pieces = _pieces(fields.in_words(name, before), fields.in_words(name, after))
            found.append(Difference(name, labels[name], pieces))
    return found


def both(base: Mapping[str, str] | None, theirs: Mapping[str, str], yours: Mapping[str, str]) -> Both:
    """Join what two people made of the same version. Without it, whatever differs counts as changed by both."""
    cells, conflicts, changed = dict(yours), {}, []
    for name, mine in yours.items():
        now = theirs.get(name, "")
        before = None if base is None else base.get(name, "")
        if now not in {before, mine}:
            changed.append(name)
        if mine == now:
            continue
        if mine == before:
            cells[name] = now
        elif now != before:
            conflicts[name] = now
    return Both(cells, conflicts, tuple(changed))


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found = SequenceMatcher(None, old, new, autojunk=False)
    if found.ratio() < ALIKE:
        whole = (Piece("gone", before), Piece("new", after))
        return tuple(piece for piece in whole if piece.text)
    pieces: list[Piece] = []
    for what, a, b, c, d in found.get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [Piece("gone", "".join(old[a:b]))] if b > a else []
        pieces += [Piece("new", "".join(new[c:d]))] if d > c else []
    return tuple(pieces)
