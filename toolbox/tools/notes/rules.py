"""What happens to notes. Pure: records in, records out; the clock and the ids are given."""

import datetime
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from toolbox.tools.notes.records import Enclosed, Page, Version

MOST_VERSIONS = 50
MOST_FILES = 20  # on one page
MOST_TITLE = 120  # characters
MOST_TEXT = 60_000  # characters: the whole form must fit into what is carried through a sign-in page
MOST_SAID = 200
MOST_LINES = 2000  # that are compared

T = TypeVar("T")


class Words(NamedTuple):
    """What somebody wants a page to say."""

    title: str
    text: str
    said: str = ""


class Both(NamedTuple):
    """One text made out of two, and in how many places both had changed the same lines."""

    text: str
    places: int


def begun(words: Words, by: int, now: datetime.datetime, files: Iterable[Enclosed] = ()) -> Page:
    """A new page."""
    return Page(title=words.title, text=words.text, by=by, changed=now, files=tuple(files))


def edited(
    page: Page,
    words: Words,
    by: int,
    now: datetime.datetime,
    more: Iterable[Enclosed] = (),
    drop: Iterable[int] = (),
) -> Page:
    """The next edition of a page; the same page where nothing would change."""
    gone = set(drop)
    files = (*(file for file in page.files if file.record not in gone), *more)
    changed = replace(page, title=words.title, text=words.text, files=files)
    return page if changed == page else replace(changed, by=by, changed=now, edition=page.edition + 1)


def touched(page: Page, by: int, now: datetime.datetime) -> Page:
    """The next edition of a page that was removed or brought back: who writes meanwhile must hear of it."""
    return replace(page, by=by, changed=now, edition=page.edition + 1)


def version_of(page: Page, number: int, said: str = "") -> Version:
    """What is kept of an edition."""
    return Version(
        page=number, edition=page.edition, title=page.title, text=page.text, by=page.by, when=page.changed, said=said
    )


def surplus(versions: Iterable[tuple[int, T]]) -> list[T]:
    """Of editions and what stands for them, the oldest beyond those that are kept."""
    newest_first = sorted(versions, key=lambda one: one[0], reverse=True)
    return [one for _edition, one in newest_first[MOST_VERSIONS:]]


def both(base: str | None, theirs: str, yours: str) -> Both:
    """One text out of two that came from `base`: no line that either of them wrote is lost.

    Where only one of them changed something, it is as they made it. Where both changed the same lines, theirs
    stand first, then yours. Without the base, what is in only one of the two stays. Empty lines at the end say
    nothing, so they are no change.
    """
    first, second = _lines(theirs), _lines(yours)
    if max(len(first), len(second)) > MOST_LINES:  # comparing them would hold everybody up
        return Both("\n".join([*first, *second]), 1)
    start = _lines(base) if base is not None else _common(first, second)
    lines: list[str] = []
    places = 0
    for was, left, right in _pieces(start, first, second):
        if right in (left, was):
            lines += left
        elif left == was:
            lines += right
        else:
            lines += [*left, *right]
            places += 1
    return Both("\n".join(lines), places)


def _lines(text: str) -> list[str]:
    """The lines of a text, without the empty ones at its end."""
    return text.rstrip().split("\n")


def _common(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The lines that two texts have in common, in their order."""
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return [line for block in blocks for line in first[block.a : block.a + block.size]]


def _pieces(base: list[str], first: list[str], second: list[str]) -> Iterable[tuple[list[str], list[str], list[str]]]:
    """The three texts in pieces that belong together: each line that all have is a piece of its own."""
    to_first, to_second = _places(base, first), _places(base, second)
    done = (0, 0, 0)
    for place in sorted(to_first.keys() & to_second.keys()):
        here = (place, to_first[place], to_second[place])
        if done != here:
            yield base[done[0] : here[0]], first[done[1] : here[1]], second[done[2] : here[2]]
        yield [base[place]], [base[place]], [base[place]]
        done = (here[0] + 1, here[1] + 1, here[2] + 1)
    yield base[done[0] :], first[done[1] :], second[done[2] :]


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    """Where the lines of the base stand in another text, for those that do."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
