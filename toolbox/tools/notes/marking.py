"""Marks the words of a search in what is shown."""

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from toolbox.kernel.records.folding import fold
from toolbox.kernel.records.searching import MOST_WORDS, digits_in

_NUMBER = re.compile(r"[\d+().\-/]+")
_FEWEST_DIGITS = 4


def marked(text: str, words: str) -> SafeString:
    """The text as HTML with `<mark>` round each place where a word of the search stands, accents aside."""
    wanted = fold(words).split()[:MOST_WORDS]
    if not wanted:
        return SafeString(escape(text))
    folded, origin = _folded(text)
    html, done = "", 0
    for first, behind in _places(folded, wanted):
        start, end = origin[first], origin[behind - 1] + 1
        if start < done:
            continue
        html += f"{escape(text[done:start])}<mark>{escape(text[start:end])}</mark>"
        done = end
    return mark_safe(html + escape(text[done:]))  # noqa: S308 - every piece is escaped


def _places(folded: str, wanted: list[str]) -> Iterator[tuple[int, int]]:
    """Begin and end of every place where a word stands, from left to right, none over another.

    No pattern is made of the words: Python keeps patterns, and what was looked for must not outlive the request.
    """
    ahead = {word: place for word in wanted if (place := _next(folded, word, 0))}
    while ahead:
        first, behind = min(ahead.values(), key=lambda place: place[0])
        yield first, behind
        for word in [word for word, place in ahead.items() if place[0] < behind]:
            if place := _next(folded, word, behind):
                ahead[word] = place
            else:
                del ahead[word]


def _next(folded: str, word: str, start: int) -> tuple[int, int] | None:
    """Where a word of the search stands from `start` on; digits also where others space them differently."""
    digits = "".join(sign for sign in word if sign.isdecimal())
    if _NUMBER.fullmatch(word) and len(digits) >= _FEWEST_DIGITS:
        return digits_in(folded, digits, start)
    place = folded.find(word, start)
    return None if place < 0 else (place, place + len(word))


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place in the text that it comes from."""
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        plain = fold(letter)
        letters.append(plain)
        origin += [place] * len(plain)
    return "".join(letters), origin
