"""Text as the library keeps it, from what others send: HTML, line breaks and odd characters.

Our own small scanner, because the standard library's parser takes time that grows with the square of some texts
(thousands of unclosed comments). What is shown is escaped anyway: this is for reading, not for safety.
"""

import re
from html import unescape

_TAG = re.compile(r"<[a-zA-Z/!?]")
_WHOLE_TAG = re.compile(r"""</?([a-zA-Z][^\s<>/"']*+)(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_DECLARATION = re.compile(r"<[/!?][^<>]*+>")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_INLINE = {*"abiqsu", "abbr", "bdi", "code", "em", "mark", "small", "span", "strong", "sub", "sup"}
_HIDDEN = {tag: re.compile(f"</{tag}", re.I) for tag in ("script", "style", "template", "title")}
_ROUNDS = 5  # text that becomes HTML when its entities are read, again and again, is cut off here
_MOST = 20_000  # characters looked at


def shown(text: str) -> str:
    """The text without characters that cannot be shown; line breaks become spaces."""
    return _UNSHOWN.sub(lambda found: " " if found[0].isspace() else "", text).strip()


def without_tags(text: str) -> str:
    """The text with tags taken out. Text without any tag comes back as it is, entities too."""
    for _round in range(_ROUNDS):
        if not _TAG.search(text):
            return text
        text = unescape(_between_tags(text))
    return text.replace("<", "")


def plain(text: str) -> str:
    """HTML as one line of plain text."""
    once = unescape(_between_tags(text[:_MOST]))
    return _SPACES.sub(" ", shown(without_tags(once))).strip()


def shortened(text: str, most: int) -> str:
    """The text cut at a space so that it fits, with a sign that it goes on."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:.") + "…"


def _between_tags(text: str) -> str:
    """One pass over the text. Each search begins where the last one ended, so the time grows with the length."""
    parts: list[str] = []
    begin = 0
    while (at := _TAG.search(text, begin)) is not None:
        parts.append(text[begin : at.start()])
        if text.startswith("<!--", at.start()):
            end = text.find("-->", at.end())
            if end < 0:
                return "".join(parts)
            begin = end + 3
        elif tag := _WHOLE_TAG.match(text, at.start()):
            name = tag[1].lower()
            parts.append("" if name in _INLINE else " ")
            begin = tag.end()
            if name in _HIDDEN and text[at.start() + 1] != "/":
                closing = _HIDDEN[name].search(text, begin)
                if closing is None:
                    return "".join(parts)
                begin = closing.start()
        elif other := _DECLARATION.match(text, at.start()):
            begin = other.end()
        else:
            begin = at.start() + 1  # not closed: the sign goes, the words stay
    return "".join([*parts, text[begin:]])
