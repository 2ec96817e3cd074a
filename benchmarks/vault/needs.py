"""Made-up requests for help, in English and Spanish, each of about 650 bytes before it is sealed."""

import datetime
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from benchmarks.search.corpus import words_of
from toolbox.kernel.records.searching import around
from toolbox.kernel.registry.kinds import Kind

BYTES = 650
_FRAME = 140  # bytes of everything but the long text
_PEOPLE = ("Zoë", "Ines", "Amadou", "José Ángel", "Marta", "Wren", "Núria", "Lindiwe", "Oskar", "Íñigo", "Fern", "Li")
_PLACES = ("Alder Street", "Calle del Río", "Riverbend North", "Mercado Viejo", "Station Road", "Plaza del Álamo")


class Need(msgspec.Struct, frozen=True):
    """Somebody needs something."""

    title: str
    text: str
    who: str
    phone: str
    place: str
    language: str
    day: datetime.date


NEED = Kind(
    name="trial.need",
    struct=Need,
    says="needs",
    title=lambda need: need.title,
    shelves=("open", "met"),
    ends=frozenset({"met"}),
    keep_days=30,
    texts=lambda need: [need.title, need.text, need.who, need.phone, need.place],
)


class Line(NamedTuple):
    """A need as the list shows it, ready for the template."""

    id: int
    title: str
    excerpt: str
    who: str
    phone: str
    place: str
    day: str


def line(number: int, need: Any, words: str = "") -> Line:
    """A line of the list, of a sealed need or of a plain row with the same names."""
    excerpt = around(need.text, words) if words else need.text[:160]
    return Line(number, need.title, excerpt, need.who, need.phone, need.place, need.day.isoformat())


def needs(count: int, seed: int = 1) -> Iterator[Need]:
    """So many, always the same for the same seed: two in three in English."""
    dice = random.Random(seed)
    first = datetime.date(2026, 1, 1)
    for _number in range(count):
        language = dice.choice(("en", "en", "es"))
        words = words_of(language)
        size = max(60, int(dice.gauss(BYTES - _FRAME, 90)))
        yield Need(
            title=_running(words, dice, 34),
            text=_running(words, dice, min(size, 700)),
            who=f"{dice.choice(_PEOPLE)} {dice.choice('ABCDEFGHIJKLMNOPRSTVZ')}.",
            phone=f"555 {dice.randrange(100, 999)} {dice.randrange(1000, 9999)}",
            place=f"{dice.choice(_PLACES)} {dice.randrange(1, 240)}",
            language=language,
            day=first + datetime.timedelta(days=dice.randrange(300)),
        )


def _running(words: list[str], dice: random.Random, size: int) -> str:
    at = dice.randrange(len(words) - size)
    return " ".join(words[at : at + size // 3])[:size].rstrip()
