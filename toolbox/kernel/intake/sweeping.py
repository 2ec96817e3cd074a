"""The night's sweep of strangers' mail: what nobody took in, and receipts whose day has come."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from toolbox.kernel.intake.models import Envelope, Mailbox, Receipt, Slip
from toolbox.kernel.notices import marking
from toolbox.kernel.vault import filing, weeks

SLICE = 500
SPARED = datetime.timedelta(days=7)  # for what became due on days on which nobody could take it in
AFTER = datetime.timedelta(days=14)  # for which its receipt outlives it


def sweep(today: datetime.date) -> int:
    """Destroy what is due, but for mailboxes where a legal paper stops it; returns how many things."""
    Mailbox.objects.filter(stopped_until__lt=today).update(stopped_until=None)
    return _envelopes(today) + _receipts(today)


def spare(today: datetime.date) -> None:
    """The server was off, or its clock was wrong: what waits unread gets a week more before it is destroyed.

    Nobody could read it on days that were not there; and what came while the clock was behind would be due at once.
    """
    Envelope.objects.filter(dies__lte=today).update(dies=weeks.up(today + SPARED))
    Receipt.objects.filter(dies__lte=today).update(dies=weeks.up(today + SPARED + AFTER))


def _envelopes(today: datetime.date) -> int:
    gone = 0
    due = Envelope.objects.filter(dies__lte=today).exclude(mailbox__in=_stopped())
    while late := _locked(due):
        gone += len(late)
    return gone


def _locked(due: QuerySet[Envelope]) -> list[int]:
    with transaction.atomic():
        late = list(due.select_for_update().values_list("pk", flat=True)[:SLICE])
        filing.drop(late)
        Envelope.objects.filter(pk__in=late).delete()
    return late


def _receipts(today: datetime.date) -> int:
    gone = 0
    while True:
        with transaction.atomic():
            due = Receipt.objects.filter(dies__lte=today).exclude(mailbox__in=_stopped())
            late = list(due.values_list("pk", flat=True)[:SLICE])
            if not late:
                return gone
            Slip.objects.filter(receipt__in=late).delete()
            Receipt.objects.filter(pk__in=late).delete()
        gone += len(late)


def _stopped() -> QuerySet[Mailbox, int]:
    return Mailbox.objects.filter(~Q(stopped_until=None)).values_list("pk", flat=True)


def end(mailboxes: list[int]) -> None:
    """Destroy mailboxes whose circle has ended, with all that waits. Receipts stay for their days, and say so."""
    with transaction.atomic():
        waiting = list(Envelope.objects.filter(mailbox__in=mailboxes).values_list("pk", flat=True))
        filing.drop(waiting)
        Envelope.objects.filter(pk__in=waiting).delete()
        Mailbox.objects.filter(pk__in=mailboxes).delete()
    for mailbox in mailboxes:
        marking.forget_channel(mailbox)
