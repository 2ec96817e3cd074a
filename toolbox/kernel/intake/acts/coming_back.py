"""Somebody comes back with their receipt: reads, writes more, says that it is solved, or withdraws."""

import datetime
from enum import Enum
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from toolbox.kernel.intake import slips
from toolbox.kernel.intake.acts import sending
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Envelope, Mailbox, Receipt, Slip
from toolbox.kernel.intake.records import Sent, What
from toolbox.kernel.intake.slips import Lying, Tells, Told
from toolbox.kernel.registry import following
from toolbox.kernel.vault import blind, filing, turns, weeks

HIDDEN_DAYS = 30  # for which a receipt still says that what it was about is hidden


class Withdrawn(Enum):
    """What came of it."""

    DESTROYED = "destroyed"
    HIDDEN = "hidden"  # a legal paper forbids destroying it now


class Opened(NamedTuple):
    """A receipt with all that lies in it."""

    row: Receipt
    code: Code
    lying: list[Lying]

    @property
    def told(self) -> list[Told]:
        """What it tells, the oldest first."""
        return [one.told for one in self.lying]

    @property
    def hidden(self) -> bool:
        """Whether it was withdrawn and only hidden."""
        return any(one.tells is Tells.HIDDEN for one in self.told)

    @property
    def closed(self) -> bool:
        """Whether the circle closed it, and nothing was written since."""
        last = [one.tells for one in self.told if one.tells in {Tells.CLOSED, Tells.ADDED, Tells.TAKEN, Tells.HANDED}]
        return bool(last) and last[-1] is Tells.CLOSED


def find(code: Code) -> Opened | None:
    """What a code opens; None where no receipt has it."""
    row = Receipt.objects.filter(lookup=code.lookup).first()
    return None if row is None else Opened(row, code, slips.opened(row.id, code))


def is_waiting(opened: Opened) -> bool:
    """Whether what was sent lies unread in a mailbox."""
    return Envelope.objects.filter(pk__in=[one.envelope for one in opened.told if one.envelope]).exists()


def is_read(opened: Opened) -> bool:
    """Whether somebody took it in."""
    return any(one.tells is Tells.TAKEN for one in opened.told)


def has_readers(opened: Opened) -> bool:
    """Whether the circle that would read it is still there."""
    return Mailbox.objects.filter(pk=opened.row.mailbox).exists()


def write_more(opened: Opened, text: str, number: int, now: datetime.datetime) -> None:
    """Add words. `number` is the form's own, so that sent twice they are there once.

    Raises as `sending.send` does: no mailbox, closed, too much.
    """
    _add(opened, What.MORE, Tells.ADDED, text, number, now)


def agree(opened: Opened, proposal: int, number: int, now: datetime.datetime) -> None:
    """Say yes to a text that the circle would publish. Raises as `write_more` does."""
    _add(opened, What.AGREED, Tells.AGREED, "", number, now, proposal)


def refuse(opened: Opened, proposal: int, text: str, number: int, now: datetime.datetime) -> None:
    """Say no to it, perhaps with what should be changed. Raises as `write_more` does."""
    _add(opened, What.REFUSED, Tells.REFUSED, text, number, now, proposal)


def take_back(opened: Opened, public: int, number: int, now: datetime.datetime) -> None:
    """Nobody reads any more what was published: at once, whatever the circle does. Raises as `write_more` does."""
    if public not in [one.public for one in opened.told if one.tells is Tells.PUBLISHED]:
        raise LookupError
    following.taken_back(public)
    _add(opened, What.TAKEN_BACK, Tells.TAKEN_BACK, "", number, now, public)


def say_solved(opened: Opened, thanks: str, number: int, now: datetime.datetime) -> None:
    """It is solved; perhaps with one sentence for everyone who helped. Raises as `write_more` does."""
    _add(opened, What.SOLVED, Tells.SOLVED, thanks, number, now)


def _add(
    opened: Opened, what: What, tells: Tells, text: str, number: int, now: datetime.datetime, about: int = 0
) -> None:
    row, public = opened.row, opened.code.public
    sent = Sent(what=what, when=now, receipt=row.id, receipt_key=public, text=text, about=about)
    with turns.turn(), transaction.atomic():
        mailbox = Receipt.objects.select_for_update().get(pk=row.id).mailbox  # it may have been handed on meanwhile
        if any(one.told.envelope == number for one in slips.opened(row.id, opened.code)):
            return  # sent twice
        envelope = sending.seal(mailbox, sent, now, number)
        slips.put(row.id, public, Told(tells=tells, when=now, envelope=envelope, proposal=about))
    sending.rang(mailbox)


def withdraw(opened: Opened, now: datetime.datetime) -> Withdrawn:
    """Destroy what the receipt's pointers name, and the receipt. Under a legal stop it is hidden instead.

    Copies that a member made elsewhere are out of its reach.
    """
    with transaction.atomic():
        row = Receipt.objects.select_for_update().filter(pk=opened.row.id).first()
        if row is None:
            return Withdrawn.DESTROYED
        told = [one.told for one in slips.opened(row.id, opened.code)]  # again: it may have been taken in meanwhile
        stopped = _destroy_envelopes([one.envelope for one in told if one.envelope], timezone.localdate(now))
        for one in told:
            if one.record and not blind.destroy(one.circle, one.record, timezone.localdate(now)):
                stopped = True
        if stopped:
            _hide(opened, row, now)
            return Withdrawn.HIDDEN
        Slip.objects.filter(receipt=row.id).delete()
        row.delete()
    return Withdrawn.DESTROYED


def _destroy_envelopes(numbers: list[int], today: datetime.date) -> bool:
    """Destroy what still waits in mailboxes; True where a legal paper forbids it for some."""
    waiting = list(Envelope.objects.select_for_update().filter(pk__in=numbers).values_list("pk", "mailbox"))
    stopped = set(
        Mailbox.objects.filter(pk__in=[box for _pk, box in waiting], stopped_until__gte=today).values_list(
            "pk", flat=True
        )
    )
    free = [number for number, box in waiting if box not in stopped]
    filing.drop(free)
    Envelope.objects.filter(pk__in=free).delete()
    return len(free) < len(waiting)


def _hide(opened: Opened, row: Receipt, now: datetime.datetime) -> None:
    """Tell the circle's inbox to hide it, and the receipt that it is hidden."""
    if any(one.tells is Tells.HIDDEN for one in opened.told):
        return
    sent = Sent(what=What.WITHDRAWN, when=now, receipt=row.id, receipt_key=opened.code.public)
    sending.seal(row.mailbox, sent, now, from_us=True)
    slips.put(row.id, opened.code.public, Told(tells=Tells.HIDDEN, when=now))
    dies = timezone.localdate(now) + datetime.timedelta(days=HIDDEN_DAYS)
    Receipt.objects.filter(pk=row.id).update(dies=weeks.up(dies))
