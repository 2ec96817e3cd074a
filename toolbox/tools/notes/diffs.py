"""Two texts compared, line by line and inside of lines word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

Change: TypeAlias = Literal["same", "gone", "new"]

AROUND = 2  # lines that stay the same, shown beside what changed
ALIKE = 0.4  # so much must stay in a line for its words to be compared
LONGEST = 1_000  # characters of a line whose words are compared
MOST_LINES = 4_000  # of both texts together; longer ones are compared as a whole
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Piece(NamedTuple):
    """Words of a line that stayed, went, or came."""

    change: Change
    text: str


class Line(NamedTuple):
    """A line of the comparison: what became of it, and its pieces. `left_out` counts lines that are not shown."""

    change: Change
    pieces: tuple[Piece, ...]
    left_out: int = 0


def compared(old: str, new: str) -> list[Line]:
    """What has to be done to one text to make the other: empty where they are the same."""
    if old == new:
        return []
    return list(_folded(list(_lines(old.split("\n"), new.split("\n")))))


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    if len(old) + len(new) > MOST_LINES:
        yield from (_whole("gone", line) for line in old)
        yield from (_whole("new", line) for line in new)
        return
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (_whole("same", line) for line in old[a:b])
        else:
            yield from _changed(old[a:b], new[c:d])


def _changed(old: list[str], new: list[str]) -> Iterator[Line]:
    """Lines that others stand for: pair by pair where they are alike."""
    for place in range(max(len(old), len(new))):
        before = old[place] if place < len(old) else None
        after = new[place] if place < len(new) else None
        words = _words(before, after) if before is not None and after is not None else None
        if words is not None:
            yield from words
            continue
        if before is not None:
            yield _whole("gone", before)
        if after is not None:
            yield _whole("new", after)


def _words(before: str, after: str) -> tuple[Line, Line] | None:
    """A line before and after with its words compared; None where little of it stayed."""
    if max(len(before), len(after)) > LONGEST:
        return None
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found = SequenceMatcher(None, old, new, autojunk=False)
    if found.ratio() < ALIKE:
        return None
    gone, came = [], []
    for what, a, b, c, d in found.get_opcodes():
        if b > a:
            gone.append(Piece("same" if what == "equal" else "gone", "".join(old[a:b])))
        if d > c:
            came.append(Piece("same" if what == "equal" else "new", "".join(new[c:d])))
    return Line("gone", tuple(gone)), Line("new", tuple(came))


def _whole(change: Change, line: str) -> Line:
    return Line(change, (Piece(change, line),))


def _folded(lines: list[Line]) -> Iterator[Line]:
    """Without the lines far from any change."""
    changed = [place for place, line in enumerate(lines) if line.change != "same"]
    near = {there for place in changed for there in range(place - AROUND, place + AROUND + 1)}
    left_out = 0
    for place, line in enumerate(lines):
        if place not in near:
            left_out += 1
            continue
        if left_out:
            yield Line("same", (), left_out)
            left_out = 0
        yield line
    if left_out:
        yield Line("same", (), left_out)
