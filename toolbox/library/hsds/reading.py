"""Opens a file of another directory: any bytes in, objects with their positions out, or one clear reason."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from toolbox.library.rows import FORMAT as OUR_FORMAT

MOST_BYTES = 20_000_000
MOST_OBJECTS = 100_000
KINDS = {"services": "service", "organizations": "organization", "resources": "resource"}


class Unreadable(Exception):
    """The file cannot be used at all; the message says why and where."""


class Found(NamedTuple):
    """One object of a file: where it stands, what the file says that it is (or nothing), and itself."""

    where: str
    what: str
    whole: Any


def objects(data: bytes) -> list[Found]:
    """The objects of a page, a list, a package or ndjson. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"The file has {len(data):,} bytes; {MOST_BYTES:,} can be taken in at once.")
    text = _decode(data)
    if not text.strip():
        raise Unreadable("The file is empty.")
    every = _by_lines(text) if _has_lines(text) else _by_shape(_json(text))
    found = list(islice(every, MOST_OBJECTS + 1))
    if not found:
        raise Unreadable("The file holds no services, organizations or resources.")
    if len(found) > MOST_OBJECTS:
        raise Unreadable(f"The file holds more than {MOST_OBJECTS:,} objects; take it in by parts.")
    return found


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("The file is written in UTF-16. HSDS is JSON in UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"Line {line} is not UTF-8. HSDS is JSON in UTF-8.") from None


def _json(text: str, line: int = 0) -> Any:
    def refuse(name: str) -> None:
        raise Unreadable(f"The file holds {name}, which is not a number that JSON knows.")

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise Unreadable(f"Line {line or error.lineno} is not complete JSON.") from None
    except RecursionError:
        raise Unreadable(f"{_line(line)} is nested too deeply to be HSDS.") from None
    except ValueError:
        raise Unreadable(f"{_line(line)} holds a number that is too long.") from None


def _line(line: int) -> str:
    return f"Line {line}" if line else "The file"


def _has_lines(text: str) -> bool:
    """Whether this is ndjson: the first line is an object by itself, and others follow."""
    first, _break, rest = text.strip().partition("\n")
    if not rest.strip() or not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _by_lines(text: str) -> Iterator[Found]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Found(f"Line {number}", "", _json(line, number))


def _by_shape(whole: Any) -> Iterator[Found]:
    match whole:
        case {"format": name} if name == OUR_FORMAT:
            raise Unreadable(
                "This is a toolbox’s own file, not HSDS. Ask that toolbox for /hsds/resources?format=ndjson, to read "
                "it first; “toolbox library load” would put all of this file on the list at once."
            )
        case {"contents": list(items)} | list(items):
            yield from (Found(f"Item {number}", "", item) for number, item in enumerate(items, 1))
        case dict() if "id" not in whole and any(isinstance(whole.get(key), list) for key in KINDS):
            for key, what in KINDS.items():
                items = [] if whole.get(key) is None else whole[key]
                if not isinstance(items, list):
                    raise Unreadable(f"“{key}” must be a list.")
                yield from (Found(f"{key}, item {number}", what, item) for number, item in enumerate(items, 1))
        case {"id": _}:
            yield Found("Item 1", "", whole)
        case _:
            raise Unreadable(
                "This is not HSDS: it needs a page with “contents”, a list, lists of “services”, "
                "“organizations” or “resources”, or one object a line."
            )
