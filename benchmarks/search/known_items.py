"""Questions with one right answer that is known: two rare words of an entry, changed as people do."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from benchmarks.search.corpus import Document
from toolbox.library.search.words import fold

_RARE = 1 / 200
_SHORTEST = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[^\W\d_]+")

Change = Callable[[str, random.Random], str | None]


class Question(NamedTuple):
    """What is typed, and the key of the entry that is meant."""

    typed: str
    key: str


class Kind(NamedTuple):
    """One way to change words: in which language, and whether both words of the question are changed.

    ``change`` gives nothing for words that it cannot change; ``fits`` judges the changed word, and
    whether it is written so somewhere in the library.
    """

    name: str
    language: str | None
    both: bool
    change: Change
    fits: Callable[[bool], bool] = lambda _is_written: True


class Holders(NamedTuple):
    """The keys of the entries that have a word, and of those that have any form of it."""

    words: dict[str, set[str]]
    families: dict[str, set[str]]


def cut(word: str, dice: random.Random) -> str:
    """Leave the last third of a word away, as somebody who is still typing."""
    return word[: max(4, len(word) - max(1, len(word) // 3))]


def mistype(word: str, dice: random.Random) -> str:
    """Make one typing error: a letter too few, too many, wrong, or exchanged with the next."""
    at = dice.randrange(len(word) - 1)
    letter = dice.choice(_LETTERS)
    changes = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]
    dice.shuffle(changes)
    return next(changed for changed in changes if changed != word)


def english_form(word: str, dice: random.Random) -> str | None:
    """Give another form of an English word, by rule; nothing if it would only be a beginning of the word."""
    endings = (
        (r"ies$", "y"),
        (r"([^aeiou])y$", r"\1ies"),
        (r"([^aeiouse]{1,2})ing$", r"\1ed"),
        (r"([^aeiouse]{1,2})ed$", r"\1ing"),
        (r"(ch|sh|x|ss)$", r"\1es"),
        (r"([^s])$", r"\1s"),
    )
    return _first_change(word, endings)


def spanish_form(word: str, dice: random.Random) -> str | None:
    """Give another form of a Spanish word, by rule; nothing if it would only be a beginning of the word."""
    endings = (
        (r"ción$", "ciones"),
        (r"ciones$", "ción"),
        (r"(id|ad)o(s?)$", r"\1a\2"),
        (r"(id|ad)a(s?)$", r"\1o\2"),
        (r"z$", "ces"),
        (r"ces$", "z"),
        (r"([ldr])$", r"\1es"),
        (r"([aeo])$", r"\1s"),
    )
    return _first_change(word, endings)


def without_accents(word: str, dice: random.Random) -> str | None:
    """Leave out the accents; nothing if there are none."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return plain if plain != word else None


KINDS = (
    Kind("exact words", None, True, lambda word, _dice: word),
    # A beginning that is a word itself asks for something else.
    Kind("half-typed words", None, True, cut, lambda is_written: not is_written),
    # The rules below also make words that nobody uses.
    Kind("English word forms", "en", True, english_form, lambda is_written: is_written),
    Kind("Spanish word forms", "es", True, spanish_form, lambda is_written: is_written),
    Kind("one typing error", "en", False, mistype),
    Kind("one typing error, Spanish", "es", False, mistype),
    Kind("missing accents", "es", False, without_accents),
)


class Examiner:
    """Asks questions about one made-up library."""

    def __init__(self, documents: list[Document]) -> None:
        self._documents = documents
        self._holders = _holders(documents)

    def questions(self, kind: Kind, count: int, seed: int = 2) -> Iterator[Question]:
        """Draw ``count`` entries in English or Spanish and make a question for each.

        Each word is in at most 1 of 200 entries, and no other entry has both, in whatever form: there
        is one right answer.
        """
        dice = random.Random(f"{seed} {kind.name}")
        languages = (kind.language,) if kind.language else ("en", "es")
        fitting = [document for document in self._documents if document.language in languages]
        most = len(self._documents) * _RARE
        made = 0
        while made < count:
            document = dice.choice(fitting)
            rare = [word for word in _words(document) if len(self._holders.words[word]) <= most]
            pair = _changed_pair(rare, kind, self._holders, dice)
            if pair:
                made += 1
                yield Question(" ".join(pair), document.entry.key)


def _changed_pair(rare: list[str], kind: Kind, holders: Holders, dice: random.Random) -> list[str] | None:
    """Choose two of an entry's rare words and change one or both; nothing if the draw does not fit."""
    changed = {word: new for word in rare if (new := kind.change(word, dice)) is not None}
    changed = {word: new for word, new in changed.items() if kind.fits(new in holders.words)}
    others = sorted(changed if kind.both else rare)
    if not changed or len(others) < 2:
        return None
    first, second = dice.choice(sorted(changed)), dice.choice(others)
    if first == second or len(holders.families[_family(first)] & holders.families[_family(second)]) > 1:
        return None
    pair = [changed[first], changed[second] if kind.both else second]
    dice.shuffle(pair)
    return pair


def _holders(documents: list[Document]) -> Holders:
    holders = Holders({}, {})
    for document in documents:
        for word in _words(document):
            holders.words.setdefault(word, set()).add(document.entry.key)
            holders.families.setdefault(_family(word), set()).add(document.entry.key)
    return holders


def _family(word: str) -> str:
    """Give the beginning that the forms of a word share, near enough."""
    return fold(word)[:_SHORTEST]


def _words(document: Document) -> list[str]:
    texts = (*document.entry.names, *document.entry.texts)
    return sorted({word.lower() for text in texts for word in _WORD.findall(text) if len(word) >= _SHORTEST})


def _first_change(word: str, endings: Iterable[tuple[str, str]]) -> str | None:
    for pattern, new in endings:
        changed, times = re.subn(pattern, new, word)
        if times:
            return changed
    return None
