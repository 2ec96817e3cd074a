"""Marks the words of a search in what is shown."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from toolbox.kernel.records.folding import fold
from toolbox.kernel.records.searching import MOST_WORDS

_NUMBER = re.compile(r"[\d+().\-/]+")
_BETWEEN = r"[\s().\-/]*"
_FEWEST_DIGITS = 4


def marked(text: str, words: str) -> SafeString:
    """The text as HTML with `<mark>` round each place where a word of the search stands, accents aside."""
    wanted = fold(words).split()[:MOST_WORDS]
    if not wanted:
        return SafeString(escape(text))
    folded, origin = _folded(text)
    html, done = "", 0
    for found in re.finditer("|".join(_pattern(word) for word in wanted), folded):
        start, end = origin[found.start()], origin[found.end() - 1] + 1
        if start < done:
            continue
        html += f"{escape(text[done:start])}<mark>{escape(text[start:end])}</mark>"
        done = end
    return mark_safe(html + escape(text[done:]))  # noqa: S308 - every piece is escaped


def _pattern(word: str) -> str:
    """A word of the search; digits also where others space them differently."""
    digits = re.sub(r"\D", "", word)
    if _NUMBER.fullmatch(word) and len(digits) >= _FEWEST_DIGITS:
        return _BETWEEN.join(digits)
    return re.escape(word)


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place in the text that it comes from."""
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        plain = fold(letter)
        letters.append(plain)
        origin += [place] * len(plain)
    return "".join(letters), origin
