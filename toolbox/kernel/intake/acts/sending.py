"""A stranger sends a form. What is acknowledged is committed; sent twice, it is there once."""

import datetime
from contextlib import nullcontext
from typing import NamedTuple

from django.db import IntegrityError, transaction
from msgspec.structs import replace

from toolbox.kernel.intake import envelopes, limits, slips
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Envelope, Mailbox, Receipt
from toolbox.kernel.intake.records import Answer, Sent, What
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.notices import marking
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.retention import clock
from toolbox.kernel.vault import filing, quick, turns, weeks
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.padding import LARGEST, TooLarge

WAITS_DAYS = 30  # until it is destroyed if nobody took it in
RECEIPT_DAYS = 14  # for which the receipt says so
MOST_SENT = LARGEST // 2  # bytes without files: its record has room for what is written and answered since


class Filled(NamedTuple):
    """A form as it was filled in, and what its page promised."""

    form: str
    purpose: str
    language: str
    answers: tuple[Answer, ...]
    days: int = 0  # within which an answer was promised
    phone: str = ""  # whom to call if nobody answers


def send(mailbox: int, code: Code, filled: Filled, now: datetime.datetime) -> bool:
    """Seal it into a mailbox and make its receipt; False where this code has sent it already.

    Raises Mailbox.DoesNotExist, limits.Closed, Again, Full, FileGone where a file waited too long, and TooLarge.
    """
    files = files_of(filled.answers)
    receipt, public = new_id(), code.public
    sent = Sent(
        what=What.FORM,
        when=now,
        receipt=receipt,
        receipt_key=public,
        form=filled.form,
        purpose=filled.purpose,
        language=filled.language,
        answers=filled.answers,
    )
    told = Told(tells=Tells.SENT, when=now, about=filled.form, days=filled.days, phone=filled.phone)
    room = limits.room(mailbox, now)
    envelope = _sealed(room.public_key, mailbox, new_id(), sent)
    if envelope.size > MOST_SENT:
        raise TooLarge
    size = envelope.size + sum(file.size for file in files)
    limits.check(room, size, now)
    slip = slips.sealed(receipt, public, replace(told, envelope=envelope.id))
    today = clock.believed(now)
    dies = today + datetime.timedelta(days=WAITS_DAYS + RECEIPT_DAYS)
    try:
        # Everything is sealed before: the turn to write is held for a few statements.
        with turns.turn(), transaction.atomic() if files else nullcontext():
            quick.together(  # before the files: sent twice, it fails here, and not because they are taken
                quick.insertion(Receipt(id=receipt, lookup=code.lookup, mailbox=mailbox, dies=weeks.up(dies))),
                quick.insertion(_row(envelope, mailbox, today)),
                quick.insertion(slip),
                limits.spending(mailbox, size, now),
            )
            for file in files:
                filing.claim(file.file, envelope.id)
    except IntegrityError:  # sent twice: the other one was quicker
        if Receipt.objects.filter(lookup=code.lookup).exists():
            return False
        raise
    rang(mailbox)
    return True


class _Envelope(NamedTuple):
    """An envelope, sealed and not stored yet."""

    id: int
    key: bytes
    body: bytes

    @property
    def size(self) -> int:
        """Bytes of the body."""
        return len(self.body)


def _sealed(public_key: bytes, mailbox: int, number: int, sent: Sent) -> _Envelope:
    return _Envelope(number, *envelopes.seal(public_key, mailbox, number, sent))


def _row(envelope: _Envelope, mailbox: int, today: datetime.date) -> Envelope:
    """As it is stored."""
    dies = weeks.up(today + datetime.timedelta(days=WAITS_DAYS))
    return Envelope(id=envelope.id, mailbox=mailbox, dies=dies, key=envelope.key, body=envelope.body)


def rang(mailbox: int) -> None:
    """Something arrived: bells ring, without a time and without a name."""
    marking.arrived(mailbox)


def seal(mailbox: int, sent: Sent, now: datetime.datetime, number: int = 0, *, from_us: bool = False) -> int:
    """Put an envelope without files into a mailbox, inside a transaction; returns its number. Raises as `send` does.

    `from_us`: a member hands it on, so no limit counts. Call `rang` once it is committed.
    """
    Mailbox.objects.select_for_update().only("id").get(pk=mailbox)
    room = limits.room(mailbox, now)
    envelope = _sealed(room.public_key, mailbox, number or new_id(), sent)
    if not from_us:
        limits.check(room, envelope.size, now, begun=sent.what is not What.FORM)
        limits.spend(mailbox, envelope.size, now)
    quick.insert(_row(envelope, mailbox, clock.believed(now)))
    return envelope.id


def files_of(answers: tuple[Answer, ...]) -> list[Attachment]:
    """The files among answers."""
    return [file for answer in answers for file in answer.files]
