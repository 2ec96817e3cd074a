"""How a circle works, changed piece by piece: what it asks for, skills, texts to send, parts of town. Pure."""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from toolbox.kernel.records.folding import fold
from toolbox.tools.needs.records import Ask, Board, Category, Message, Offer, Skill
from toolbox.tools.needs.rules import boards

Named = TypeVar("Named", Category, Skill, Message)
Zoned = TypeVar("Zoned", Ask, Offer)

MOST = 60  # of one list
MOST_ZONES = 40
MOST_LINE = 300
_CHOICE = re.compile(r"c\d+")  # what the choices of a form are called by themselves


def mark(value: Any) -> str:
    """By which a part of the board is known again: whoever saves over another one than they saw is told."""
    return blake2b(msgspec.msgpack.encode(value), digest_size=12).hexdigest()


def marked(board: Board, names: Iterable[str]) -> str:
    """The mark of some fields of a board."""
    return mark([getattr(board, name) for name in names])


def found(items: tuple[Named, ...], name: str) -> Named | None:
    """The one that is called so."""
    return next((one for one in items if one.name == name), None)


def put(items: tuple[Named, ...], item: Named, before: str = "") -> tuple[Named, ...]:
    """With an item: in the place of the one that was called `before`, or at the end. Raises ValueError."""
    if any(one.name == item.name for one in items if one.name != before):
        raise ValueError(_("There is one with this name already."))
    if found(items, before) is not None:
        return tuple(item if one.name == before else one for one in items)
    if len(items) >= MOST:
        raise ValueError(_("There are enough. Take one away first."))
    return tuple(chain(items, (item,)))


def without(items: tuple[Named, ...], name: str) -> tuple[Named, ...]:
    """Without the one that is called so."""
    return tuple(one for one in items if one.name != name)


def moved(items: tuple[Named, ...], name: str, step: int) -> tuple[Named, ...]:
    """With an item one place up (-1) or down (1): past the next one that stands under the same."""
    known = {one.name for one in items}

    def under(one: Named) -> str:
        parent = one.parent if isinstance(one, Category) else ""
        return parent if parent in known and parent != one.name else ""

    item = found(items, name)
    if item is None:
        return items
    beside = [at for at, one in enumerate(items) if under(one) == under(item)]
    here = next(at for at, place in enumerate(beside) if items[place].name == name)
    if not 0 <= here + step < len(beside):
        return items
    one, other = beside[here], beside[here + step]
    changed = list(items)
    changed[one], changed[other] = changed[other], changed[one]
    return tuple(changed)


def with_category(board: Board, category: Category, before: str = "") -> Board:
    """With a category, new or in the place of another. Raises ValueError where it would stand under itself."""
    items = put(board.categories, category, before)
    known = {one.name: one for one in items}
    if category.parent and (category.parent not in known or boards.covers(known, category.name, category.parent)):
        raise ValueError(_("It cannot stand under itself, or under something that is not there any more."))
    return replace(board, categories=items)


def without_category(board: Board, name: str, used: int) -> Board:
    """Without a category. Raises ValueError while `used` asks have it or others stand under it."""
    if used:
        words = ngettext(
            "%(count)d ask still has it. Hide it instead: then nobody asks for it any more.",
            "%(count)d asks still have it. Hide it instead: then nobody asks for it any more.",
            used,
        )
        raise ValueError(words % {"count": used})
    if any(one.parent == name for one in board.categories if one.name != name):
        raise ValueError(_("Others stand under it. Put them elsewhere first."))
    return replace(board, categories=without(board.categories, name))


def without_skill(board: Board, name: str, used: int) -> Board:
    """Without a skill. Raises ValueError while `used` offers have it or a category wants it."""
    if used:
        words = ngettext(
            "%(count)d offer still has it. Hide it instead: then nobody chooses it any more.",
            "%(count)d offers still have it. Hide it instead: then nobody chooses it any more.",
            used,
        )
        raise ValueError(words % {"count": used})
    if any(name in one.by for one in board.categories):
        raise ValueError(_("Something that is asked for wants it. Change that first."))
    return replace(board, skills=without(board.skills, name))


def name_from(words: str, taken: Iterable[str]) -> str:
    """A name for data out of words: small letters, digits and low lines, and nobody else's."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(words)).strip("_")[:30].strip("_")
    if not plain or not plain[0].isalpha() or _CHOICE.fullmatch(plain):
        plain = f"own_{plain}".strip("_")
    there, number, name = set(taken), 1, plain
    while name in there:
        number += 1
        name = f"{plain}_{number}"
    return name


def zones_from(text: str) -> tuple[str, ...]:
    """Parts of town, one a line, none twice. Raises ValueError where there are too many or one is too long."""
    lines = dict.fromkeys(" ".join(line.split()) for line in text.splitlines())
    zones = tuple(line for line in lines if line)
    if len(zones) > MOST_ZONES:
        raise ValueError(_("At most %(most)d parts of town fit.") % {"most": MOST_ZONES})
    if any(len(zone) > MOST_LINE for zone in zones):
        raise ValueError(_("One of the lines is too long."))
    return zones


def with_zones(board: Board, zones: tuple[str, ...]) -> Board:
    """With other parts of town. Where a line was only written anew, what lies beside it stays so."""
    renamed = {}
    if len(zones) == len(board.zones):
        pairs = zip(board.zones, zones, strict=True)
        renamed = {old: new for old, new in pairs if old not in zones and new not in board.zones}
    pairs_now = ((renamed.get(one, one), renamed.get(other, other)) for one, other in board.beside)
    return replace(board, zones=zones, beside=_pairs(pairs_now, zones))


def with_beside(board: Board, beside: Mapping[str, Iterable[str]]) -> Board:
    """With the parts of town that lie beside each other, as they were ticked for each. One tick is enough for both."""
    return replace(board, beside=_pairs(((one, other) for one in beside for other in beside[one]), board.zones))


def _pairs(pairs: Iterable[tuple[str, str]], zones: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    place = {zone: at for at, zone in enumerate(zones)}
    whole = {(place[one], place[other]) for one, other in pairs if one in place and other in place and one != other}
    return tuple((zones[one], zones[other]) for one, other in sorted({(min(pair), max(pair)) for pair in whole}))


class Stray(NamedTuple):
    """A part of town that is on no list any more, and how many still have it."""

    zone: str
    asks: int = 0
    offers: int = 0


def strays(asks: Iterable[Ask], offers: Iterable[Offer], zones: tuple[str, ...]) -> list[Stray]:
    """What open asks and offers have and the list has not, by name."""
    known, counted = set(zones), dict[str, Stray]()
    for ask in asks:
        if ask.place is not None and ask.place.zone and ask.place.zone not in known:
            one = counted.get(ask.place.zone, Stray(ask.place.zone))
            counted[one.zone] = one._replace(asks=one.asks + 1)
    for offer in offers:
        for zone in {*offer.zones, offer.place.zone if offer.place else ""} - known - {""}:
            one = counted.get(zone, Stray(zone))
            counted[zone] = one._replace(offers=one.offers + 1)
    return sorted(counted.values(), key=lambda one: one.zone.casefold())


def rezoned(value: Zoned, old: str, new: str) -> Zoned:
    """An ask or an offer in another part of town, where it was in `old`; with an empty `new` in none."""
    place = value.place
    if place is not None and place.zone == old:
        left = place.words or place.street or new
        value = replace(value, place=replace(place, zone=new) if left else None)
    if isinstance(value, Offer) and old in value.zones:
        zones = dict.fromkeys(new if zone == old else zone for zone in value.zones)
        value = replace(value, zones=tuple(zone for zone in zones if zone))
    return value
