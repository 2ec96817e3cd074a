"""Shows what people write in Markdown, without pictures from elsewhere, commands, or a way out of the page."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST: Final = 200_000
"""Characters of a text that are shown; what follows them is left out."""

MOST_MARKS: Final = 15_000
"""Signs that may mean something in Markdown. A text with more of them is shown as it was typed: nobody writes so, and
reading it could take minutes."""

DEEPEST: Final = 40
"""Quotes and lists inside each other; what lies deeper is left out."""

_MARKS: Final = "[]*_`~<>|&\\\n"
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_LEADS_OUT: Final = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_TASK: Final = re.compile(r"\[([ xX])\]\s+")

_IN_ITS_DIRECTION: Final = frozenset({"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "th", "td"})
TAGS: Final = _IN_ITS_DIRECTION | {"a", "br", "code", "em", "hr", "s", "strong", "table", "tbody", "thead", "tr"}
"""Every element that can come out."""

ATTRIBUTES: Final = {
    **{tag: {"dir"} for tag in _IN_ITS_DIRECTION},
    "a": {"href", "title", "rel"},
    "li": {"class", "dir"},
    "ol": {"start", "dir"},
    "table": {"dir"},
    "th": {"scope", "dir"},
}
"""Every attribute that can come out, by its element."""

TASK: Final = "task"
"""The class of an item with a box: the box is mark enough."""


def render(text: str, *, keep_lines: bool = True) -> SafeString:
    """The text as HTML for a page whose `h1` is taken: `#` becomes `h2`, what is deeper `h3` and `h4`.

    CommonMark with tables, ~~struck~~ words and `- [ ]` tasks; every line ends where it was ended, unless
    `keep_lines` is off. HTML in it is shown as text. A picture becomes a link to it. Links lead to http, https,
    mailto and tel; other links stay as they were typed. Each block takes its direction from its first letter, a table
    too: its columns run that way.
    """
    text = text[:LONGEST]
    if _is_tangled(text):
        html = linebreaks(text, autoescape=True)
    else:
        parser = _parser(keep_lines)
        tokens = list(_ours(parser.parse(text)))
        html = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(_cleaner().clean(html))  # noqa: S308 - only the listed elements and attributes pass


def plain(text: str) -> str:
    """The words of the text without its marks, a line a block: for excerpts and titles."""
    text = text[:LONGEST]
    if _is_tangled(text):
        return text.strip()
    return "\n".join(words for token in _ours(_parser(True).parse(text)) if (words := _words(token).strip()))


def _is_tangled(text: str) -> bool:
    """Whether a text has more marks than somebody writes."""
    return sum(map(text.count, _MARKS)) > MOST_MARKS


@cache
def _parser(keep_lines: bool) -> MarkdownIt:
    """The parser, which keeps nothing of what it has read."""
    parser = MarkdownIt("commonmark", {"html": False, "breaks": keep_lines, "maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.validateLink = lambda url: _LEADS_OUT.match(url) is not None  # type: ignore[method-assign]
    return parser


@cache
def _cleaner() -> nh3.Cleaner:
    """The second wall: whatever the parser gave, nothing else passes."""
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        tag_attribute_values={
            "th": {"scope": {"col"}},
            "li": {"class": {TASK}},
            "table": {"dir": {"ltr", "rtl"}},
        },
        set_tag_attribute_values={tag: {"dir": "auto"} for tag in _IN_ITS_DIRECTION},
        url_schemes=set(_SCHEMES),
        url_relative="deny",
        link_rel="noreferrer noopener external",
    )


def _ours(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with headings moved down, tasks as boxes, and links instead of pictures."""
    for place, token in enumerate(tokens):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.children:
            token.children = list(_without_pictures(token.children))
            if place >= 2 and tokens[place - 2].type == "list_item_open" and _tick(token.children[0]):
                tokens[place - 2].attrSet("class", TASK)
        elif token.type == "table_open" and (direction := _direction(tokens, place)):
            token.attrSet("dir", direction)
        yield token


def _direction(tokens: Sequence[Token], opens: int) -> str:
    """Where the table runs that opens here: as its first letter does.

    A browser would not look into the cells, as they have a direction of their own. Empty where no cell has a letter:
    then it runs as the page.
    """
    for place in range(opens, len(tokens)):
        if tokens[place].type == "table_close":
            break
        for letter in _words(tokens[place]):
            kind = unicodedata.bidirectional(letter)
            if kind in {"L", "R", "AL"}:
                return "ltr" if kind == "L" else "rtl"
    return ""


def _tick(token: Token) -> bool:
    """Show a task's brackets as a box, ticked or not. Whether it is a task."""
    found = _TASK.match(token.content) if token.type == "text" else None
    if found is not None:
        token.content = f"{'☐' if found[1] == ' ' else '☑'} {token.content[found.end() :]}"
    return found is not None


def _without_pictures(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a line with a link for each picture; inside of a link only the picture's words."""
    inside = False
    for token in tokens:
        inside = token.type == "link_open" or (inside and token.type != "link_close")
        if token.type != "image":
            yield token
            continue
        address = str(token.attrs.get("src", ""))
        words = Token("text", "", 0, content=_words(token).strip() or address)
        if inside:
            yield words
        else:
            yield Token("link_open", "a", 1, attrs={"href": address})
            yield words
            yield Token("link_close", "a", -1)


def _words(token: Token) -> str:
    """The words of a token and those inside it."""
    if token.children:
        return "".join(map(_words, token.children))
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content
