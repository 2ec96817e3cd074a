"""A made-up list, as files and as entries, for the stories in this folder."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from toolbox.library import categories, keeping
from toolbox.library.columns import NAMES
from toolbox.library.models import Resource
from toolbox.library.rows import FORMAT
from toolbox.library.vocabulary import Kind, Status

DAY = date(2026, 3, 1)
LATER = date(2026, 4, 2)

FRIDGE: Mapping[str, str] = {
    "slug": "riverbend-fridge",
    "name": "Riverbend Fridge",
    "name_es": "La nevera de Riverbend",
    "kind": "organisation",
    "maker": "Neighbours of Riverbend",
    "maker_es": "Vecinas y vecinos de Riverbend",
    "place": "Riverbend",
    "place_es": "Villa Ribera",
    "areas": "California; Online",
    "category": "food",
    "since": "2014",
    "until": "2025",
    "years": "2014 to 2025",
    "years_es": "de 2014 a 2025",
    "url": "https://fridge.example.org/what?a=1&b=2",
    "link_source": "seen",
    "phone": "+1 415-555-0142",
    "status": "active",
    "languages": "en; es",
    "languages_note": "and others",
    "languages_note_es": "y otros",
    "licence": "CC BY 4.0",
    "licence_es": "CC BY 4.0 en español",
    "offers": "A public fridge, open day and night.",
    "offers_es": "Una nevera pública, abierta día y noche.",
    "for_whom": "anybody who is hungry",
    "for_whom_es": "quien tenga hambre",
    "kits": "food-sharing",
    "warnings": "old-law; health",
    "origin": "founding",
    "guess": "yes",
    "looked_on": "2026-01-31",
}
PANTRY: Mapping[str, str] = {
    "slug": "porch-pantry",
    "name": "Porch Pantry",
    "kind": "guide",
    "category": "food",
    "offers": "How to share food on porches.",
}
LETTERS: Mapping[str, str] = {
    "slug": "letters-inside",
    "name": "Letters Inside",
    "kind": "worksheet",
    "category": "prisoner-support",
    "offers": "First letters to people in prison.",
}


def as_file(*rows: Mapping[str, str], columns: Iterable[str] = NAMES, delimiter: str = ",") -> bytes:
    """Rows as a CSV file, with every column unless told otherwise."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns), restval="", extrasaction="ignore", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_json_file(*rows: Mapping[str, str]) -> bytes:
    """Rows as a JSON file."""
    return json.dumps({"format": FORMAT, "version": 1, "resources": rows}).encode()


def load(*rows: Mapping[str, str], today: date = DAY) -> keeping.Report:
    """Load rows that are meant to be right."""
    report = keeping.load(as_file(*rows), today)
    assert report.problems == ()
    return report


def everything() -> list[dict[str, Any]]:
    """All that the table of entries holds, to be compared before and after."""
    return [dict(row) for row in Resource.objects.order_by("pk").values()]


def fill(count: int, **columns: Any) -> None:
    """Many entries, of every kind, status and category in turn; each began on the list a day after the one before."""
    kinds, states, rooms = list(Kind), list(Status), categories.load()
    Resource.objects.bulk_create(
        Resource(
            **{
                "slug": f"entry-{number:03}",
                "name": f"Entry {number:03}",
                "kind": kinds[number % len(kinds)],
                "status": states[number % len(states)],
                "category": rooms[number % len(rooms)].slug,
                "offers": f"What number {number} offers to neighbours.",
                "languages": ["en", "es"][: number % 3],
                "since": 1990 + number % 30,
                "position": number + 1,
                "added_on": DAY + timedelta(days=number),
                "changed_on": DAY + timedelta(days=number),
                **columns,
            }
        )
        for number in range(count)
    )
    keeping.grow_version()
