"""Reads a PDF back as a person would see it: its words, fonts and missing shapes."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pikepdf

_HEX = re.compile(r"<([0-9A-Fa-f]*)>")
_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_ENTRY = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>(?:\s*(<[0-9A-Fa-f]*>|\[[^\]]*\]))?")


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The PDF, opened."""
    return pikepdf.open(io.BytesIO(pdf))


def words(pdf: bytes) -> list[str]:
    """The text of each page without any white space, in the order in which it is drawn."""
    return ["".join(text for _, _, text in page) for page in drawn(pdf)]


def lines(pdf: bytes) -> list[str]:
    """The first page's lines without white space, from the top, each as it is seen from left to right.

    Letters that join from right to left come out in no useful order; numbers come out as they are seen.
    """
    found: dict[int, list[tuple[float, str]]] = {}
    for across, up, text in drawn(pdf)[0]:
        found.setdefault(round(up), []).append((across, text))
    return ["".join(text for _, text in sorted(found[up])) for up in sorted(found, reverse=True)]


def drawn(pdf: bytes) -> list[list[tuple[float, float, str]]]:
    """For each page the runs of text: how far from the left and from the bottom in points, and the words."""
    pages: list[list[tuple[float, float, str]]] = []
    with opened(pdf) as document:
        tables: dict[tuple[int, int], dict[int, str]] = {}
        for page in document.pages:
            runs: list[tuple[float, float, str]] = []
            for run in _runs(page.obj, page.obj, pikepdf.Matrix()):
                if run.font.objgen not in tables:
                    tables[run.font.objgen] = _table(run.font.ToUnicode.read_bytes().decode("ascii"))
                text = "".join(tables[run.font.objgen].get(code, "") for code in run.codes)
                runs.append((run.across, run.up, text.translate(_NO_SPACE)))
            pages.append(runs)
    return pages


def squeezed(text: str) -> str:
    """Text without white space, to look for in `words`."""
    return text.translate(_NO_SPACE)


def fonts(pdf: bytes) -> set[str]:
    """The names of all fonts, without the tags that mark a subset."""
    with opened(pdf) as document:
        names = {
            str(thing.BaseFont)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
        }
    return {name.split("+")[-1].removeprefix("/").removesuffix("-Identity-H") for name in names}


def missing_shapes(pdf: bytes) -> int:
    """How many characters are drawn as the empty box that stands for a missing shape."""
    with opened(pdf) as document:
        pages = [page.obj for page in document.pages]
        return sum(run.codes.count(0) for page in pages for run in _runs(page, page, pikepdf.Matrix()))


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """The pages' width and height in whole points."""
    with opened(pdf) as document:
        return {(round(page.mediabox[2]), round(page.mediabox[3])) for page in document.pages}


class _Run(NamedTuple):
    """Characters drawn one after the other, and where they begin."""

    font: pikepdf.Object
    codes: list[int]
    across: float
    up: float


_NO_SPACE = dict.fromkeys(map(ord, " \n\t\u00a0\u200b\u00ad"))


def _runs(content: pikepdf.Object, owner: pikepdf.Object, lies: pikepdf.Matrix) -> Iterator[_Run]:
    """The runs of characters that a page or form draws, and those of the forms it draws."""
    font: pikepdf.Object | None = None
    kept: list[pikepdf.Matrix] = []
    line = pikepdf.Matrix()
    for instruction in pikepdf.parse_content_stream(content):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "q":
            kept.append(lies)
        elif name == "Q":
            lies = kept.pop()
        elif name == "cm":
            lies = pikepdf.Matrix(*map(float, operands)) @ lies
        elif name == "Tm":
            line = pikepdf.Matrix(*map(float, operands))
        elif name == "Tf":
            font = owner.Resources.Font[str(operands[0])]
        elif name == "Do":
            form = owner.Resources.XObject[str(operands[0])]
            if form.Subtype == "/Form" and "/Resources" in form:
                own = pikepdf.Matrix(form.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0])))
                yield from _runs(form, form, own @ lies)
        elif name in {"Tj", "TJ"} and font is not None:
            place = line @ lies
            yield _Run(font, _codes(operands[0] if name == "TJ" else operands), place.e, place.f)


def _codes(parts: Iterable[object]) -> list[int]:
    """The two-byte character codes among what a text operator is given."""
    shown = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return [int.from_bytes(shown[place : place + 2], "big") for place in range(0, len(shown) - 1, 2)]


def _table(cmap: str) -> dict[int, str]:
    """Character codes and the text they stand for, from a font's ToUnicode table."""
    table: dict[int, str] = {}
    for kind, lines in _BLOCK.findall(cmap):
        for first, second, third in _ENTRY.findall(lines) if kind == "bfrange" else _pairs(lines):
            start = int(first, 16)
            if kind == "bfchar":
                table[start] = _unicode(second)
            elif third.startswith("["):
                table.update({start + step: _unicode(text) for step, text in enumerate(_HEX.findall(third))})
            else:
                low = int(third.strip("<>"), 16)
                table.update({code: chr(low + code - start) for code in range(start, int(second, 16) + 1)})
    return table


def _pairs(lines: str) -> Iterator[tuple[str, str, str]]:
    """Code and text of each line of a bfchar block."""
    found = _HEX.findall(lines)
    for place in range(0, len(found) - 1, 2):
        yield found[place], found[place + 1], ""


def _unicode(digits: str) -> str:
    """Hexadecimal UTF-16 as text."""
    return bytes.fromhex(digits).decode("utf-16-be", "replace")
