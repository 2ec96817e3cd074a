"""A made-up library."""

from datetime import date, timedelta
from typing import Any

from toolbox.library import categories
from toolbox.library.models import Resource
from toolbox.library.vocabulary import Kind, LinkSource, Status, Warn

DAY = date(2026, 3, 1)


def entry(slug: str, **columns: Any) -> Resource:
    """One entry that is kept; columns that are not given are empty."""
    category = categories.load()[0].slug
    return Resource.objects.create(
        **{"slug": slug, "category": category, "added_on": DAY, "changed_on": DAY, **columns}
    )


def full_entry(slug: str = "river-street-kitchen", **columns: Any) -> Resource:
    """One entry with every column filled."""
    every: dict[str, Any] = {
        "name": "River Street Kitchen",
        "name_es": "Cocina de la calle del Río",
        "kind": Kind.ORGANISATION,
        "maker": "Neighbours of River Street",
        "maker_es": "Vecinas y vecinos de la calle del Río",
        "place": "Harbour Town",
        "place_es": "Villa del Puerto",
        "areas": ["California", "Online"],
        "since": 2014,
        "until": 2025,
        "years": "2014 to 2025",
        "years_es": "de 2014 a 2025",
        "url": "https://kitchen.example.org/qué-hacemos?a=1&b=2",
        "link_source": LinkSource.SEEN,
        "phone": "+1 415-555-0142",
        "status": Status.ACTIVE,
        "languages": ["en", "es", "ar"],
        "languages_note": "dozens of languages through friends",
        "languages_note_es": "decenas de lenguas gracias a amistades",
        "licence": "CC BY 4.0",
        "licence_es": "CC BY 4.0 en español",
        "offers": "Hot soup & bread on every evening; nobody is asked why <3.",
        "offers_es": "Sopa caliente y pan cada tarde; a nadie se le pregunta por qué.",
        "for_whom": "anybody who is hungry",
        "for_whom_es": "quien tenga hambre",
        "kits": [categories.projects()[0].slug],
        "warnings": [Warn.OLD_LAW, Warn.HEALTH],
        "origin": "founding",
        "guess": True,
        "looked_on": date(2026, 1, 31),
    }
    return entry(slug, **{**every, **columns})


def fill(count: int = 130) -> None:
    """Many entries of every kind and status, some with little in them, and one retired."""
    kinds, states, places = list(Kind), list(Status), categories.load()
    for number in range(count):
        entry(
            f"entry-{number:03}",
            name=f"Entry number {number}",
            kind=kinds[number % len(kinds)] if number % 3 else Kind.ORGANISATION,
            status=states[number % len(states)],
            category=places[number % len(places)].slug,
            offers="" if number % 7 == 0 else f"What number {number} offers.",
            url="" if number % 5 == 0 else f"https://example.org/{number}",
            languages=["en", "es"][: number % 3],
            areas=["Online"] * (number % 2),
            changed_on=DAY + timedelta(days=number),
            position=number,
        )
    entry("entry-without-anything", kind=Kind.ORGANISATION, status=Status.ACTIVE, category="")
    entry("a-retired-one", kind=Kind.ORGANISATION, status=Status.ACTIVE, retired_on=DAY)
    full_entry()
