"""Word stems in English and Spanish: *organizers* and *organized*, *fianzas* and *fianza*."""

from functools import lru_cache
from typing import Final

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer


def analyzer(language: str) -> TextAnalyzer:
    """Build what stems words with spaces between them; ``language`` is an English name such as ``spanish``.

    Accents are taken away after the stemming: the Spanish rules look at them (Snowball's algorithms).
    """
    builder = TextAnalyzerBuilder(Tokenizer.whitespace())
    return builder.filter(Filter.stemmer(language)).filter(Filter.ascii_fold()).build()


SHORT: Final = 4
MOST_TAKEN: Final = 2

_ENGLISH: Final = analyzer("english")
_SPANISH: Final = analyzer("spanish")


def has_stem(folded: str) -> bool:
    """Tell whether stemming means anything for a folded word: only Latin letters, three or more."""
    return len(folded) > 2 and folded.isascii() and folded.isalpha()


@lru_cache(maxsize=20_000)
def english_stem(folded: str) -> str:
    """Give the English stem of a folded word."""
    return "".join(_ENGLISH.analyze(folded))


@lru_cache(maxsize=20_000)
def spanish_stem(word: str) -> str:
    """Give the Spanish stem of a word in small letters, with or without its accents.

    Where so little of a word would be left that it meets strangers (*redada* and *red* both end as *red*), only the
    ending of the plural is taken off.
    """
    stem = "".join(_SPANISH.analyze(word))
    if len(stem) < SHORT and len(word) - len(stem) > MOST_TAKEN:
        return word.removesuffix("s")
    return stem


def spanish_stems(raw: str, folded: str) -> frozenset[str]:
    """Give the Spanish stems of a word with its accents and without, for those who type none."""
    plain = spanish_stem(folded)
    return frozenset((plain,)) if raw.isascii() else frozenset((plain, spanish_stem(raw.lower())))
