"""What a language means for setting text."""

import re

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{2}))?(?:[-_.].*)?", re.IGNORECASE)
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def split(tag: str) -> tuple[str, str]:
    """Language and region of a tag: "pt-br" gives ("pt", "BR"); what is no tag gives English."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return "en", ""
    return found[1].lower(), (found[2] or "").upper()


def reads_right_to_left(tag: str) -> bool:
    """Whether the language's usual script runs from right to left."""
    return split(tag)[0] in _RIGHT_TO_LEFT
