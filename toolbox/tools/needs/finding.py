"""Finds asks and offers: for the search over everything in a circle, for the desk, for the line of tools."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.circles.group import Group
from toolbox.kernel.projects.started import finding as projects
from toolbox.kernel.records.searching import around
from toolbox.kernel.registry.tools import Due, Hit
from toolbox.kernel.vault.circle import Circle
from toolbox.tools.needs import dues, keeping
from toolbox.tools.needs.imports import Import
from toolbox.tools.needs.records import ASK, HERE, OPEN, Ask, Board, Offer, texts_of_ask, texts_of_offer
from toolbox.tools.needs.rules import asks, boards, shifts, slots

MOST_OPENED = 2_000  # open asks that the desk looks into; of more it only says how many there are


def here(circle: Circle) -> bool:
    """Whether a circle has a project that works with needs and offers, or has some."""
    if any("needs" in held.value.tools for held in projects.going(circle)):
        return True
    return bool(circle.count(Ask) or circle.count(Offer))


def hits(circle: Circle, words: str) -> Iterator[Hit]:
    """What the search over the whole circle shows: asks, the newest first, then offers."""
    for held in sorted(circle.search(words, Ask), key=lambda one: (one.value.came, one.id), reverse=True):
        yield Hit(held.title, "need", (circle.id, held.id), around("\n".join(texts_of_ask(held.value)), words))
    for found in sorted(circle.search(words, Offer), key=lambda one: (one.value.came, one.id), reverse=True):
        yield Hit(found.title, "offer", (circle.id, found.id), around("\n".join(texts_of_offer(found.value)), words))


def waiting(group: Group, now: datetime.datetime) -> Iterator[Due]:
    """What is new, what is mine, whose claim runs out, whom to call, who wrote more."""
    dues.read(group)
    home, count = reverse("needs", args=[group.id]), group.circle.count(Ask, OPEN)
    if note := _carried_over(group, now):
        yield Due(note, reverse("needs_shift", args=[group.id]))
    if under_way := group.circle.count(Import, OPEN):
        words = ngettext(
            "%(count)d spreadsheet waits on its way to the board.",
            "%(count)d spreadsheets wait on their way to the board.",
            under_way,
        )
        yield Due(words % {"count": under_way}, reverse("needs_imports", args=[group.id]))
    yield from dues.afterwards(group, now)
    if count > MOST_OPENED:
        yield Due(_("%(count)d asks are open.") % {"count": count}, home)
        return
    today, me = timezone.localdate(now), group.me.id
    held = group.circle.shelf(Ask, OPEN) if count else []
    values = [one.value for one in held]
    out = boards.out(keeping.board_of(group.circle).value) if values else frozenset()
    new = sum(asks.stands(ask, today, out) is asks.Stands.NEW for ask in values)
    if new:
        words = ngettext("%(count)d ask has nobody yet.", "%(count)d asks have nobody yet.", new)
        yield Due(words % {"count": new}, f"{home}?show=new")
    mine = [ask for ask in values if ask.claim is not None and ask.claim.by == me]
    if mine:
        words = ngettext("You do %(count)d errand.", "You do %(count)d errands.", len(mine))
        yield Due(words % {"count": len(mine)}, f"{home}?show=mine")
    late = sum(asks.nudge(ask, today) for ask in mine)
    if late:
        words = ngettext(
            "%(count)d of them runs out: say that you still do it, or let it go.",
            "%(count)d of them run out: say that you still do them, or let them go.",
            late,
        )
        yield Due(words % {"count": late}, f"{home}?show=mine")
    yield from dues.promised(group, values, now)
    call = sum(ask.again is not None and ask.again <= now for ask in values)
    if call:
        words = ngettext(
            "%(count)d person is to be called back now.", "%(count)d people are to be called back now.", call
        )
        yield Due(words % {"count": call}, f"{home}?show=call")
    helped = sum(ask.helped is not None for ask in values)
    if helped:
        words = ngettext("%(count)d errand is done, say helpers.", "%(count)d errands are done, say helpers.", helped)
        yield Due(words % {"count": helped}, f"{home}?show=news")
    news = sum(ask.news for ask in values)
    if news:
        words = ngettext("%(count)d person who asked wrote more.", "%(count)d people who asked wrote more.", news)
        yield Due(words % {"count": news}, f"{home}?show=news")
    again = len(slots.queue(held))
    if again:
        words = ngettext(
            "%(count)d person waits for a new appointment.", "%(count)d people wait for a new appointment.", again
        )
        yield Due(words % {"count": again}, reverse("slots_again", args=[group.id]))


def still_open(group: Group) -> Iterator[Due]:
    """What is not ended yet, for who winds a project down: asks, those that somebody took on, offers, money."""
    home, offers = reverse("needs", args=[group.id]), group.circle.count(Offer, OPEN)
    if count := sum(group.circle.count(Ask, shelf) for shelf in ASK.shelves if shelf not in ASK.ends):
        words = ngettext(
            "%(count)d ask is open: end it, or hand it on.",
            "%(count)d asks are open: end them, or hand them on.",
            count,
        )
        yield Due(words % {"count": count}, home)
    values = [held.value for held in group.circle.shelf(Ask)]
    if claims := sum(ask.claim is not None for ask in values):
        words = ngettext(
            "%(count)d of them is promised to somebody.", "%(count)d of them are promised to somebody.", claims
        )
        yield Due(words % {"count": claims}, f"{home}?show=taken")
    if owed := sum(paid.back is None for ask in values for paid in ask.paid):
        words = ngettext(
            "%(count)d sum that somebody laid out is not paid back.",
            "%(count)d sums that people laid out are not paid back.",
            owed,
        )
        yield Due(words % {"count": owed}, reverse("needs_money", args=[group.id]))
    if offers:
        words = ngettext(
            "%(count)d offer still stands: thank them, and end it.",
            "%(count)d offers still stand: thank them, and end them.",
            offers,
        )
        yield Due(words % {"count": offers}, reverse("offers", args=[group.id]))


def _carried_over(group: Group, now: datetime.datetime) -> str:
    """That somebody left a note for the next shift."""
    found = group.circle.shelf(Board, HERE)
    note = shifts.carried_over(min(found, key=lambda held: held.id).value, group.me.id, now) if found else None
    if note is None:
        return ""
    return _("%(name)s left a note for the next shift.") % {
        "name": group.name_of(note.by) or _("Somebody who has left")
    }
