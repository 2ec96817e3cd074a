"""A made-up library of any size, in several languages, from the words of texts that our own parts ship with.

English comes from docstrings and Python's reference, the others from Django's catalogues and Babel's
names of languages, countries and money. Every run with the same packages gives the same library.
"""

import random
import re
import sysconfig
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from pydoc_data.topics import topics

from babel import Locale
from babel.messages.mofile import read_mo

from toolbox.library.search import Entry

_SHARES = {"en": 70, "es": 20, "pt": 3, "fr": 2, "ca": 1, "it": 1, "de": 1, "ar": 1, "zh_Hans": 1}
_MEAN_CHARACTERS = 300
_DOCSTRING = re.compile(r'"""(.*?)"""', re.DOTALL)
_WORD = re.compile(r"(?<![\w'%{<])[^\W\d_]+(?:['’-][^\W\d_]+)*[,.;:]?(?![\w%}>(=])")


class Document:
    """One entry of the made-up library, and the language of its words."""

    __slots__ = ("entry", "language")

    def __init__(self, entry: Entry, language: str) -> None:
        self.entry = entry
        self.language = language


def documents(count: int, seed: int = 1) -> Iterator[Document]:
    """Make ``count`` entries of a name and a text of about 300 characters."""
    dice = random.Random(seed)
    languages = dice.choices(list(_SHARES), list(_SHARES.values()), k=count)
    for number, language in enumerate(languages):
        source = words_of(language)
        name = _excerpt(source, dice, dice.randint(2, 5))
        length = dice.lognormvariate(0, 0.5) * _MEAN_CHARACTERS * 0.88
        text = " ".join(_passages(source, dice, length))
        yield Document(Entry(f"entry-{number}", (name,), (text,)), language)


def _passages(source: list[str], dice: random.Random, length: float) -> Iterator[str]:
    while length > 0:
        passage = _excerpt(source, dice, dice.randint(5, 12))
        length -= len(passage) + 1
        yield passage


def _excerpt(source: list[str], dice: random.Random, words: int) -> str:
    at = dice.randrange(len(source) - words)
    return " ".join(source[at : at + words])


@cache
def words_of(language: str) -> list[str]:
    """Give the running words of a language's texts, each with the punctuation behind it."""
    texts = _english() if language == "en" else _catalogues(language)
    return [word for text in texts for word in _WORD.findall(text)]


def _english() -> Iterator[str]:
    standard = Path(sysconfig.get_path("stdlib"))
    folders = (standard, *(standard / name for name in ("asyncio", "email", "http", "unittest")))
    files = [path for folder in folders for path in sorted(folder.glob("*.py"))]
    for path in (*files, *sorted(_package("django").glob("**/*.py"))):
        yield from _DOCSTRING.findall(path.read_text(encoding="utf-8", errors="ignore"))
    yield from topics.values()
    yield from _names("en")


def _catalogues(language: str) -> Iterator[str]:
    # The regional catalogues (es_AR, es_MX …) say many things in words of their own.
    for path in sorted(_package("django").glob(f"**/locale/{language}*/LC_MESSAGES/*.mo")):
        with path.open("rb") as file:
            for message in read_mo(file):
                yield from [message.string] if isinstance(message.string, str) else message.string or []
    yield from _names(language)


def _names(language: str) -> Iterator[str]:
    locale = Locale.parse(language)
    for names in (locale.languages, locale.territories, locale.currencies, locale.scripts, locale.variants):
        yield from (str(name) for name in names.values())


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise LookupError(f"the package {name} is not installed")
    return Path(spec.origin).parent
