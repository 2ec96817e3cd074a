"""A note taken apart for paper: what stands on the page, as data that a sheet can set.

It reads the HTML that the page shows, so that paper and screen say the same, and nothing on paper is a command.
"""

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from toolbox.kernel.ui import markdown

Block = dict[str, Any]
Run = dict[str, Any]

DEEPEST = 6  # lists and quotes inside each other
_STYLES = {"strong": "bold", "em": "italic", "s": "struck", "code": "code"}
_HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
_BOXES = {"☐": "open", "☑": "ticked"}
_HOLDERS = frozenset({"blockquote", "li"})


def blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text: headings, words, lists, quotes, tables, code and rules."""
    reader = _Reader()
    reader.feed(str(markdown.render(text)))
    reader.close()
    return list(_shallow(reader.top))


def _shallow(found: list[Block], depth: int = 0) -> Iterator[Block]:
    """The blocks, with what lies deeper than paper is wide brought up."""
    for block in found:
        inner = [item["blocks"] for item in block.get("items", [])] + ([block["blocks"]] if "blocks" in block else [])
        if inner and depth >= DEEPEST:
            for blocks_inside in inner:
                yield from _shallow(blocks_inside, depth)
            continue
        for blocks_inside in inner:
            blocks_inside[:] = _shallow(blocks_inside, depth + 1)
        yield block


class _Reader(HTMLParser):
    """Builds blocks from the few elements that `markdown.render` lets through."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top: list[Block] = []
        self._holders: list[list[Block]] = [self.top]
        self._runs: list[Run] | None = None
        self._styles: list[str] = []
        self._link = ""
        self._said = ""  # what the link says so far
        self._table: Block | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, or a style inside of one."""
        given = dict(attrs)
        if tag in _HEADINGS:
            self._begin({"is": "heading", "level": _HEADINGS[tag]})
        elif tag == "p":
            self._begin({"is": "words"})
        elif tag == "pre":
            self._begin({"is": "code"})
        elif tag == "hr":
            self._put({"is": "rule"})
        elif tag in {"ul", "ol"}:
            first = int(given.get("start") or 1) if tag == "ol" else 0
            items: list[Block] = []
            self._put({"is": "list", "first": first, "items": items})
            self._holders.append(items)
        elif tag == "li":
            self._hold({}, self._holders[-1])
        elif tag == "blockquote":
            self._close()
            self._hold({"is": "quote"}, self._holders[-1])
        else:
            self._inside(tag, given)

    def _inside(self, tag: str, given: dict[str, str | None]) -> None:
        """Tables, and what stands inside of a line."""
        if tag == "table":
            self._put(block := {"is": "table", "head": [], "rows": []})
            self._table = block
        elif tag == "tr" and self._table is not None:
            self._table["rows"].append([])
        elif tag in {"th", "td"} and self._table is not None:
            if tag == "th" and self._table["rows"]:
                self._table["rows"].clear()
            row = self._table["head"] if tag == "th" else self._table["rows"][-1]
            self._runs = []
            row.append(self._runs)
        elif tag == "br":
            self._say("\n")
        elif tag == "a":
            self._link, self._said = given.get("href") or "", ""
        elif tag in _STYLES:
            self._styles.append(_STYLES[tag])

    def handle_endtag(self, tag: str) -> None:
        """Close it again."""
        if tag in _HEADINGS or tag in {"p", "pre", "th", "td"}:
            self._close()
        elif tag in _HOLDERS or tag in {"ul", "ol"}:
            self._close()
            closed = self._holders.pop()
            if tag == "li":
                self._holders[-1][-1]["box"] = _box(closed)
        elif tag == "table":
            self._table = None
        elif tag == "a":
            self._tell_address()
        elif tag in _STYLES and _STYLES[tag] in self._styles:
            self._styles.remove(_STYLES[tag])

    def handle_data(self, data: str) -> None:
        """Words of the block that is open; white space between blocks says nothing."""
        if self._runs is None:
            if not data.strip():
                return
            self._begin({"is": "words"})
        self._said += data
        self._say(data)

    def _begin(self, block: Block) -> None:
        """Open a block that holds words."""
        self._runs = block["runs"] = []
        self._put(block)

    def _hold(self, block: Block, where: list[Block]) -> None:
        """Open a block that holds blocks."""
        block["blocks"] = []
        where.append(block)
        self._holders.append(block["blocks"])

    def _put(self, block: Block) -> None:
        if "runs" not in block:
            self._close()
        self._holders[-1].append(block)

    def _close(self) -> None:
        """End the words that are open."""
        if self._runs:
            self._runs[-1]["text"] = self._runs[-1]["text"].rstrip("\n")
        self._runs = None

    def _say(self, words: str) -> None:
        if self._runs is None:
            return
        if not self._runs or self._runs[-1].get("text") == "\n":
            words = words if words == "\n" else words.lstrip("\n")
        self._runs.append({"text": words, **dict.fromkeys(self._styles, True)})

    def _tell_address(self) -> None:
        """Behind a link, where it leads: paper cannot be pressed."""
        address, self._link = self._link, ""
        shown = address.removeprefix("mailto:").removeprefix("tel:")
        digits = re.sub(r"\D", "", self._said)
        if address.startswith("tel:") and digits and re.sub(r"\D", "", shown).endswith(digits):
            return
        if shown and shown.rstrip("/") != self._said.strip().rstrip("/"):
            self._say(f" ({shown})")


def _box(item: list[Block]) -> str:
    """Whether an item is a task: its box is drawn, as not every font has one."""
    runs: list[Run] = item[0].get("runs", []) if item else []
    state = _BOXES.get(runs[0]["text"][:1], "") if runs else ""
    if state:
        runs[0]["text"] = runs[0]["text"][1:].lstrip()
    return state


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that runs from right to left."""
    first = next((kind for letter in text if (kind := unicodedata.bidirectional(letter)) in {"L", "R", "AL"}), "L")
    return first != "L"
