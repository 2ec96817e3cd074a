"""Reads the cells of a spreadsheet: days, numbers of people, how urgent, what is needed. Raises ValueError."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from toolbox.kernel.intake.kinds.numbers import whole
from toolbox.kernel.records.folding import fold
from toolbox.tools.needs.records import Urgency

MOST_PEOPLE: Final = 99
_PARTS: Final = re.compile(r"[;,\n|•]+|\s/\s")
_JOINED: Final = re.compile(r" (?:and|or|y|e|o|u) |[&+]", re.IGNORECASE)  # between words with one space each
_DAY: Final = re.compile(
    r"(?:(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})"
    r"|(?P<one>\d{1,2})[-./ ](?P<two>\d{1,2})[-./ ](?P<late>\d{4}|\d{2}))"
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?P<half>[ap]\.?\s?m\.?)?)?Z?",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+")
_URGENT: Final[Mapping[Urgency, str]] = {
    Urgency.TODAY: "today|urgent|very urgent|asap|as soon as possible|now|immediately|emergency|critical|high|"
    "very high|yes|hoy|urgente|muy urgente|lo antes posible|ya|ahora|inmediato|emergencia|alta|muy alta|alto|si|2",
    Urgency.SOON: "soon|medium|normal|moderate|tomorrow|this week|in the next days|pronto|media|medio|manana|"
    "esta semana|en los proximos dias|1",
    Urgency.CAN_WAIT: "low|no|none|can wait|it can wait|not urgent|baja|bajo|ninguna|puede esperar|no urgente|0",
}
_SAID: Final = {word: value for value, words in _URGENT.items() for word in words.split("|")}


def parts(cell: str) -> list[str]:
    """Several things in one cell."""
    return [part.strip() for part in _PARTS.split(cell) if part.strip()]


def pieces(cell: str) -> list[str]:
    """The same, where words too stand between them: "español e inglés" gives two."""
    return [piece.strip() for part in parts(cell) for piece in _JOINED.split(" ".join(part.split())) if piece.strip()]


def month_first(cells: Iterable[str], otherwise: bool) -> bool:
    """Whether a column of days is written 12/31 rather than 31/12: by the first day that can only be one of them."""
    for cell in cells:
        found = _DAY.fullmatch(cell.strip())
        if found and found["one"]:
            one, two = int(found["one"]), int(found["two"])
            if one > 12 >= two:
                return False
            if two > 12 >= one:
                return True
    return otherwise


def moment(cell: str, *, month_leads: bool, zone: datetime.tzinfo) -> datetime.datetime:
    """A day, with its time where one is written; at noon where none is."""
    found = _DAY.fullmatch(cell.strip())
    if found is None:
        raise ValueError(_("This is not a day. Write it as 2026-11-30."))
    if found["year"]:
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    else:
        first, second, year = int(found["one"]), int(found["two"]), int(found["late"])
        month, day = (first, second) if month_leads else (second, first)
        year += 2_000 if year < 100 else 0
    hour, minute = int(found["hour"] or 12), int(found["minute"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    try:
        return datetime.datetime(year, month, day, hour, minute, tzinfo=zone)
    except ValueError:
        raise ValueError(_("There is no such day. Write it as 2026-11-30.")) from None


def people(cell: str) -> int:
    """How many people: the one number that is written."""
    found = _NUMBER.findall(cell)
    number = whole(cell)
    if number is None and len(found) == 1:
        number = int(found[0])
    if number is None or not 0 <= number <= MOST_PEOPLE:
        raise ValueError(_("Write how many people as one number, from 0 to %(most)d.") % {"most": MOST_PEOPLE})
    return number


def urgency(cell: str) -> Urgency:
    """How long it can wait."""
    said = " ".join(re.sub(r"[^\w]+", " ", fold(cell)).split())
    if said in _SAID:
        return _SAID[said]
    raise ValueError(_("This does not say how urgent it is. Write “today”, “soon” or “can wait”."))


def named(cell: str, names: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a cell names of a list, by folded words; and what of it is not on the list, as it is written."""
    whole = names.get(fold(cell.strip()))
    if whole:
        return (whole,), ()
    found: dict[str, None] = {}
    others = []
    for part in parts(cell):
        inside = [part] if fold(part) in names else pieces(part)
        known = [names[fold(piece)] for piece in inside if fold(piece) in names]
        found |= dict.fromkeys(known)
        if not known:
            others.append(part)
        elif len(known) < len(inside):
            others += [piece for piece in inside if fold(piece) not in names]
    return tuple(found), tuple(others)
