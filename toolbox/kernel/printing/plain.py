"""Makes text safe to set: without characters that have no shape on paper or that turn lines round."""

import unicodedata
from typing import Any

from toolbox.kernel.printing.signs import drawable

_SHAPELESS = frozenset({"Cc", "Cs", "Co", "Cn"})
_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = frozenset("\t\r\v\f\x85\u2028\u2029")


def plain(text: str) -> str:
    """The text without control characters, direction marks, private characters and emoji.

    Tabs and odd line ends become spaces; `\\n` stays. Direction marks go because the templates isolate
    numbers and names themselves. Emoji go because no font here draws them; arrows, ticks and the like become plain
    signs.
    """
    if text.isascii() and text.isprintable():
        return text
    return drawable("".join(" " if sign in _SPACES else sign for sign in text if _stays(sign)))


def plain_all(value: Any) -> Any:
    """The same for every text inside lists and dictionaries read from JSON."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [plain_all(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_all(item) for key, item in value.items()}
    return value


def _stays(sign: str) -> bool:
    """Whether a character can be seen on paper, or is a space or line end."""
    if sign == "\n" or sign in _SPACES:
        return True
    if sign in _DIRECTION or "\ufe00" <= sign <= "\ufe0f" or sign == "\ufeff":
        return False
    kind = unicodedata.category(sign)
    is_emoji = sign >= "\U0001f000" and kind in {"So", "Sk"}
    return kind not in _SHAPELESS and not is_emoji and sign < "\U000e0000"
