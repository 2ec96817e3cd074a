"""Members open what waits, and take it into their circle as a record."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec
from django.db import transaction
from msgspec.structs import replace as replace_value

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import envelopes, rules, slips
from toolbox.kernel.intake.acts.closing import end
from toolbox.kernel.intake.models import Envelope, Mailbox, Receipt
from toolbox.kernel.intake.records import DONE, HANDED, HIDDEN, MADE, OPEN, SPAM, Letterbox, Sent, Submission, What
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.registry import mail
from toolbox.kernel.vault import filing, rows
from toolbox.kernel.vault.held import Held, new
from toolbox.kernel.vault.padding import LARGEST, TooLarge
from toolbox.kernel.vault.trouble import Damaged, Missing, Moved, Stopped

NEWS = frozenset(What) - {What.FORM}
MOST_OPENED = 2_000  # envelopes for one page: about a second
MOST_BYTES = 64 * 1024 * 1024  # of them together
MOST_MERGED = LARGEST // 2  # bytes of a record to which senders still add: members have room to answer


class Waiting(NamedTuple):
    """An envelope, opened for this request."""

    id: int
    box: Letterbox
    dies: datetime.date
    sent: Sent
    more: tuple[Sent, ...] = ()  # what its sender added since
    hidden: bool = False  # withdrawn while a legal paper forbids destroying
    parts: tuple[int, ...] = ()  # the envelopes of what was added


class Inbox(NamedTuple):
    """What waits in a circle's mailboxes."""

    waiting: list[Waiting]  # the oldest first
    news: list[Waiting]  # of what was taken in already
    damaged: int  # envelopes that do not open
    behind: int = 0  # envelopes that were not opened: so much waits that these come later

    def find(self, envelope: int) -> Waiting:
        """One that waits. Raises Missing."""
        found = next((one for one in self.waiting if one.id == envelope), None)
        if found is None:
            raise Missing
        return found


def count(boxes: Iterable[Held[Letterbox]]) -> int:
    """How many envelopes wait, without opening them."""
    return Envelope.objects.filter(mailbox__in=[box.value.mailbox for box in boxes]).count()


def one(boxes: Sequence[Held[Letterbox]], envelope: int) -> Waiting:
    """A single envelope, without what its sender added. Raises Missing, also where it was withdrawn; Damaged."""
    by_number = {box.value.mailbox: box.value for box in boxes}
    rows = Envelope.objects.filter(pk=envelope, mailbox__in=by_number).values_list("mailbox", "dies", "key", "body")
    found = rows.first()
    if found is None:
        raise Missing
    mailbox, dies, key, body = found
    if Mailbox.objects.filter(pk=mailbox, stopped_until__isnull=False).exists():
        # Only where a legal paper came is something hidden, and what says so waits beside it.
        waiting = inbox(boxes).find(envelope)
        if waiting.hidden:
            raise Missing
    box = by_number[mailbox]
    return Waiting(envelope, box, dies, envelopes.unseal(envelopes.openers(box.keys), mailbox, envelope, key, body))


def inbox(boxes: Sequence[Held[Letterbox]]) -> Inbox:
    """Open what waits: what will be destroyed first comes first, and not more than a page can bear."""
    by_number = {box.value.mailbox: box.value for box in boxes}
    ready = {number: envelopes.openers(box.keys) for number, box in by_number.items()}
    opened: list[Waiting] = []
    damaged, size = 0, 0
    there = Envelope.objects.filter(mailbox__in=by_number)
    rows = there.order_by("dies", "pk").values_list("pk", "mailbox", "dies", "key", "body")
    for number, mailbox, dies, key, body in rows.iterator(chunk_size=200):
        if len(opened) + damaged == MOST_OPENED or size > MOST_BYTES:
            break
        size += len(body)
        try:
            sent = envelopes.unseal(ready[mailbox], mailbox, number, key, body)
        except Damaged:
            damaged += 1
            continue
        opened.append(Waiting(number, by_number[mailbox], dies, sent))
    is_full = len(opened) + damaged == MOST_OPENED or size > MOST_BYTES
    behind = there.count() - len(opened) - damaged if is_full else 0
    opened.sort(key=_age)
    forms = [one for one in opened if one.sent.what is What.FORM]
    news = [one for one in opened if one.sent.what in NEWS]
    return Inbox(_with_news(forms, news), news, damaged, max(0, behind))


def _age(one: Waiting) -> tuple[datetime.datetime, int]:
    return one.sent.when, one.id


def _with_news(forms: list[Waiting], news: list[Waiting]) -> list[Waiting]:
    """What waits, each with what its own sender added."""
    added: dict[int, list[Waiting]] = {}
    for one in news:
        added.setdefault(one.sent.receipt, []).append(one)
    found = []
    for form in forms:
        mine = added.get(form.sent.receipt, [])
        more = tuple(one.sent for one in mine if one.sent.what is not What.WITHDRAWN)
        parts = tuple(one.id for one in mine)
        found.append(form._replace(more=more, hidden=len(more) < len(mine), parts=parts))
    return found


def take(
    group: Group, waiting: Waiting, now: datetime.datetime, shelf: str = OPEN, holder: int = 0
) -> Held[Submission]:
    """Take something in as a record; its sender learns that somebody has it. Raises Missing where it is gone."""
    value = replace_value(rules.taken(waiting.sent, waiting.more, waiting.box.mailbox, group.me.id, now), holder=holder)
    held = new(value, shelf)
    if shelf == SPAM:
        held = end(group, held, SPAM, now)
    with transaction.atomic():
        mine = _rows_of(waiting)
        if waiting.id not in mine:
            raise Missing
        filing.hand_over(waiting.id, held.id)
        held = group.circle.put(held)
        Envelope.objects.filter(pk__in=mine).delete()
        # Also where it is taken for spam: the sender may withdraw it, and nothing tells them what it was taken for.
        if Receipt.objects.filter(pk=waiting.sent.receipt).update(dies=held.dies):
            told = Told(tells=Tells.TAKEN, when=now, circle=group.id, record=held.id)
            slips.put(waiting.sent.receipt, waiting.sent.receipt_key, told)
    return held


def _rows_of(waiting: Waiting) -> list[int]:
    """The envelope, if it is still there, locked. What its sender added waits for `merge`."""
    return list(Envelope.objects.select_for_update().filter(pk=waiting.id).values_list("pk", flat=True))


def destroy(group: Group, waiting: Waiting) -> None:
    """Destroy something unread, with its files.

    Raises Stopped under a legal paper, and Missing where somebody took it in meanwhile.
    """
    with transaction.atomic():
        circle = rows.lock_circle(group.circle.id)
        if circle is None:
            raise Missing
        if circle[2]:
            raise Stopped(circle[2])
        if waiting.id not in _rows_of(waiting):
            raise Missing
        gone = [waiting.id, *waiting.parts]
        filing.drop(gone)
        Envelope.objects.filter(pk__in=gone).delete()


def merge(group: Group, news: Iterable[Waiting]) -> int:
    """Put what senders added to what was taken in already; returns how much. Somebody quicker is no harm."""
    return len(_settled(group, news)[0])


def settle(group: Group, opened: Inbox) -> Inbox:
    """The same with an opened inbox. News of things that are not here any more wait as things of their own.

    So does what does not fit into them.
    """
    _merged, apart = _settled(group, opened.news)
    waiting = {one.sent.receipt for one in opened.waiting}
    alone = [
        one._replace(hidden=one.sent.what is What.WITHDRAWN)
        for one in opened.news
        if one.id in apart and one.sent.receipt not in waiting
    ]
    return opened._replace(waiting=sorted([*opened.waiting, *alone], key=_age))


def _settled(group: Group, news: Iterable[Waiting]) -> tuple[list[int], set[int]]:
    """The envelopes that were put to their records, and those that are about none here or do not fit."""
    wanted = list(news)
    if not wanted:
        return [], set()
    records = _about(group, wanted)
    merged, apart = [], set()
    for one in wanted:
        of_theirs = records.get(one.sent.receipt, [])
        if one.sent.what is not What.WITHDRAWN:
            of_theirs = [held for held in of_theirs if held.shelf in {OPEN, MADE, DONE, SPAM}][-1:]
        if not of_theirs:
            apart.add(one.id)
            continue
        try:
            changed = _merged(group, of_theirs, one)
        except TooLarge:
            apart.add(one.id)
        except (Moved, Missing):
            continue
        else:
            others = [held for held in records[one.sent.receipt] if held.id not in {held.id for held in changed}]
            records[one.sent.receipt] = [*others, *changed]
            merged.append(one.id)
    return merged, apart


def _about(group: Group, news: list[Waiting]) -> dict[int, list[Held[Submission]]]:
    """The records that news could be about. What is withdrawn is hidden where it was handed on, too."""
    is_withdrawn = any(one.sent.what is What.WITHDRAWN for one in news)
    found: dict[int, list[Held[Submission]]] = {}
    for held in group.circle.shelf(Submission, OPEN, MADE, DONE, SPAM, *([HANDED] if is_withdrawn else [])):
        found.setdefault(held.value.receipt, []).append(held)
    return found


def _merged(group: Group, of_theirs: list[Held[Submission]], one: Waiting) -> list[Held[Submission]]:
    """The records with what an envelope brings. Raises Missing, Moved, and TooLarge where it does not fit."""
    with transaction.atomic():
        if not Envelope.objects.select_for_update().filter(pk=one.id).exists():
            raise Missing
        Envelope.objects.filter(pk=one.id).delete()
        if one.sent.what is What.WITHDRAWN:
            hidden = [group.circle.put(end(group, held, HIDDEN, one.sent.when)) for held in of_theirs]
            for held in hidden:
                mail.heard(group, held, one.sent)
            return hidden
        (held,) = of_theirs
        changed = rules.added(held.value, one.sent)
        if len(msgspec.msgpack.encode(changed)) > MOST_MERGED:
            raise TooLarge
        if held.shelf == SPAM:  # whoever wants to be heard is seen there; nobody's spam comes back by itself
            return [group.circle.put(replace(held, value=replace_value(changed, ended=held.value.ended)))]
        Receipt.objects.filter(pk=one.sent.receipt).update(dies=None)
        held = group.circle.put(replace(held, value=changed).on(MADE if changed.became else OPEN))
        mail.heard(group, held, one.sent)
        return [held]
