"""Other words for the same thing, so that whoever says *pantry* finds what says *food*."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache

from django.conf import settings

from toolbox.library.search.words import folded_words


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """The groups of content/library/synonyms.toml."""
    text = (settings.CONTENT / "library" / "synonyms.toml").read_text("utf-8")
    return tuple(tuple(group) for group in tomllib.loads(text)["groups"])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """For each group, what finds any of its words in a folded text."""
    return tuple(re.compile(f"(?<= )(?:{'|'.join(_folded(word) for word in group)})(?= )") for group in groups())


def _folded(text: str) -> str:
    return " ".join(folded_words(text))


def others(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of every group of which some word stands in the texts."""
    folded = "|".join(f" {_folded(text)} " for text in texts)
    return tuple(" ".join(g) for g, pattern in zip(groups(), _patterns(), strict=True) if pattern.search(folded))
