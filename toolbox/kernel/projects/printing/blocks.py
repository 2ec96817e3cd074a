"""What the pages of a kit's booklet are made of, and how a guide in Markdown becomes that."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

Style: TypeAlias = Literal["", "bold", "aside"]
Run: TypeAlias = tuple[Style, str]
"""Words in one style. An aside is the number of a library entry."""

_LIBRARY = "library:"


class _Block(msgspec.Struct, frozen=True, kw_only=True, tag_field="block"):
    """A piece of a section."""


class Par(_Block, frozen=True, kw_only=True, tag="par"):
    """A paragraph; in a list with its mark in front."""

    runs: tuple[Run, ...]
    mark: str = ""


class Facts(_Block, frozen=True, kw_only=True, tag="facts"):
    """Labels and what stands beside them."""

    rows: tuple[tuple[str, str], ...]


class Todo(_Block, frozen=True, kw_only=True, tag="todo"):
    """A box to tick: when, what, why, and small print."""

    when: str
    what: str
    why: str
    small: str = ""


class Point(_Block, frozen=True, kw_only=True, tag="point"):
    """A heavy line and what follows from it."""

    what: str
    text: str = ""
    small: str = ""


class Band(_Block, frozen=True, kw_only=True, tag="band"):
    """A sentence that nobody may miss."""

    words: str


Block: TypeAlias = Par | Facts | Todo | Point | Band


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


def prose(text: str, numbers: Mapping[str, int]) -> tuple[Par, ...]:
    """A part of a guide; a link to the library gets the number of its entry where it has one."""
    return tuple(_paragraphs(MarkdownIt("commonmark").parse(text), numbers))


def _paragraphs(tokens: Sequence[Token], numbers: Mapping[str, int]) -> Iterator[Par]:
    lists: list[int] = []  # the number of the next item; 0 in a list with bullets
    mark = ""
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(0)
            case "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                mark = f"{lists[-1]}." if lists[-1] else "•"
                lists[-1] += 1 if lists[-1] else 0
            case "inline":
                yield Par(runs=tuple(_runs(token.children or (), numbers)), mark=mark)
                mark = ""


def _runs(tokens: Sequence[Token], numbers: Mapping[str, int]) -> Iterator[Run]:
    heavy, slug = 0, ""
    for token in tokens:
        match token.type:
            case "strong_open" | "em_open":
                heavy += 1
            case "strong_close" | "em_close":
                heavy -= 1
            case "link_open":
                slug, heavy = str(token.attrs.get("href", "")).removeprefix(_LIBRARY), heavy + 1
            case "link_close":
                heavy -= 1
                if slug in numbers:
                    yield "aside", str(numbers[slug])
            case "softbreak" | "hardbreak":
                yield "", " "
            case _ if token.content:
                yield ("bold" if heavy else ""), token.content
