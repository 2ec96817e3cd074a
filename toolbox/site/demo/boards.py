"""A board of several hundred asks: who needs what, who does it, what happened so far. Thrown by dice from lists."""

import datetime
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.utils import timezone
from msgspec.structs import replace

from toolbox.kernel.circles.group import Group
from toolbox.kernel.records.money import Money
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.records.values import Value
from toolbox.kernel.retention import days as retention
from toolbox.kernel.vault.held import Held, new
from toolbox.kernel.vault.ids import new_id
from toolbox.site.demo import askings, enclosing
from toolbox.site.demo.askings import Asked, Askings, Offered
from toolbox.site.demo.chance import chance, moment
from toolbox.site.demo.parts import AREA
from toolbox.tools.needs import beginning, keeping, outlays, proposing
from toolbox.tools.needs.records import (
    ASK,
    ENDED,
    OPEN,
    Ask,
    Board,
    Came,
    End,
    Entry,
    How,
    Message,
    Offer,
    Outcome,
    Paid,
    Urgency,
    Who,
)
from toolbox.tools.needs.rules import asks, money, slots
from toolbox.tools.needs.rules.asks import Stands

T = TypeVar("T")
V = TypeVar("V", bound=Value)
A_BATCH = 100  # records that are put at once
COME, WAIT = 14, 3  # who have an appointment, who wait for another
OLDEST = 21  # days, of what is still open
SOURCES = (Came.FORM, Came.FORM, Came.PHONE, Came.PHONE, Came.PAPER)
ENDS = (End.MET, End.MET, End.MET, End.MET, End.PARTLY, End.ELSEWHERE, End.NOT_NEEDED, End.COULD_NOT, End.NO_ANSWER)
WHENS = ("any", "mon-evening", "tue-morning", "wed-afternoon", "fri-evening", "sat-morning")


def fill(one: Askings, there: Mapping[str, Group], seed: int, now: datetime.datetime) -> None:
    """Fill the board of a circle; `there` is the circle as each of its people opens it, by handle."""
    dice, hands = chance(seed, "board", one.circle), sorted(there)
    first = there[hands[0]]
    board = keeping.change_board(first, lambda board: _set_up(board, one)).value
    offers = [_offer(one, dice, now, board) for _number in range(one.offers)]
    _put(first, offers)
    members = [there[handle].me.id for handle in hands]
    open_ones = [_open(one, board, members, dice, now) for _number in range(one.open)]
    _put(first, _with_appointments(first, open_ones, now))
    _put(first, [_ended(one, first, members, dice, now) for _number in range(one.ended)])
    taken = [held for held in open_ones if held.value.claim is not None]
    for paid, held in zip(one.paid, taken, strict=False):
        _lay_out(first, held, paid, board, now)
    free = [held for held in open_ones if proposing.is_free(held.value, now.date())]
    if free and offers:  # for what stands first somebody was chosen, and is to be asked
        top = min(free, key=lambda held: (asks.order(held.value), held.value.number))
        value = proposing.choose(top.value, offers[0], board, first.me.id, now, now.date())
        first.circle.put(Held(top.id, value, OPEN, 0, 1))


def _lay_out(group: Group, held: Held[Ask], paid: askings.Paid, board: Board, now: datetime.datetime) -> None:
    """Somebody bought something for an ask."""
    bill = enclosing.sealed(paid.receipt, paid.receipt.text, "en") if paid.receipt else None
    total = Money(amount=paid.cents, currency=outlays.currency_of(board))
    by = held.value.claim.by if held.value.claim else group.me.id
    line = Paid(id=new_id(), sum=total, by=by, what=paid.what, day=now.date(), receipt=bill)
    with group.circle.change() as box:
        box.put(Held(held.id, money.laid_out(held.value, line), OPEN, 0, 1))
        if bill is not None:
            box.claim(bill.file, held)


def _set_up(board: Board, one: Askings) -> Board:
    wanted = {name for each in one.asked for name in each.wants} | {each.name for each in board.categories}
    can = {name for each in one.offered for name in each.can} | {each.name for each in board.skills}
    board = replace(board, categories=beginning.categories(wanted), skills=beginning.skills(can))
    return replace(
        board,
        zones=one.places.zones,
        script=one.script.en,
        tonight=one.tonight.en,
        backup=one.backup,
        by_post=one.by_post,
        follow_days=one.follow_days,
        invite=one.invite,
        messages=tuple(Message(name=text.name, says=text.says) for text in one.message),
        beside=one.beside,
    )


def _with_appointments(group: Group, open_ones: Sequence[Held[Ask]], now: datetime.datetime) -> list[Held[Ask]]:
    """The day after tomorrow people come to the hub; some wait for another day, as the last one was called off."""
    day, by = now.date() + datetime.timedelta(days=2), group.me.id
    made = slots.made(day, datetime.time(14), 10, 12, 2, timezone.get_current_timezone())
    board, there = slots.added(Board(), made, now.date()), {held.id: held for held in open_ones}
    free = [held for held in open_ones if asks.stands(held.value, now.date()) is Stands.NEW]
    for held, slot in zip(free, made[:COME], strict=False):
        board, ask = slots.given(board, held.value, slot, by, now)
        there[held.id] = Held(held.id, ask, OPEN)
    for held in free[COME : COME + WAIT]:
        there[held.id] = held.now(rebook=now - datetime.timedelta(days=1))
    keeping.change_board(group, lambda before: replace(before, slots=board.slots))
    return list(there.values())


def _put(group: Group, held: Sequence[Held[V]]) -> None:
    for at in range(0, len(held), A_BATCH):
        with group.circle.change() as box:
            box.put(*held[at : at + A_BATCH])


def _who(one: Askings, dice: random.Random) -> Who:
    kind = dice.choice([ContactKind.PHONE, ContactKind.PHONE, ContactKind.MESSAGE])
    contact = Contact(kind=kind, value=f"{AREA}55501{dice.randrange(100):02d}")
    return Who(
        name=dice.choice(one.people.names),
        contacts=(contact,) if dice.random() < 0.9 else (),
        languages=(dice.choice(one.people.languages),),
        safe=dice.choice(one.people.safe) if dice.random() < 0.2 else "",
    )


def _place(one: Askings, dice: random.Random) -> Place:
    return Place(
        street=dice.choice(one.places.crossings),
        zone=dice.choice(one.places.zones) if dice.random() < 0.9 else "",
        way_in=dice.choice(one.places.ways_in) if dice.random() < 0.3 else "",
    )


def _in_words(what: Asked | Offered, who: Who, dice: random.Random) -> str:
    return dice.choice(what.es if who.languages[0] == "es" else what.en)


def _ask(one: Askings, days: int, dice: random.Random, now: datetime.datetime) -> Held[Ask]:
    what, who = dice.choices(one.asked, [each.often for each in one.asked])[0], _who(one, dice)
    children = dice.choice([0, 0, 1, 2, 3])
    ask = Ask(
        came=moment(now.date(), days, dice),
        source=dice.choice(SOURCES),
        number=0,
        who=who,
        wants=what.wants,
        words=_in_words(what, who, dice),
        adults=dice.choice([1, 1, 2, 2, 3]),
        children=children,
        small=dice.randrange(children + 1),
        place=_place(one, dice),
        times=tuple(dice.sample(WHENS, 2)) if dice.random() < 0.4 else (),
        urgency=dice.choices(list(Urgency), [7, 3, 1])[0],
        by_day=now.date() + datetime.timedelta(days=dice.randrange(6)) if dice.random() < 0.15 else None,
        unknown=("people",) if dice.random() < 0.1 else (),
    )
    held = new(ask, OPEN)
    return held.now(number=dice.randrange(10_000))


def _open(one: Askings, board: Board, members: Sequence[int], dice: random.Random, now: datetime.datetime) -> Held[Ask]:
    """An ask of the last weeks, as far as it has come."""
    held = _ask(one, _recent(dice), dice, now)
    ask, by = held.value, dice.choice(members)
    chance_of, day = dice.random(), now.date()
    after = min(now, ask.came + datetime.timedelta(hours=dice.randrange(1, 40)))
    if chance_of < 0.3:
        since = max(day - datetime.timedelta(days=dice.randrange(8)), ask.came.date())
        ask = asks.claimed(ask, board, by, after, since)
    elif chance_of < 0.4:
        ask = asks.waits(ask, "formula" if "baby" in ask.wants else "a van", by, after)
    elif chance_of < 0.55:
        outcome = dice.choice([Outcome.NO_ANSWER, Outcome.VOICEMAIL])
        again = now + datetime.timedelta(hours=dice.randrange(-20, 20))
        ask = asks.called(ask, Entry(when=after, by=by, how=How.CALL, outcome=outcome, again=again))
    return Held(held.id, ask, OPEN)


def _recent(dice: random.Random) -> int:
    """Days: most are young, a few have waited for long."""
    return min(OLDEST, int(dice.expovariate(1 / 4)))


def _ended(
    one: Askings, group: Group, members: Sequence[int], dice: random.Random, now: datetime.datetime
) -> Held[Ask]:
    """One that ended within the last three weeks."""
    took, ago = dice.randrange(1, 8), dice.randrange(0, 20)
    held = _ask(one, ago + took, dice, now)
    ask, by, day = held.value, dice.choice(members), now.date() - datetime.timedelta(days=ago)
    when = max(ask.came, moment(now.date(), ago, dice))
    talked = Entry(when=when, by=by, how=How.CALL, outcome=Outcome.TALKED)
    ended = asks.ended(asks.logged(ask, talked), dice.choice(ENDS), by, when, day, "", one.follow_days)
    return Held(held.id, ended, ENDED, dies=retention.dies(ASK, group.settings.shortened, day))


def _offer(one: Askings, dice: random.Random, now: datetime.datetime, board: Board) -> Held[Offer]:
    what, who = dice.choices(one.offered, [each.often for each in one.offered])[0], _who(one, dice)
    offer = Offer(
        came=moment(now.date(), dice.randrange(60), dice),
        source=dice.choice(SOURCES),
        number=0,
        who=who,
        can=what.can,
        words=_in_words(what, who, dice),
        zones=tuple(dice.sample(list(board.zones), dice.choice([1, 1, 2]))),
        times=tuple(dice.sample(WHENS, 2)) if dice.random() < 0.6 else (),
        at_once=dice.choice([1, 1, 2, 3]),
        rest_until=now.date() + datetime.timedelta(days=5) if dice.random() < 0.1 else None,
    )
    held = new(offer, OPEN)
    return held.now(number=dice.randrange(10_000))
