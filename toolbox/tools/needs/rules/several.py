"""What is done to many asks at once and has no rule of its own yet."""

from msgspec.structs import replace

from toolbox.kernel.records.people import Place
from toolbox.tools.needs.records import Ask, Urgency
from toolbox.tools.needs.rules.asks import NotNow


def is_open(ask: Ask) -> Ask:
    """The same ask. Raises NotNow where somebody ended it meanwhile, or put it together with another."""
    if ask.ended is not None:
        raise NotNow
    return ask


def urgent(ask: Ask, urgency: Urgency) -> Ask:
    """How long it can wait."""
    return replace(ask, urgency=urgency)


def zoned(ask: Ask, zone: str) -> Ask:
    """In a part of town; in none: whatever else is known of the place stays."""
    if ask.place is not None and (zone or ask.place.street or ask.place.words):
        return replace(ask, place=replace(ask.place, zone=zone))
    return replace(ask, place=Place(zone=zone) if zone else None)
