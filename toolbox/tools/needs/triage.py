"""What an ask's page says of its household, of what was agreed on, and of its appointment. Made ready in Python."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from babel.dates import format_date
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from msgspec.structs import replace

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.ui.days import locale, moment
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs import shown
from toolbox.tools.needs.records import Ask, Board, Slot
from toolbox.tools.needs.rules import caps, joining
from toolbox.tools.needs.rules.households import MOST_SHOWN, Households, Match, Why
from toolbox.tools.needs.shown import LogRow, Words


class Card(NamedTuple):
    """An ask beside another one."""

    id: int
    url: str
    number: str
    what: str
    said: str
    facts: list[tuple[str, str]]
    tags: list[shown.Tag]
    log: list[LogRow]
    whys: str = ""
    part_url: str = ""
    join_url: str = ""  # where it can be put together with the one that is looked at; empty where it cannot


def why_words() -> dict[Why, str]:
    """What two asks have in common, in words."""
    return {
        Why.PHONE: _("same number"),
        Why.SHARED: _("same number, another name"),
        Why.ASKER: _("the same person asks for them"),
        Why.NAME_PLACE: _("same name and place"),
        Why.NAME_ZONE: _("same name and part of town"),
        Why.PEOPLE_PLACE: _("as many people at the same place"),
    }


def card(words: Words, held: Held[Ask], whys: Iterable[Why] = (), join_url: str = "") -> Card:
    """An ask, with what tells whether it is of the same household."""
    ask = held.value
    ways = [way.text for way in (*shown.ways(ask.who), *shown.ways(ask.asked_by))]
    facts = [
        (_("Who"), ask.who.name),
        (_("Reach them"), ", ".join(ways)),
        (_("Asked by"), ask.asked_by.name if ask.asked_by else ""),
        (_("Where"), ", ".join(shown.where(ask.place))),
        (_("For"), shown.people(ask)),
        (_("Languages"), shown.languages(ask.who)),
        (_("Came"), f"{moment(ask.came)} · {shown.came_words()[ask.source]}"),
    ]
    says = why_words()
    return Card(
        held.id,
        reverse("need", args=[words.group.id, held.id]),
        f"{ask.number:04d}",
        words.what(ask),
        ask.words,
        [fact for fact in facts if fact[1]],
        words.tags(held),
        words.log(ask.log, ask.who.name or _("who asked")),
        ", ".join(says[why] for why in whys),
        reverse("need_part", args=[words.group.id, held.id]),
        join_url,
    )


class Household:
    """An ask among all others of its circle, opened for this request."""

    def __init__(self, group: Group, held: Held[Ask], board: Board) -> None:
        self.group, self.held, self.board = group, held, board
        self.by_id = {one.id: one for one in group.circle.shelf(Ask)} | {held.id: held}
        self.root = joining.root(held, self.by_id.get)
        self.below = list(joining.below(held, self.by_id.get))
        self._all = Households(self.by_id.values())

    def alike(self) -> list[Match]:
        """Other asks of perhaps the same household; what was put together stands for the one in which it goes on."""
        own = {self.root.id, self.held.id, *(one.id for one in joining.below(self.root, self.by_id.get))}
        found: dict[int, Match] = {}
        for match in self._all.like(self.held.value, own):
            goes_on = joining.root(match.held, self.by_id.get)
            found.setdefault(goes_on.id, Match(goes_on, match.whys))
        return list(found.values())

    def numbered(self, number: int) -> list[Held[Ask]]:
        """Other open asks with a number; one that was put together with another stands for that."""
        found = {}
        for one in self.by_id.values():
            if one.value.number == number:
                above = joining.root(one, self.by_id.get)
                found[above.id] = above
        return [one for one in found.values() if one.value.ended is None and one.id != self.root.id]

    def caps(self) -> list[caps.Reached]:
        """Of what it had as much as was agreed on."""
        mine = [self.held, *self.below]
        wants = tuple(dict.fromkeys(want for one in mine for want in one.value.wants))
        if not caps.agreed(wants, self.board):
            return []
        sure: dict[int, Held[Ask]] = {}
        for one in mine:
            for match in self._all.like(one.value, {other.id for other in mine}):
                if match.is_certain:
                    above = joining.root(match.held, self.by_id.get)
                    sure |= {held.id: held for held in (above, *joining.below(above, self.by_id.get))}
        others = [held for held in sure.values() if held.id not in {one.id for one in mine}]
        return caps.reached(replace(self.held.value, wants=wants), others, self.board, today())


def beside(group: Group, held: Held[Ask], board: Board, now: datetime.datetime) -> dict[str, Any]:
    """What stands on the page of an ask beside what it is."""
    there, words, ask = Household(group, held, board), Words(board, group, now), held.value
    return {
        "alike": [_hint(words, match) for match in there.alike()[:MOST_SHOWN]],
        "joined": [card(words, one) for one in there.below],
        "goes_in": _hint(words, Match(there.root, ())) if there.root.id != held.id else None,
        "caps": [cap_words(one) for one in there.caps()] if ask.ended is None else [],
        "slot": slot_words(ask.slot) if ask.slot else "",
        "slot_came": ask.slot is not None and ask.slot.came,
        "has_slots": bool(board.slots),
    }


def open_alike(group: Group, held: Held[Ask], board: Board, now: datetime.datetime) -> "list[Hint]":
    """Other open asks of perhaps the same household: so that one call is enough."""
    words, there = Words(board, group, now), Household(group, held, board).alike()
    return [_hint(words, match) for match in there if match.held.value.ended is None][:MOST_SHOWN]


class Hint(NamedTuple):
    """Another ask, in one line."""

    url: str
    number: str
    what: str
    whys: str


def _hint(words: Words, match: Match) -> Hint:
    says, ask = why_words(), match.held.value
    url = reverse("need", args=[words.group.id, match.held.id])
    return Hint(url, f"{ask.number:04d}", words.what(ask), ", ".join(says[why] for why in match.whys))


def cap_words(one: caps.Reached) -> str:
    """What was agreed on, and what the household had: people decide."""
    values = {
        "what": one.category.says.here(get_language() or "en"),
        "count": one.times,
        "days": one.category.cap_days,
        "cap": one.category.cap,
    }
    said = ngettext(
        "%(what)s: this household got it %(count)d time in %(days)d days, its first time not counted.",
        "%(what)s: this household got it %(count)d times in %(days)d days, the first time not counted.",
        one.times,
    )
    agreed = _("Your agreement is %(cap)d. It is only a hint: you decide.")
    return f"{said % values} {agreed % values}"


def slot_words(slot: Slot) -> str:
    """A day of the week and a time."""
    return f"{day_words(slot.day)}, {slot.at:%H:%M}"


def day_words(day: datetime.date) -> str:
    """A day with its day of the week."""
    return format_date(day, "full", locale=locale())
