"""What happens to an ask: claimed, let go, called, put off, ended, opened again."""

import datetime
from collections.abc import Collection
from enum import StrEnum

from msgspec.structs import replace

from toolbox.kernel.records.people import ContactKind
from toolbox.tools.needs.records import Ask, Board, Claim, End, Entry, How, Outcome, Who

LOCKED = datetime.timedelta(minutes=20)  # for which a call is somebody's own
MOST_LOG = 200  # lines; the oldest go first
NUDGE = datetime.timedelta(days=1)  # before a claim runs out


class NotNow(Exception):
    """It cannot be done to the ask as it stands: somebody was quicker."""


class Stands(StrEnum):
    """How an open ask stands, in one word."""

    NEW = "new"  # nobody has it
    WAITS = "waits"  # for stock, an appointment, or the hour of the next call
    SENT = "sent"  # an errand was sent, no answer yet
    CLAIMED = "claimed"
    DUE = "due"  # the claim has run out


def stands(ask: Ask, today: datetime.date, out: frozenset[str] = frozenset()) -> Stands:
    """How it stands. `out` are the categories that are out of stock: whoever wants nothing else waits."""
    if ask.claim is not None:
        if ask.claim.until < today:
            return Stands.DUE
        return Stands.CLAIMED if ask.claim.agreed else Stands.SENT
    return Stands.WAITS if ask.waits_for or _comes(ask, today) or is_out(ask, out) else Stands.NEW


def _comes(ask: Ask, today: datetime.date) -> bool:
    """Whether they have an appointment that is still to come, or wait for another: one that is over is no reason."""
    if ask.slot is None:
        return ask.rebook is not None
    return not ask.slot.came and ask.slot.day >= today


def is_out(ask: Ask, out: frozenset[str]) -> bool:
    """Whether everything that is asked for is out of stock. Nothing is written: back in stock it stands as before."""
    return bool(ask.wants) and out.issuperset(ask.wants)


def logged(ask: Ask, entry: Entry) -> Ask:
    """With a line of the contact log."""
    return replace(ask, log=(*ask.log, entry)[-MOST_LOG:])


def _did(ask: Ask, by: int, now: datetime.datetime, what: Outcome, text: str = "") -> Ask:
    return logged(ask, Entry(when=now, by=by, how=How.DID, outcome=what, text=text))


def can_claim(ask: Ask, by: int, today: datetime.date) -> bool:
    """Whether somebody of the circle can take it on: nobody else has it, or only past their day."""
    return ask.claim is None or ask.claim.by == by or ask.claim.until < today


def claimed(ask: Ask, board: Board, by: int, now: datetime.datetime, today: datetime.date) -> Ask:
    """Somebody of the circle does it, for the days of the board. Raises NotNow where somebody else does."""
    if not can_claim(ask, by, today):
        raise NotNow
    claim = _mine(board, by, today)
    return _did(unlocked(replace(ask, claim=claim, waits_for="")), by, now, Outcome.CLAIMED)


def _mine(board: Board, member: int, today: datetime.date) -> Claim:
    """A member does it, for the days of the board."""
    return Claim(by=member, since=today, until=today + datetime.timedelta(days=board.claim_days))


def renewed(ask: Ask, board: Board, today: datetime.date) -> Ask:
    """Whoever has it still does. Raises NotNow where nobody has."""
    if ask.claim is None:
        raise NotNow
    until = today + datetime.timedelta(days=board.claim_days)
    return replace(ask, claim=replace(ask.claim, until=until, nudged=False, lapsed=False))


def let_go(ask: Ask, by: int, now: datetime.datetime, words: str = "") -> Ask:
    """Nobody has it any more. Late or early, it goes back to the top: it keeps the day on which it came.

    Raises NotNow where nobody had it.
    """
    if ask.claim is None:
        raise NotNow
    return _did(replace(ask, claim=None), by, now, Outcome.LET_GO, words)


def handed(ask: Ask, board: Board, to: int, by: int, now: datetime.datetime, today: datetime.date) -> Ask:
    """Somebody else of the circle does it from now on."""
    return _did(unlocked(replace(ask, claim=_mine(board, to, today))), by, now, Outcome.CLAIMED)


def expired(ask: Ask, today: datetime.date, now: datetime.datetime) -> Ask:
    """Free again, if its claim has run out; the same ask otherwise."""
    if ask.claim is None or ask.claim.until >= today:
        return ask
    return _did(replace(ask, claim=None), 0, now, Outcome.RAN_OUT)


def nudge(ask: Ask, today: datetime.date) -> bool:
    """Whether whoever has it should hear that the claim runs out."""
    return ask.claim is not None and ask.claim.until - NUDGE <= today


def locked(ask: Ask, by: int, now: datetime.datetime) -> Ask:
    """Somebody is on the phone about it for the next minutes. Raises NotNow where somebody else is."""
    if is_locked(ask, by, now):
        raise NotNow
    return replace(ask, locked_by=by, locked_until=now + LOCKED)


def unlocked(ask: Ask) -> Ask:
    """Nobody is on the phone about it."""
    return replace(ask, locked_by=0, locked_until=None)


def is_locked(ask: Ask, by: int, now: datetime.datetime) -> bool:
    """Whether somebody else is on the phone about it."""
    return ask.locked_until is not None and ask.locked_until > now and ask.locked_by != by


def called(ask: Ask, entry: Entry) -> Ask:
    """After a call or a message: what came of it, and when to try again. After the end it answers how it went."""
    follow = None if ask.ended is not None else ask.follow
    return unlocked(replace(logged(ask, entry), again=entry.again, news=False, follow=follow))


def read(ask: Ask) -> Ask:
    """A member has read what the sender wrote."""
    return replace(ask, news=False)


def waits(ask: Ask, what: str, by: int, now: datetime.datetime) -> Ask:
    """It waits for something and keeps its place; for nothing: it goes on."""
    changed = unlocked(replace(ask, waits_for=what))
    return _did(changed, by, now, Outcome.WAITS if what else Outcome.ON, what)


def ended(
    ask: Ask, end: End, by: int, now: datetime.datetime, today: datetime.date, words: str = "", follow_days: int = 0
) -> Ask:
    """It has ended so. Where the board says so and it was met, somebody asks later how it went."""
    follow = today + datetime.timedelta(days=follow_days) if follow_days and end in {End.MET, End.PARTLY} else None
    had = ask.claim.by if ask.claim is not None and not ask.claim.offer else 0
    free = replace(unlocked(ask), claim=None, again=None, had=had)
    changed = replace(free, ended=today, end=end, end_words=words, news=False, follow=follow)
    return _did(changed, by, now, Outcome.ENDED, words)


def posted(ask: Ask, by: int, now: datetime.datetime) -> Ask:
    """It is in the mail: where it went to, and under which name, is not known any more."""
    who = _without_post(replace(ask.who, name=""))
    asked_by = ask.asked_by and _without_post(ask.asked_by)
    return _did(replace(ask, place=None, who=who, asked_by=asked_by), by, now, Outcome.POSTED)


def _without_post(who: Who) -> Who:
    return replace(who, contacts=tuple(one for one in who.contacts if one.kind is not ContactKind.POST))


def reopened(
    ask: Ask, board: Board, by: int, now: datetime.datetime, today: datetime.date, here: Collection[int] = ()
) -> Ask:
    """It is open again: with the member who did it, if they are among those who are `here`, otherwise with nobody.

    A call that goes on comes up at its hour, or now where that is over.
    """
    again = ask.turn if ask.every else None
    claim = _mine(board, ask.had, today) if ask.had and ask.had in here else None
    fresh = replace(ask, ended=None, end=None, end_words="", solved=None, helped=None, follow=None, into=0, had=0)
    return _did(replace(fresh, claim=claim, again=again), by, now, Outcome.REOPENED)


def copied(ask: Ask, number: int, now: datetime.datetime) -> Ask:
    """The same once more, for a household that asks again: who, where and what, and nothing of what happened.

    It goes on with the receipt of the first: who withdraws that takes this back too.
    """
    return Ask(
        came=now,
        source=ask.source,
        number=number,
        who=ask.who,
        asked_by=ask.asked_by,
        wants=ask.wants,
        words=ask.words,
        adults=ask.adults,
        children=ask.children,
        small=ask.small,
        place=ask.place,
        times=ask.times,
        every=ask.every,
        receipt=ask.receipt,
        receipt_key=ask.receipt_key,
    )


def order(ask: Ask) -> tuple[int, datetime.datetime]:
    """Where it stands on the board: what cannot wait first, then what has waited longest."""
    return -int(ask.urgency), ask.came
