"""Numbers in a rendered note: they keep their order in Arabic and Hebrew, and a phone calls them when touched."""

import re
from collections.abc import Iterator

from django.utils.safestring import SafeString, mark_safe

_TAG = re.compile(r'(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)')
_NAME = re.compile(r"</?([a-z0-9]+)")
_NUMBER = re.compile(r"(?<![\w&#])(?:\+\d[\d ().\-]*\d|\(?\d[\d ().]*(?:-\d+)+)(?![\w-])")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{4}")
_DIGITS = range(7, 16)  # of a number that can be called (ITU-T E.164 ends at 15)
_AS_TYPED = frozenset({"a", "code", "pre"})


def with_calls(html: str) -> SafeString:
    """HTML of `markdown.render` with its numbers isolated from left to right, and phone numbers as links."""
    return mark_safe("".join(_parts(html)))  # noqa: S308 - only digits and their signs are put between our own tags


def in_order(text: str) -> str:
    """A plain text whose numbers stand between the signs that isolate them (Unicode's LRI and PDI)."""
    return _NUMBER.sub("\u2066\\g<0>\u2069", text)


def _parts(html: str) -> Iterator[str]:
    inside = 0
    for part in _TAG.split(html):
        if part.startswith("<"):
            found = _NAME.match(part)
            if found is not None and found[1] in _AS_TYPED:
                inside += -1 if part.startswith("</") else 1
            yield part
        else:
            yield part if inside else _NUMBER.sub(_shown, part)


def _shown(found: re.Match[str]) -> str:
    number = found[0]
    digits = re.sub(r"\D", "", number)
    ordered = f'<bdi dir="ltr">{number}</bdi>'
    if len(digits) not in _DIGITS or _DAY.fullmatch(number):
        return ordered
    return f'<a href="tel:{"+" if number.startswith("+") else ""}{digits}">{ordered}</a>'
