"""What a board shows as a table to take along: without anybody's name, or with names, which is written down."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.records import phones
from toolbox.kernel.records.people import ContactKind, Place
from toolbox.kernel.records.searching import matches
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs import keeping, wishes
from toolbox.tools.needs.fields import times
from toolbox.tools.needs.records import ENDED, OPEN, Ask, Board, Offer, State, Taken, Who, texts_of_ask
from toolbox.tools.needs.rules import boards
from toolbox.tools.needs.rules.asks import stands
from toolbox.tools.needs.rules.errands import is_busy
from toolbox.tools.needs.shown import Words, end_words
from toolbox.tools.needs.wishes import Wish

MOST_KEPT = 200  # of what was taken out with names: the oldest are forgotten first


def found(group: Group, wish: Wish, now: datetime.datetime) -> list[Held[Ask]]:
    """What the board shows of a wish, in its order."""
    if wish.words:
        test = matches(wish.words)
        every = group.circle.shelf(Ask, OPEN, ENDED)
        there = [one for one in every if test("\n".join(texts_of_ask(one.value)))]
        return sorted(there, key=wishes.order(wish))
    fits = wishes.fits(wish, keeping.board_of(group.circle).value, group.me.id, now)
    shelf = ENDED if wish.show in wishes.ENDED_ONES else OPEN
    return sorted((one for one in group.circle.shelf(Ask, shelf) if fits(one.value)), key=wishes.order(wish))


def rows(group: Group, there: list[Held[Ask]], now: datetime.datetime, *, names: bool) -> Iterator[list[str]]:
    """The table with its headings. Without `names` nothing in it tells who anybody is, where, or what they wrote."""
    words = Words(keeping.board_of(group.circle).value, group, now)
    ends = end_words()
    yield [*_headings(), *(_headings_with_names() if names else ())]
    for held in there:
        ask = held.value
        yield [
            f"{ask.number:04d}",
            ", ".join(words.categories.get(name, name) for name in ask.wants),
            (ask.place.zone if ask.place else "") if names else boards.zone_of(ask.place, words.zones),
            timezone.localtime(ask.came).date().isoformat(),
            _state(ask, words),
            str(ask.adults + ask.children or ""),
            words.urgency[ask.urgency],
            ask.by_day.isoformat() if ask.by_day else "",
            ends[ask.end] if ask.end else "",
            ask.ended.isoformat() if ask.ended else "",
            *(_with_names(ask, words) if names else ()),
        ]


def _headings() -> list[str]:
    return [
        _("Number"),
        _("What is needed"),
        _("Part of town"),
        _("Came on"),
        _("How it stands"),
        _("People"),
        _("How long can it wait?"),
        _("By which day"),
        _("How it ended"),
        _("Ended on"),
    ]


def _headings_with_names() -> list[str]:
    return [*_of_somebody(), _("In their own words"), _("Who asks"), _("Their number"), _("Who does it")]


def _of_somebody() -> list[str]:
    return [_("Name"), _("Phone"), _("E-mail"), _("Where"), _("Languages"), _("Safe")]


def _state(ask: Ask, words: Words) -> str:
    if ask.ended is not None:
        return _("ended")
    return words.stands[stands(ask, words.today, words.out)].says or _("somebody does it")


def _with_names(ask: Ask, words: Words) -> Iterator[str]:
    asker = ask.asked_by or Who()
    yield from _somebody(ask.who, ask.place)
    yield ask.words
    yield asker.name
    yield _ways(asker, ContactKind.PHONE, ContactKind.MESSAGE)
    claim = ask.claim
    yield (claim.name or (words.group.name_of(claim.by) if claim.by else "")) if claim else ""


def _somebody(who: Who, place: Place | None) -> Iterator[str]:
    yield who.name
    yield _ways(who, ContactKind.PHONE, ContactKind.MESSAGE)
    yield _ways(who, ContactKind.MAIL)
    yield ", ".join(line for line in (place.words, place.street) if line) if place else ""
    yield ", ".join(own_name(one) for one in who.languages)
    yield who.safe


def offer_rows(group: Group, there: list[Held[Offer]], now: datetime.datetime, *, names: bool) -> Iterator[list[str]]:
    """The same of offers."""
    words = Words(keeping.board_of(group.circle).value, group, now)
    yield [*_offer_headings(), *([*_of_somebody(), _("In their own words"), _("What they cannot do")] if names else ())]
    for held in there:
        offer = held.value
        done = sum(errand.state is State.DONE for errand in offer.errands)
        busy = sum(is_busy(errand, words.today) for errand in offer.errands)
        yield [
            f"{offer.number:04d}",
            ", ".join(words.skills.get(name, name) for name in offer.can),
            ", ".join(zone for zone in offer.zones if names or zone in words.zones),
            "; ".join(times(offer.times)),
            timezone.localtime(offer.came).date().isoformat(),
            str(offer.at_once),
            str(busy or ""),
            str(done or ""),
            offer.rest_until.isoformat() if offer.rest_until else "",
            offer.ended.isoformat() if offer.ended else "",
            *((*_somebody(offer.who, offer.place), offer.words, offer.limits) if names else ()),
        ]


def _offer_headings() -> list[str]:
    return [
        _("Number"),
        _("What they can do"),
        _("Parts of town"),
        _("When"),
        _("Came on"),
        _("Errands at the same time"),
        _("They do now"),
        _("They have done"),
        _("Rests until"),
        _("Ended on"),
    ]


def _ways(who: Who, *kinds: ContactKind) -> str:
    return ", ".join(phones.shown(one.value, settings.REGION) for one in who.contacts if one.kind in kinds)


def note(group: Group, count: int, now: datetime.datetime, *, offers: bool = False) -> None:
    """Write down in the board that somebody takes a table with names. Raises Moved."""
    entry = Taken(by=group.me.id, when=now, count=count, offers=offers)

    def noted(board: Board) -> Board:
        return replace(board, taken=(entry, *board.taken)[:MOST_KEPT])

    keeping.change_board(group, noted)
