"""A stranger sends a form. What is acknowledged is committed; sent twice, it is there once."""

import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from msgspec.structs import replace

from toolbox.kernel.intake import envelopes, limits, slips
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Envelope, Mailbox, Receipt
from toolbox.kernel.intake.records import Answer, Sent, What
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.notices import marking
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault import filing, weeks
from toolbox.kernel.vault.ids import new_id

WAITS_DAYS = 30  # until it is destroyed if nobody took it in
RECEIPT_DAYS = 14  # for which the receipt says so


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
    try:
        with transaction.atomic():
            if Receipt.objects.filter(lookup=code.lookup).exists():
                return False
            envelope = seal(mailbox, sent, files, now)
            dies = timezone.localdate(now) + datetime.timedelta(days=WAITS_DAYS + RECEIPT_DAYS)
            Receipt.objects.create(id=receipt, lookup=code.lookup, mailbox=mailbox, dies=weeks.up(dies))
            slips.put(receipt, public, replace(told, envelope=envelope))
    except IntegrityError:  # sent twice at once: the other one was quicker
        if Receipt.objects.filter(lookup=code.lookup).exists():
            return False
        raise
    return True


def seal(
    mailbox: int, sent: Sent, files: list[Attachment], now: datetime.datetime, number: int = 0, *, from_us: bool = False
) -> int:
    """Put an envelope into a mailbox, inside a transaction; returns its number. Raises as `send` does.

    `from_us`: a member hands it on, so no limit counts.
    """
    box = Mailbox.objects.select_for_update().get(pk=mailbox)
    envelope = number or new_id()
    key, body = envelopes.seal(bytes(box.public_key), mailbox, envelope, sent)
    if not from_us:
        size = len(body) + sum(file.size for file in files)
        limits.check(box, size, now, begun=sent.what is not What.FORM)
        limits.spend(box, size, now)
    dies = weeks.up(timezone.localdate(now) + datetime.timedelta(days=WAITS_DAYS))
    Envelope.objects.create(id=envelope, mailbox=mailbox, dies=dies, key=key, body=body)
    if not from_us:
        for file in files:
            filing.claim(file.file, envelope)
    marking.arrived()
    marking.ring_channel(mailbox)
    return envelope


def files_of(answers: tuple[Answer, ...]) -> list[Attachment]:
    """The files among answers."""
    return [file for answer in answers for file in answer.files]
