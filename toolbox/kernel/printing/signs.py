"""Signs that no installed font draws, and the plain ones that are printed instead of them.

This is the only place where that is decided. A sign that gets a font is taken out of the table.
"""

import unicodedata
from typing import Final

_INSTEAD: Final = {
    "→➔➙➜➝➞➡⟶": "->",
    "←⬅⟵": "<-",
    "↔⟷": "<->",
    "⇒⟹": "=>",
    "⇐⟸": "<=",
    "⇔⟺": "<=>",
    "↑⬆▲△": "/\\",
    "↓⬇▼▽": "\\/",
    "▶►▸➤": ">",
    "◀◄◂": "<",
    "✓✔✅": "√",  # of the Arabic font: it looks like a tick
    "✕✖✗✘❌": "×",
    "☐□◻": "[ ]",
    "☑☒": "[x]",
    "★☆⭐✦✱": "*",
    "•◦▪▫■●○◆◇◾◼": "•",
    "≤": "<=",
    "≥": ">=",
    "≠": "=/=",
    "≈∼〜": "~",
    "☎☏✆": "tel.",
    "✉": "@",
    "⚠": "(!)",
    "❗": "!",
    "❓": "?",
    "♥❤": "<3",
    "─━═": "-",
    "│┃║": "|",
    "┌┐└┘├┤┬┴┼": "+",
}
_TABLE: Final = str.maketrans({sign: plain for signs, plain in _INSTEAD.items() for sign in signs})
_MIRRORED: Final = frozenset("<>/\\")
_TURNS: Final = frozenset("≤≥")  # turned round by right, as the signs themselves are
_ISOLATED: Final = str.maketrans(
    {
        sign: f"\u2066{plain}\u2069" if _MIRRORED & set(plain) and sign not in _TURNS else plain
        for signs, plain in _INSTEAD.items()
        for sign in signs
    }
)
"""For texts with Arabic or Hebrew in them, where an arrow made of plain signs would be turned round."""

REPLACED: Final = "".join(_INSTEAD)
"""Every sign that is replaced."""


def drawable(text: str) -> str:
    """The text with plain signs for those without a shape; pictures that mean nothing on paper are left out."""
    table = _ISOLATED if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text) else _TABLE
    return "".join(sign for sign in text.translate(table) if not _is_picture(sign))


def _is_picture(sign: str) -> bool:
    """Whether a sign is one of the small pictures that are older than emoji: a sun, a clock, a pencil."""
    return ("\u2300" <= sign <= "\u23ff" or "\u2600" <= sign <= "\u27bf") and unicodedata.category(sign) == "So"
