"""Members open what waits, and take it into their circle as a record."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db import transaction

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import envelopes, rules, slips
from toolbox.kernel.intake.acts.closing import end
from toolbox.kernel.intake.models import Envelope, Receipt
from toolbox.kernel.intake.records import DONE, HIDDEN, OPEN, SPAM, Letterbox, Sent, Submission, What
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.vault import filing, making
from toolbox.kernel.vault.held import Held, new
from toolbox.kernel.vault.trouble import Damaged, Missing, Moved, Stopped

NEWS = frozenset(What) - {What.FORM}


class Waiting(NamedTuple):
    """An envelope, opened for this request."""

    id: int
    box: Letterbox
    dies: datetime.date
    sent: Sent
    more: tuple[Sent, ...] = ()  # what its sender added since
    hidden: bool = False  # withdrawn while a legal paper forbids destroying


class Inbox(NamedTuple):
    """What waits in a circle's mailboxes."""

    waiting: list[Waiting]  # the oldest first
    news: list[Waiting]  # of what was taken in already
    damaged: int  # envelopes that do not open

    def find(self, envelope: int) -> Waiting:
        """One that waits. Raises Missing."""
        found = next((one for one in self.waiting if one.id == envelope), None)
        if found is None:
            raise Missing
        return found


def count(boxes: Iterable[Held[Letterbox]]) -> int:
    """How many envelopes wait, without opening them."""
    return Envelope.objects.filter(mailbox__in=[box.value.mailbox for box in boxes]).count()


def inbox(boxes: Sequence[Held[Letterbox]]) -> Inbox:
    """Open everything that waits."""
    by_number = {box.value.mailbox: box.value for box in boxes}
    opened, damaged = [], 0
    rows = Envelope.objects.filter(mailbox__in=by_number).values_list("pk", "mailbox", "dies", "key", "body")
    for number, mailbox, dies, key, body in rows.iterator(chunk_size=200):
        box = by_number[mailbox]
        try:
            sent = envelopes.unseal(box.keys, mailbox, number, key, body)
        except Damaged:
            damaged += 1
            continue
        opened.append(Waiting(number, box, dies, sent))
    opened.sort(key=lambda one: (one.sent.when, one.id))
    forms = [one for one in opened if one.sent.what is What.FORM]
    news = [one for one in opened if one.sent.what in NEWS]
    return Inbox([_with_news(one, news) for one in forms], news, damaged)


def _with_news(one: Waiting, news: Iterable[Waiting]) -> Waiting:
    mine = [other.sent for other in news if other.sent.receipt == one.sent.receipt]
    more = tuple(sent for sent in mine if sent.what is not What.WITHDRAWN)
    return one._replace(more=more, hidden=any(sent.what is What.WITHDRAWN for sent in mine))


def take(group: Group, waiting: Waiting, now: datetime.datetime, shelf: str = OPEN) -> Held[Submission]:
    """Take something in as a record; its sender learns that somebody has it. Raises Missing where it is gone."""
    held = new(rules.taken(waiting.sent, waiting.more, waiting.box.mailbox, group.me.id, now), shelf)
    if shelf == SPAM:
        held = end(group, held, SPAM, now)
    with transaction.atomic():
        mine = _rows_of(waiting)
        if waiting.id not in mine:
            raise Missing
        filing.hand_over(waiting.id, held.id)
        held = group.circle.put(held)
        Envelope.objects.filter(pk__in=mine).delete()
        if shelf == SPAM:
            return held
        if Receipt.objects.filter(pk=waiting.sent.receipt).update(dies=None):
            told = Told(tells=Tells.TAKEN, when=now, circle=group.id, record=held.id)
            slips.put(waiting.sent.receipt, waiting.sent.receipt_key, told)
    return held


def _rows_of(waiting: Waiting) -> list[int]:
    """The envelope, if it is still there, locked. What its sender added waits for `merge`."""
    return list(Envelope.objects.select_for_update().filter(pk=waiting.id).values_list("pk", flat=True))


def destroy(group: Group, waiting: Waiting) -> None:
    """Destroy something unread, with its files. Raises Stopped under a legal paper."""
    until = making.stopped_until(group.circle)
    if until:
        raise Stopped(until)
    with transaction.atomic():
        filing.drop([waiting.id])
        Envelope.objects.filter(pk=waiting.id).delete()


def merge(group: Group, news: Iterable[Waiting]) -> int:
    """Put what senders added to what was taken in already; returns how much. Somebody quicker is no harm."""
    wanted = list(news)
    if not wanted:
        return 0
    known = {held.value.receipt: held for held in group.circle.shelf(Submission, OPEN, DONE)}
    merged = 0
    for one in wanted:
        held = known.get(one.sent.receipt)
        if held is None:
            continue
        try:
            known[one.sent.receipt] = _merged(group, held, one)
            merged += 1
        except (Moved, Missing):
            continue
    return merged


def _merged(group: Group, held: Held[Submission], one: Waiting) -> Held[Submission]:
    with transaction.atomic():
        if not Envelope.objects.select_for_update().filter(pk=one.id).exists():
            raise Missing
        Envelope.objects.filter(pk=one.id).delete()
        if one.sent.what is What.WITHDRAWN:
            return group.circle.put(end(group, held, HIDDEN, one.sent.when))
        changed = replace(held, value=rules.added(held.value, one.sent)).on(OPEN)
        Receipt.objects.filter(pk=one.sent.receipt).update(dies=None)
        return group.circle.put(changed)
