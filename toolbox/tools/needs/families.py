"""Asks that were put together: they end, open, are heard of and are destroyed with the one in which they go on."""

import datetime
from contextlib import suppress
from dataclasses import replace

from django.db import OperationalError, transaction
from django.utils import timezone

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.intake.acts import closing
from toolbox.kernel.intake.records import DONE, LIVE, Sent, Submission, What
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import errands
from toolbox.tools.needs.records import ENDED, JOINED, OPEN, Ask, Offer
from toolbox.tools.needs.rules import arriving, joining


def sent_of(group: Group, value: Ask | Offer) -> Held[Submission] | None:
    """What was sent through a form, if it came so and is still there."""
    if not value.submission:
        return None
    try:
        return group.circle.get(Submission, value.submission)
    except Missing:
        return None


def finder(circle: Circle) -> joining.Find:
    """Looks asks up in a circle."""

    def find(number: int) -> Held[Ask] | None:
        try:
            return circle.get(Ask, number)
        except Missing:
            return None

    return find


def below(circle: Circle, held: Held[Ask]) -> list[Held[Ask]]:
    """All that go on in it."""
    return list(joining.below(held, finder(circle)))


def root(circle: Circle, held: Held[Ask]) -> Held[Ask]:
    """The one in which it goes on."""
    return joining.root(held, finder(circle))


def join(group: Group, stays: Held[Ask], goes: Held[Ask], now: datetime.datetime) -> Held[Ask]:
    """Put two together, or those in which they go on already; returns the one that stays. Raises NotTogether, Moved."""
    one, other = root(group.circle, stays), root(group.circle, goes)
    first, second = joining.together(one, other, group.me.id, now, today())
    with group.circle.change() as box:
        box.put(kept := replace(one, value=first), Held(other.id, second, JOINED, 0, other.version))
    return box.now(kept)


def part(group: Group, goes: Held[Ask], now: datetime.datetime) -> Held[Ask]:
    """Make it an ask of its own again, and open, with what was sent. Raises Moved."""
    stays = finder(group.circle)(goes.value.into)
    one, other = joining.apart(stays, goes, group.me.id, now)
    with transaction.atomic():
        with group.circle.change() as box:
            box.put(opened := Held(goes.id, other, OPEN, 0, goes.version))
            if stays is not None and one is not None:
                box.put(replace(stays, value=one))
        if (sent := sent_of(group, goes.value)) is not None and sent.shelf == DONE:
            closing.reopen(group, sent)
        _open(group, below(group.circle, opened))
    return box.now(opened)


def end(group: Group, held: Held[Ask], dies: datetime.date | None, now: datetime.datetime, said: str) -> None:
    """It has ended: those in it end too, on the same day, and their senders read the same word. In a transaction."""
    for one in below(group.circle, held):
        group.circle.put(one.on(ENDED, dies))
        if (sent := sent_of(group, one.value)) is not None and sent.shelf in LIVE:
            closing.close(group, sent, now, said)


def reopen(group: Group, held: Held[Ask]) -> None:
    """It is open again: those in it go on again too. In a transaction."""
    _open(group, below(group.circle, held))


def _open(group: Group, found: list[Held[Ask]]) -> None:
    for one in found:
        if one.shelf == JOINED:
            continue
        group.circle.put(one.on(JOINED))
        if (sent := sent_of(group, one.value)) is not None and sent.shelf == DONE:
            closing.reopen(group, sent)


def leave(group: Group, held: Held[Ask], now: datetime.datetime) -> None:
    """It goes away: those in it are asks of their own again, and what it was in names it no more. In a transaction.

    What has ended with it stays as it ended.
    """
    find = finder(group.circle)
    if held.value.into and (above := find(held.value.into)) is not None:
        rest = tuple(number for number in above.value.joined if number != held.id)
        group.circle.put(above.now(joined=rest))
    for number in held.value.joined:
        one = find(number)
        if one is not None and one.value.into == held.id and one.shelf == JOINED:
            _value, other = joining.apart(None, one, group.me.id, now)
            group.circle.put(Held(one.id, other, OPEN, 0, one.version))


def heard(group: Group, held: Held[Ask], sent: Held[Submission], envelope: Sent | None) -> None:
    """Whoever sent one that was put together with another wrote more: the one in which it goes on says so.

    In a transaction.
    """
    log, now = arriving.added(held.value.log, sent.value.said), timezone.now()
    above = root(group.circle, held)
    if envelope is not None and envelope.what is What.SOLVED and envelope.text.strip():
        held = held.now(thanks=envelope.text)
        errands.thank(group, above, envelope)
    if above.id == held.id:  # what it was in is gone
        alone = replace(held, value=joining.apart(None, held, 0, now)[1])
        group.circle.put(alone.now(news=True, log=log, solved=sent.value.solved).on(OPEN))
        return
    group.circle.put(held.now(log=log, solved=sent.value.solved))
    had_ended = above.shelf == ENDED
    opened = group.circle.put(replace(above, value=joining.wrote(above.value, held.value, now)).on(OPEN))
    if had_ended:
        if (its := sent_of(group, opened.value)) is not None and its.shelf == DONE:
            closing.reopen(group, its)
        reopen(group, opened)


def settle(group: Group) -> None:
    """Whoever sent the one in which others went on took it back: these are asks of their own again."""
    if not group.circle.count(Ask, JOINED):
        return
    find, now = finder(group.circle), timezone.now()
    for held in group.circle.shelf(Ask, JOINED):
        if find(held.value.into) is None:
            with suppress(Moved, Missing, OperationalError):
                part(group, held, now)
