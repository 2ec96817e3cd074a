"""The smaller objects that belong to a service or an organization, and words that several objects share."""

from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.encoding import iri_to_uri

from toolbox.library.hsds.identity import identify
from toolbox.library.models import Resource
from toolbox.library.vocabulary import LinkSource

KEPT_EMPTY = {"id", "name", "description", "status"}  # required by HSDS, so sent even where we know nothing
ENGLISH = Locale("en")
Object = dict[str, Any]


def filled(whole: Object) -> Object:
    """An object without what is not known; HSDS leaves such properties out."""
    return {name: value for name, value in whole.items() if name in KEPT_EMPTY or value not in ("", None, [])}


def last_modified(entry: Resource) -> str:
    """The day of the last change as a date and time: midnight of that day, as only the day is known."""
    return f"{entry.changed_on.isoformat()}T00:00:00.000Z"


def own_address(entry: Resource) -> str:
    """The entry's own address as a URI; empty where the address is a page by somebody else about it."""
    theirs = entry.link_source in {LinkSource.THIRD_PARTY, LinkSource.NONE}
    return "" if theirs else iri_to_uri(entry.url) or ""


def phones(entry: Resource, owner: str, owner_id: str) -> list[Object]:
    """The phone number, if one is known."""
    if not entry.phone:
        return []
    return [{"id": identify("phone", owner, entry.slug), f"{owner}_id": owner_id, "number": entry.phone}]


def languages(entry: Resource, owner: str) -> list[Object]:
    """The languages with their English names, and what the codes cannot say as a note of its own."""
    spoken = [
        {"id": identify("language", owner, entry.slug, code), "name": language_name(code), "code": code}
        for code in entry.languages
    ]
    if entry.languages_note:
        spoken.append({"id": identify("language", owner, entry.slug, "note"), "note": entry.languages_note})
    return spoken


def language_name(code: str) -> str:
    """The English name of a language code; the code itself where babel knows none."""
    try:
        return Locale.parse(code, sep="-").get_display_name(ENGLISH) or code
    except (UnknownLocaleError, ValueError, TypeError):
        return code


def areas(entry: Resource, owner: str) -> list[Object]:
    """Where it is at work, by name. Never an address or a point on a map: the library has none."""
    named = [{"id": identify("service_area", owner, entry.slug, name), "name": name} for name in entry.areas]
    if entry.place and not named:
        named = [{"id": identify("service_area", owner, entry.slug, "place"), "name": entry.place}]
    return [{**area, "description": entry.place} if entry.place else area for area in named]
