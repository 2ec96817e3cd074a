"""Calls: whose turn it is, until when a call is somebody's own, when to try again, and calls that go on."""

import datetime
from collections.abc import Collection, Iterable

from msgspec.structs import replace

from toolbox.kernel.intake.acts.choosing import base
from toolbox.kernel.records.people import Contact, ContactKind
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import Ask, Board, Entry, How, Outcome, Who
from toolbox.tools.needs.rules import asks
from toolbox.tools.needs.rules.asks import Stands

SIX = datetime.time(18)
GAP = datetime.timedelta(hours=2)  # at the least, until somebody who did not answer is called again
HALF_HOUR = 30  # minutes: to which the first call of a rota is rounded down
DIALLED = frozenset({ContactKind.PHONE, ContactKind.MESSAGE})
ANEW = frozenset({Outcome.LET_GO, Outcome.RAN_OUT, Outcome.REOPENED, Outcome.ON, Outcome.PARTED})
"""After these somebody has to call, whatever was said before."""


def shows(day: datetime.date, at: datetime.time, zone: datetime.tzinfo) -> datetime.datetime:
    """When a clock shows a time of a day, in UTC.

    What it shows twice, where it is put back, is meant the first time; what it leaves out comes that much later.
    """
    return datetime.datetime.combine(day, at, zone).astimezone(datetime.UTC)


def after(
    now: datetime.datetime, day: datetime.date, at: datetime.time, zone: datetime.tzinfo, step: int = 1
) -> datetime.datetime:
    """The first moment after `now` at which a clock shows a time, on a day or each `step` days later; in UTC."""
    gone = (now.astimezone(zone).date() - day).days
    day += datetime.timedelta(days=max(0, gone // step) * step)
    while (when := shows(day, at, zone)) <= now:
        day += datetime.timedelta(days=step)
    return when


def next_six(now: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    """Six in the evening: today, or tomorrow where that is less than two hours away."""
    return after(now + GAP, now.astimezone(zone).date(), SIX, zone)


def tomorrow_at_six(now: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    """Six in the evening of the next day: who found a voicemail had time to call back."""
    return shows(now.astimezone(zone).date() + datetime.timedelta(days=1), SIX, zone)


def again_after(outcome: Outcome, now: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime | None:
    """When to try again where nobody chose another time."""
    match outcome:
        case Outcome.NO_ANSWER:
            return next_six(now, zone)
        case Outcome.VOICEMAIL:
            return tomorrow_at_six(now, zone)
    return None


def next_turn(ask: Ask, now: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    """When a call that goes on is made next, now that it was made: the same hour, so many days on.

    A talk that comes long before its turn is one more, and changes nothing.
    """
    if ask.turn is None:
        here = now.astimezone(zone)
        at = datetime.time(here.hour, here.minute // HALF_HOUR * HALF_HOUR)
        return after(now, here.date() + datetime.timedelta(days=ask.every), at, zone, ask.every)
    if ask.turn - now > datetime.timedelta(days=ask.every) / 2:
        return ask.turn
    here = ask.turn.astimezone(zone)
    return after(max(now, ask.turn), here.date(), here.time().replace(tzinfo=None, fold=0), zone, ask.every)


def said(ask: Ask, entry: Entry, board: Board, zone: datetime.tzinfo) -> Ask:
    """After a call or a message: what came of it, and when to try again.

    A call that goes on gets its next time, and stays with whoever makes it. Who is on the phone about it meanwhile,
    because the twenty minutes of the first were over, keeps it.
    """
    now = entry.when
    if ask.ended is not None:
        return asks.called(ask, entry)
    if entry.outcome is not Outcome.NONE and not (ask.every and ask.claim and ask.claim.by == entry.by):
        ask = asks.expired(ask, now.astimezone(zone).date(), now)
    changed = asks.called(ask, entry)
    if ask.every and entry.outcome is Outcome.TALKED:
        turn = entry.again or next_turn(ask, now, zone)
        changed = _kept(replace(changed, again=turn, turn=turn), board, turn.astimezone(zone).date())
    elif ask.every and entry.again is None:
        changed = replace(changed, again=ask.again)
    if asks.is_locked(ask, entry.by, now):
        return replace(changed, locked_by=ask.locked_by, locked_until=ask.locked_until)
    return changed


def _kept(ask: Ask, board: Board, turn: datetime.date) -> Ask:
    """With the claim of whoever makes a call that goes on reaching past the next one."""
    if ask.claim is None:
        return ask
    until = max(ask.claim.until, turn + datetime.timedelta(days=board.claim_days))
    return replace(ask, claim=replace(ask.claim, until=until, nudged=False))


def number(ask: Ask) -> str:
    """The number that is called first; empty where there is none."""
    found = [one for who in (ask.who, ask.asked_by) if who for one in who.contacts if one.kind in DIALLED]
    return found[0].value if found else ""


def without(ask: Ask, wrong: str) -> Ask:
    """Without a number that is somebody else's. With none left, it is marked as to be asked."""
    changed = replace(ask, who=_without(ask.who, wrong), asked_by=ask.asked_by and _without(ask.asked_by, wrong))
    if number(changed) or "phone" in changed.unknown:
        return changed
    return replace(changed, unknown=("phone", *changed.unknown))


def _without(who: Who, wrong: str) -> Who:
    def stays(one: Contact) -> bool:
        return one.kind not in DIALLED or one.value != wrong

    return replace(who, contacts=tuple(filter(stays, who.contacts)))


def is_settled(ask: Ask) -> bool:
    """Whether nobody need call until something happens: they were talked to, or there is no right number."""
    for entry in reversed(ask.log):
        if entry.outcome in ANEW or (entry.how is How.RECEIPT and not entry.by):
            return False
        if entry.outcome is Outcome.TALKED:
            return True
        if entry.outcome is Outcome.WRONG_NUMBER:
            return "phone" in ask.unknown
    return False


def is_to_call(
    ask: Ask, me: int, now: datetime.datetime, today: datetime.date, out: frozenset[str] = frozenset()
) -> bool:
    """Whether it is one of the calls that this member could make now. `out` are the categories that are out of stock.

    That is: nobody does it, or they do it themselves and promised to call by now. Whoever waits for stock or has an
    appointment is called only where a call was promised.
    """
    if ask.ended is not None or ask.waits_for or asks.is_locked(ask, me, now):
        return False
    if ask.again is not None and ask.again > now:
        return False
    how = asks.stands(ask, today, out)
    if how is Stands.WAITS:
        return ask.again is not None
    if how is Stands.CLAIMED and ask.claim is not None and ask.claim.by == me:
        return ask.again is not None
    if how not in {Stands.NEW, Stands.DUE}:
        return False
    return ask.again is not None or how is Stands.DUE or not is_settled(ask)


def speaks(ask: Ask, spoken: Collection[str]) -> bool:
    """Whether somebody who speaks these languages can call. None given: any; nothing known of them: whoever tries."""
    theirs = [*ask.who.languages, *(ask.asked_by.languages if ask.asked_by else ())]
    return not spoken or not theirs or not {base(one) for one in theirs}.isdisjoint(map(base, spoken))


def queue(
    found: Iterable[Held[Ask]],
    me: int,
    spoken: Collection[str],
    now: datetime.datetime,
    today: datetime.date,
    out: frozenset[str] = frozenset(),
) -> list[Held[Ask]]:
    """The calls that a member could make now: what they promised, what cannot wait, what has waited longest."""

    def key(held: Held[Ask]) -> tuple[bool, int, datetime.datetime, int]:
        claim = held.value.claim
        return (claim is None or claim.by != me, *asks.order(held.value), held.id)

    return sorted(
        (one for one in found if speaks(one.value, spoken) and is_to_call(one.value, me, now, today, out)), key=key
    )


def on_the_phone(found: Iterable[Held[Ask]], me: int, now: datetime.datetime) -> list[Held[Ask]]:
    """The calls that a member has open, the one that runs out first before the others."""
    mine = [one for one in found if minutes_left(one.value, me, now)]
    return sorted(mine, key=lambda one: (one.value.locked_until or now, one.id))


def minutes_left(ask: Ask, me: int, now: datetime.datetime) -> int:
    """For how many minutes a call is still somebody's own, begun ones counted; 0: it is not."""
    if ask.locked_by != me or ask.locked_until is None or ask.locked_until <= now:
        return 0
    return -int((now - ask.locked_until) // datetime.timedelta(minutes=1))
