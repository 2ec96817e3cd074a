"""The parameters of a list: read from an address, or refused with a sentence that says what is right."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

PER_PAGE = 50
MOST_PER_PAGE = 200
MOST_MINIMAL = 10_000  # minimal objects are to come in one page, says the specification
MOST_SEARCH = 200  # characters
MOST_WORDS = 10  # each is looked for in every text


class BadQuery(Exception):
    """A parameter cannot be used. The message says what it takes, and never repeats what was sent."""


class Parameter(NamedTuple):
    """One parameter: what it does, its JSON Schema, and how its text is read (raises ValueError)."""

    what: str
    schema: Mapping[str, Any]
    right: str  # completes the sentence "name must be …"
    read: Callable[[str], Any]


class Query(NamedTuple):
    """What is asked of a list. Days are inclusive."""

    search: tuple[str, ...] = ()
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    modified_after: date | None = None
    page: int = 1
    per_page: int = PER_PAGE
    minimal: bool = False
    full: bool = False
    format: str = "json"


def _words(text: str) -> tuple[str, ...]:
    words = tuple(text.split())
    if len(text) > MOST_SEARCH or len(words) > MOST_WORDS or "\0" in text:
        raise ValueError
    return words


def _uuid(text: str) -> str:
    if len(text) != 36:
        raise ValueError
    return str(UUID(text))


def _moment(text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    # In an address a plus sign means a space, so an offset such as +02:00 may arrive with one.
    moment = datetime.fromisoformat(re.sub(r" (?=\d\d:?\d\d$)", "+", text) if "T" in text else text)
    try:
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    except OverflowError:
        raise ValueError from None


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError
        return int(text)

    return read


def _format(text: str) -> str:
    if text not in {"json", "ndjson"}:
        raise ValueError
    return text


_ID: Mapping[str, Any] = {"type": "string", "format": "uuid"}
_TRUE: Mapping[str, Any] = {"type": "boolean", "default": False}
_A_UUID = "a UUID, such as 8f14e45f-ceea-467f-9a0c-1d2e3f4a5b6c"

PARAMETERS: Mapping[str, Parameter] = {
    "search": Parameter(
        "Plain words; all of them must occur in the names and texts. Capital letters make no difference.",
        {"type": "string", "maxLength": MOST_SEARCH},
        f"plain words: {MOST_WORDS} words and {MOST_SEARCH} characters at most",
        _words,
    ),
    "taxonomy_term_id": Parameter("Only what is in this category.", _ID, _A_UUID, _uuid),
    "taxonomy_id": Parameter("Only what has a term of this taxonomy.", _ID, _A_UUID, _uuid),
    "organization_id": Parameter("Only the services of this organization.", _ID, _A_UUID, _uuid),
    "modified_after": Parameter(
        "Only what changed on this day or later. Changes are known by the day, so the whole day is included.",
        {"type": "string", "format": "date-time"},
        "a date or a date and time, such as 2026-01-31 or 2026-01-31T12:00:00Z",
        _moment,
    ),
    "page": Parameter(
        "The page, from 1.",
        {"type": "integer", "minimum": 1, "default": 1},
        "a whole number from 1",
        _number(1, 10**9),
    ),
    "per_page": Parameter(
        f"Objects in a page: {PER_PAGE} where nothing is said; with minimal, up to {MOST_MINIMAL:,}.",
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE},
        f"a whole number from 1 to {MOST_PER_PAGE}",
        _number(1, MOST_PER_PAGE),
    ),
    "minimal": Parameter("Only id and last_modified of each object.", _TRUE, "true or false", _flag),
    "full": Parameter("Objects with everything that belongs to them.", _TRUE, "true or false", _flag),
    "format": Parameter(
        "json gives a page; ndjson gives every match, one object a line, without pages.",
        {"type": "string", "enum": ["json", "ndjson"], "default": "json"},
        "json or ndjson",
        _format,
    ),
}
COMMON = tuple(name for name in PARAMETERS if name != "organization_id")
NOT_OFFERED = ("postcode", "proximity")


def read(sent: Mapping[str, str], names: tuple[str, ...] = COMMON) -> Query:
    """Read the parameters of an address; others are left alone, empty values too. Raises BadQuery."""
    for name in NOT_OFFERED:
        if name in sent:
            raise BadQuery(f"{name} is not offered: the library knows places by name only. Use search.")
    values: dict[str, Any] = {}
    for name in names:
        if text := sent.get(name, "").strip():
            values[name] = _one(name, text)
    query = Query(**values)
    if query.minimal and query.full:
        raise BadQuery("minimal and full contradict each other: choose one.")
    if query.minimal and "per_page" not in values:
        return query._replace(per_page=MOST_MINIMAL)
    return query


def _one(name: str, text: str) -> Any:
    parameter = PARAMETERS[name]
    try:
        return parameter.read(text)
    except (ValueError, KeyError):
        raise BadQuery(f"{name} must be {parameter.right}.") from None
