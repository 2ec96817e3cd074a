"""Puts asks and offers away: alone, or together with what was sent. Each act is one transaction."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from toolbox.kernel.circles.group import Group, reachable, today
from toolbox.kernel.intake.acts import becoming, closing, covering, destroying
from toolbox.kernel.intake.questions import Ask as Kind
from toolbox.kernel.intake.records import DONE, HANDED, LIVE, Sent, Submission, What
from toolbox.kernel.intake.records import HIDDEN as TAKEN_BACK
from toolbox.kernel.retention import days
from toolbox.kernel.vault import rows
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held, new
from toolbox.kernel.vault.trouble import Missing, Moved, Stopped
from toolbox.tools.needs import beginning, errands, families
from toolbox.tools.needs.records import ASK, ENDED, HERE, HIDDEN, OFFER, OPEN, Ask, Board, Came, End, Offer, State
from toolbox.tools.needs.rules import arriving, asks, slots
from toolbox.tools.needs.rules.errands import SAYS

TRIES = 3

sent_of = families.sent_of


def board_of(circle: Circle) -> Held[Board]:
    """How the circle works with asks; as its projects begin it where nobody has changed anything yet."""
    found = circle.shelf(Board, HERE)
    return min(found, key=lambda held: held.id) if found else new(beginning.board(circle), HERE)


def change_board(group: Group, rule: Callable[[Board], Board]) -> Held[Board]:
    """Put the board as a rule makes it; anew where somebody was quicker. Raises Moved, and what the rule raises."""
    for attempt in range(TRIES):
        held = board_of(group.circle)
        changed = rule(held.value)
        if changed == held.value and held.version:
            return held
        try:
            if not held.version:
                return _begin_board(group, Held(held.id, changed, HERE))
            return group.circle.put(Held(held.id, changed, HERE, 0, held.version))
        except Moved:
            if attempt == TRIES - 1:
                raise
    raise Moved(frozenset())


def _begin_board(group: Group, held: Held[Board]) -> Held[Board]:
    """Put the first board, unless somebody was quicker: of two, one would be lost without a word. Raises Moved."""
    with transaction.atomic():
        rows.lock_circle(group.id, alone=True)
        if group.circle.count(Board, HERE):
            raise Moved(frozenset())
        return group.circle.put(held)


def begin_ask(group: Group, ask: Ask) -> Held[Ask]:
    """Put a new ask, with the number that belongs to its record."""
    held = new(ask, OPEN)
    return group.circle.put(held.now(number=arriving.number_of(held.id)))


def copy(group: Group, held: Held[Ask], now: datetime.datetime) -> Held[Ask]:
    """Put the same once more. Withdrawn with the receipt of the first, where that has one."""
    with transaction.atomic():
        made = begin_ask(group, asks.copied(held.value, 0, now))
        becoming.goes_with(made.value.receipt, made.value.receipt_key, group.id, made.id, now)
    return made


def begin_offer(group: Group, offer: Offer) -> Held[Offer]:
    """Put a new offer, with the number that belongs to its record."""
    held = new(offer, OPEN)
    return group.circle.put(held.now(number=arriving.number_of(held.id)))


def take_on(group: Group, sent: Held[Submission], now: datetime.datetime) -> Held[Any]:
    """Make an ask or an offer of what was sent. Raises Moved where somebody was quicker."""
    board = board_of(group.circle).value
    made: Held[Any]
    if sent.value.purpose == arriving.OFFER:
        blank = new(Offer(came=now, source=Came.FORM, number=0), OPEN)
        made = Held(blank.id, arriving.offer(sent, blank.id, board), OPEN)
    else:
        empty = new(Ask(came=now, source=Came.FORM, number=0), OPEN)
        made = Held(empty.id, arriving.ask(sent, empty.id, board), OPEN)
    becoming.become(group, sent, made, now)
    return replace(made, version=1)


def put(group: Group, held: Held[Ask], rule: Callable[[Ask], Ask]) -> Held[Ask]:
    """Put an ask as a rule makes it. Raises Moved, and what the rule raises."""
    changed = rule(held.value)
    if changed == held.value:
        return held
    return errands.put(group, held, Held(held.id, changed, held.shelf, held.project, held.version, held.dies))


def end(group: Group, held: Held[Ask], how: End, now: datetime.datetime, words: str = "", said: str = "") -> Held[Ask]:
    """It has ended, with all that was put together with it; whoever sent them reads `said` with their receipt.

    An appointment that is still to come is free again. Raises Moved.
    """
    board = board_of(group.circle)
    day = today()
    value = asks.ended(held.value, how, group.me.id, now, day, words, board.value.follow_days)
    free = slots.left(board.value, value, timezone.localtime(now))
    gone = Held(held.id, free[1], ENDED, 0, held.version, days.dies(ASK, group.settings.shortened, day))
    with transaction.atomic():
        closed = errands.put(group, held, gone, State.DONE if how in {End.MET, End.PARTLY} else State.OVER)
        if free[0] != board.value:
            group.circle.put(replace(board, value=free[0]))
        families.end(group, held, gone.dies, now, said)
        if (sent := sent_of(group, held.value)) is not None and sent.shelf in LIVE:
            closing.close(group, sent, now, said)
    return closed


def reopen(group: Group, held: Held[Ask], now: datetime.datetime) -> Held[Ask]:
    """It is open again, and so are what was sent and what was put together with it.

    One that went on in another is an ask of its own again. Raises Moved.
    """
    if held.value.into:
        return families.part(group, held, now)
    here = {one.member for one in reachable(group, now)}
    value = asks.reopened(held.value, board_of(group.circle).value, group.me.id, now, today(), here)
    with transaction.atomic():
        opened = group.circle.put(Held(held.id, value, OPEN, 0, held.version))
        families.reopen(group, opened)
        if (sent := sent_of(group, held.value)) is not None and sent.shelf == DONE:
            closing.reopen(group, sent)
    return opened


def destroy(group: Group, held: Held[Any]) -> None:
    """Destroy it today, with what was sent. What was put together with it stays. Raises Stopped, Moved, Missing."""
    sent = sent_of(group, held.value)
    with transaction.atomic():
        if isinstance(held.value, Ask):
            errands.end(group, held, State.OVER)
            families.leave(group, held, timezone.now())
        if sent is not None:
            destroying.destroy(group, sent, timezone.now())
        group.circle.destroy(held)


def posted(group: Group, held: Held[Ask], now: datetime.datetime) -> None:
    """It is in the mail: name and address are destroyed, also in what was sent and in the receipt of whoever posted it.

    So they are in what was put together with it: the same household. Raises Stopped, Moved, Missing.
    """
    with transaction.atomic():
        circle = rows.lock_circle(group.id)
        if circle is None:
            raise Missing
        if circle[2]:
            raise Stopped(circle[2])
        errands.end(group, held, State.DONE)
        for one in [held, *families.below(group.circle, held)]:
            if (sent := sent_of(group, one.value)) is not None:
                places = [on.question for on in sent.value.answers if on.ask is Kind.PLACE or on.question == "name"]
                covering.cover(group, sent, (), places, ())
            put(group, one, lambda ask: asks.posted(ask, group.me.id, now))


def end_offer(group: Group, held: Held[Offer], now: datetime.datetime, words: str = "", said: str = "") -> Held[Offer]:
    """The offer has ended. Whatever they have not said yes to is free again. Raises Moved."""
    day = today()
    dies = days.dies(OFFER, group.settings.shortened, day)
    with transaction.atomic():
        free = errands.release(group, held, group.me.id, now, keeps=True)
        closed = group.circle.put(free.now(ended=day, end_words=words, news=False).on(ENDED, dies))
        if (sent := sent_of(group, held.value)) is not None and sent.shelf in LIVE:
            closing.close(group, sent, now, said)
    return closed


def reopen_offer(group: Group, held: Held[Offer]) -> Held[Offer]:
    """It stands again. Raises Moved."""
    with transaction.atomic():
        opened = group.circle.put(held.now(ended=None, end_words="").on(OPEN))
        if (sent := sent_of(group, held.value)) is not None and sent.shelf == DONE:
            closing.reopen(group, sent)
    return opened


def heard(group: Group, sent: Held[Submission], envelope: Sent | None) -> None:
    """What was sent has news: the ask or offer says so, and one that had ended is open again.

    Where it was handed on to another circle, it has ended here; where it was taken back and cannot be destroyed yet, it
    is hidden. Inside the transaction in which that happened.
    """
    struct: type[Any] = Offer if sent.value.purpose == arriving.OFFER else Ask
    try:
        held: Held[Any] = group.circle.get(struct, sent.value.became)
    except Missing:
        return
    if sent.shelf == HANDED:
        _handed(group, held)
        return
    if sent.shelf == TAKEN_BACK:
        for one in [held, *(_copies(group, held) if isinstance(held.value, Ask) else ())]:
            _hidden(group, one)
        return
    if isinstance(held.value, Ask) and held.value.into:
        families.heard(group, held, sent, envelope)
        return
    log = arriving.added(held.value.log, sent.value.said)
    if isinstance(held.value, Ask):
        held = held.now(news=True, log=log, solved=sent.value.solved, ended=None, end=None)
        if envelope is not None and envelope.what is What.SOLVED and envelope.text.strip():
            held = held.now(thanks=envelope.text)
            errands.thank(group, held, envelope)
    else:
        answers = envelope is not None and envelope.what in SAYS  # the ask says it, and shows it
        held = held.now(news=held.value.news or not answers, log=log, ended=None)
        if envelope is not None:
            held = errands.heard(group, held, envelope)
    opened = group.circle.put(held.on(OPEN))
    if isinstance(held.value, Ask) and held.shelf == ENDED:
        families.reopen(group, opened)


def _handed(group: Group, held: Held[Any]) -> None:
    day = today()
    dies = days.dies(held.kind, group.settings.shortened, day)
    if isinstance(held.value, Ask):
        families.leave(group, held, timezone.now())
        alone = held.now(into=0, joined=(), slot=None, rebook=None).value  # nobody comes: it is free for others
        value = asks.ended(alone, End.HANDED, group.me.id, timezone.now(), day)
        errands.put(group, held, Held(held.id, value, ENDED, 0, held.version, dies))
    else:
        free = errands.release(group, held, group.me.id, timezone.now())
        group.circle.put(free.now(ended=day, news=False).on(ENDED, dies))


def _copies(group: Group, held: Held[Ask]) -> list[Held[Ask]]:
    """The same once more, made of an ask that came with a receipt."""
    found = group.circle.shelf(Ask, OPEN, ENDED)
    return [one for one in found if one.id != held.id and one.value.receipt == held.value.receipt]


def _hidden(group: Group, held: Held[Any]) -> None:
    """It was taken back under a legal paper: nobody works on it, and it is destroyed once the paper is over."""
    dies = days.dies(held.kind, group.settings.shortened, today())
    if isinstance(held.value, Ask):
        errands.end(group, held, State.OVER)
        families.leave(group, held, timezone.now())
        group.circle.put(held.now(into=0, joined=(), claim=None, news=False).on(HIDDEN, dies))
    else:
        free = errands.release(group, held, group.me.id, timezone.now())
        group.circle.put(free.now(news=False).on(HIDDEN, dies))
