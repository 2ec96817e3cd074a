"""Somebody comes back with their receipt: reads, writes more, says that it is solved, or withdraws."""

import datetime
from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from toolbox.kernel.intake import limits, slips
from toolbox.kernel.intake.acts import sending
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Envelope, Mailbox, Receipt, Slip
from toolbox.kernel.intake.records import Sent, What
from toolbox.kernel.intake.slips import Lying, Tells, Told
from toolbox.kernel.registry import following
from toolbox.kernel.vault import blind, filing, turns, weeks
from toolbox.kernel.vault.ids import BITS
from toolbox.kernel.vault.keys import derive
from toolbox.kernel.vault.keys import number as spelled

HIDDEN_DAYS = 30  # for which a receipt still says that what it was about is hidden
MOST_ADDED = 100  # times that somebody writes more; so much fits into one record
_WRITES = frozenset({Tells.ADDED, Tells.SOLVED, Tells.AGREED, Tells.REFUSED})  # of errands come as many as are sent


class Withdrawn(Enum):
    """What came of it."""

    DESTROYED = "destroyed"
    HIDDEN = "hidden"  # a legal paper forbids destroying it now


class TooMuch(limits.Full):
    """Somebody wrote more as often as fits into one record."""


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

    Raises as `sending.send` does: no mailbox, closed, too much; and TooMuch after a hundred times.
    """
    add(opened, What.MORE, Tells.ADDED, text, number, now)


def agree(opened: Opened, proposal: int, number: int, now: datetime.datetime) -> None:
    """Say yes to a text that the circle would publish. Raises as `write_more` does."""
    add(opened, What.AGREED, Tells.AGREED, "", number, now, proposal)


def refuse(opened: Opened, proposal: int, text: str, number: int, now: datetime.datetime) -> None:
    """Say no to it, perhaps with what should be changed. Raises as `write_more` does."""
    add(opened, What.REFUSED, Tells.REFUSED, text, number, now, proposal)


def take_back(opened: Opened, public: int, number: int, now: datetime.datetime) -> None:
    """Nobody reads any more what was published: at once, whatever the circle does or has room for.

    Raises LookupError where it was not published, or the receipt is gone.
    """
    if public not in [one.public for one in opened.told if one.tells is Tells.PUBLISHED]:
        raise LookupError
    following.taken_back(public)
    add(opened, What.TAKEN_BACK, Tells.TAKEN_BACK, "", number, now, public, always=True)


def say_solved(opened: Opened, thanks: str, number: int, now: datetime.datetime) -> None:
    """It is solved; perhaps with one sentence for everyone who helped. Raises as `write_more` does."""
    add(opened, What.SOLVED, Tells.SOLVED, thanks, number, now)


def _nothing(_lying: list[Lying]) -> Iterable[int]:
    return ()


def add(
    opened: Opened,
    what: What,
    tells: Tells,
    text: str,
    number: int,
    now: datetime.datetime,
    about: int = 0,
    *,
    always: bool = False,  # whatever the limits say, and even if nobody is left to read it
    within: Callable[[list[Lying]], Iterable[int]] = _nothing,
) -> None:
    """Seal words of the sender to whoever reads the receipt's mailbox, once for each number. Raises as `write_more`.

    `within` sees what lies in the receipt, in the same transaction; what it returns is deleted, what it raises is not.
    """
    row, public, envelope = opened.row, opened.code.public, _envelope(opened.row.id, number)
    sent = Sent(what=what, when=now, receipt=row.id, receipt_key=public, text=text, about=about)
    with turns.turn(), transaction.atomic():
        mailbox = Receipt.objects.select_for_update().get(pk=row.id).mailbox  # it may have been handed on meanwhile
        lying = slips.opened(row.id, opened.code)
        told = [one.told for one in lying]
        if any(one.envelope == envelope for one in told):
            return  # sent twice
        Slip.objects.filter(pk__in=list(within(lying)), receipt=row.id).delete()
        if tells in _WRITES and sum(one.tells in _WRITES for one in told) >= MOST_ADDED:
            raise TooMuch
        if not always or Mailbox.objects.filter(pk=mailbox).exists():
            sending.seal(mailbox, sent, now, envelope, from_us=always)
        slips.put(row.id, public, Told(tells=tells, when=now, envelope=envelope, proposal=about))
    sending.rang(mailbox)


def _envelope(receipt: int, number: int) -> int:
    """The id of what a form adds: the same when it is sent twice, and none that whoever sends it could choose.

    Files name what they belong to by such an id alone.
    """
    made = derive(settings.PEPPER, "toolbox receipt envelope 1", spelled(receipt), spelled(number), size=8)
    return (int.from_bytes(made, "big") >> (64 - BITS)) or 1


def withdraw(opened: Opened, now: datetime.datetime) -> Withdrawn:
    """Destroy what the receipt's pointers name, and the receipt. Under a legal stop it is hidden instead.

    What lies about it in the receipts of others goes in both cases. Copies that a member made elsewhere are out of
    its reach.
    """
    with transaction.atomic():
        row = Receipt.objects.select_for_update().filter(pk=opened.row.id).first()
        if row is None:
            return Withdrawn.DESTROYED
        told = [one.told for one in slips.opened(row.id, opened.code)]  # again: it may have been taken in meanwhile
        Slip.objects.filter(pk__in=[slip for one in told for slip in one.laid]).delete()
        stopped = _destroy_envelopes([one.envelope for one in told if one.envelope], timezone.localdate(now))
        for place, one in enumerate(told):
            if one.record and not blind.destroy(one.circle, one.record, timezone.localdate(now)):
                stopped.add(_lay_in(told[place:], row.mailbox))
        if stopped:
            _hide(opened, row, stopped, now)
            return Withdrawn.HIDDEN
        Slip.objects.filter(receipt=row.id).delete()
        row.delete()
    return Withdrawn.DESTROYED


def _lay_in(since: list[Told], last: int) -> int:
    """The mailbox through which a circle got something: the one that it left next, or where it is now."""
    return next((one.left for one in since if one.left), last)


def _destroy_envelopes(numbers: list[int], today: datetime.date) -> set[int]:
    """Destroy what still waits in mailboxes; returns those in which a legal paper forbids it."""
    waiting = list(Envelope.objects.select_for_update().filter(pk__in=numbers).values_list("pk", "mailbox"))
    stopped = set(
        Mailbox.objects.filter(pk__in=[box for _pk, box in waiting], stopped_until__gte=today).values_list(
            "pk", flat=True
        )
    )
    free = [number for number, box in waiting if box not in stopped]
    filing.drop(free)
    Envelope.objects.filter(pk__in=free).delete()
    return {box for _pk, box in waiting if box in stopped}


def _hide(opened: Opened, row: Receipt, mailboxes: set[int], now: datetime.datetime) -> None:
    """Tell every inbox that has to keep it to hide it, and the receipt that it is hidden."""
    if any(one.tells is Tells.HIDDEN for one in opened.told):
        return
    sent = Sent(what=What.WITHDRAWN, when=now, receipt=row.id, receipt_key=opened.code.public)
    for mailbox in Mailbox.objects.filter(pk__in=mailboxes).values_list("pk", flat=True):
        sending.seal(mailbox, sent, now, from_us=True)
    slips.put(row.id, opened.code.public, Told(tells=Tells.HIDDEN, when=now))
    dies = timezone.localdate(now) + datetime.timedelta(days=HIDDEN_DAYS)
    Receipt.objects.filter(pk=row.id).update(dies=weeks.up(dies))
