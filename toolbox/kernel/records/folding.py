"""Makes texts alike for comparing: without capitals, accents, points and typographic quotes."""

import re
import unicodedata
from functools import cache
from typing import Final

# What Unicode does not take apart into a plain letter and a mark, and signs that telephones put in by themselves.
_WHOLE: Final = (
    *(("ø", "o"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("ħ", "h"), ("ı", "i"), ("æ", "ae"), ("œ", "oe"), ("þ", "th")),
    *(("‘", "'"), ("’", "'"), ("ʼ", "'"), ("“", '"'), ("”", '"'), ("‐", "-"), ("–", "-"), ("—", "-"), ("⁄", "/")),
)
_TYPED_BY_TELEPHONES: Final = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("…", "..."))
# Accents and points of Latin, Greek, Cyrillic, Hebrew and Arabic; the Arabic stretching line; what has no shape.
# Marks of Indian and Japanese scripts stay: there they are letters.
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]+"
)
_OTHER_DIGITS: Final = re.compile("[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]")


def fold(text: str) -> str:
    """The text as it is compared: "Víveres" and "VIVERES" give "viveres", "Łódź" gives "lodz".

    Small letters without accents, plain quotes and hyphens, ASCII digits. `fold(fold(text)) == fold(text)`.
    """
    if text.isascii():
        return text.lower()
    for typed, plain in _TYPED_BY_TELEPHONES:
        text = text.replace(typed, plain)
    try:
        western = text.encode("latin-1")
    except UnicodeEncodeError:
        return _fold_any(text)
    return _fold_western(western)


def _fold_any(text: str) -> str:
    """The same for a text of any script, in about ten times the time of a western one."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    if plain.isascii():
        return plain
    for letter, instead in _WHOLE:
        plain = plain.replace(letter, instead)
    return _OTHER_DIGITS.sub(lambda found: str(unicodedata.digit(found[0])), plain)


def _fold_western(text: bytes) -> str:
    """The same for a text whose signs are all in Latin-1, byte by byte."""
    table, others = _western()
    plain = text.translate(table).decode("latin-1")
    # One pass tells whether any of them is there; a replacement each would take most of the time.
    if len(text.translate(None, others)) < len(text):
        plain = "".join(letter if letter.isascii() else _fold_any(letter) for letter in plain)
    return plain


@cache
def _western() -> tuple[bytes, bytes]:
    """Latin-1 byte for byte, and the bytes that do not become exactly one."""
    table, others = bytearray(range(256)), bytearray()
    for code in range(256):
        folded = _fold_any(chr(code))
        if len(folded) == 1 and ord(folded) < 256:
            table[code] = ord(folded)
        else:
            others.append(code)
    return bytes(table), bytes(others)
