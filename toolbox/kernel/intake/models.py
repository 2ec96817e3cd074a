"""The tables of strangers' mail. They say that a public form received so many envelopes, and nothing else.

Nothing here names a circle: which mailbox belongs to which circle stands in that circle's sealed records alone.
"""

from django.db import models

from toolbox.kernel.vault.ids import RowId


class Mailbox(models.Model):
    """Where a form's envelopes wait: a public key, and how much came within this hour."""

    id = RowId()
    public_key = models.BinaryField()
    hour = models.DateTimeField(null=True)  # a full hour
    spent = models.BigIntegerField(default=0)  # bytes that came in it
    stopped_until = models.DateField(null=True)  # a legal paper came: until then nothing that waits is destroyed
    alone = models.BooleanField(default=False)  # fewer than two people hold its key: nothing is taken in
    closed_by_restore = models.BooleanField(default=False)  # until a keeper has made a new key after a restore

    restored = {"closed_by_restore": True}  # what a restored backup says of every row

    class Meta:
        db_table = "intake_mailbox"


class Envelope(models.Model):
    """Something that was sent and that no member has taken in yet. Its files name it as their record."""

    id = RowId()
    mailbox = models.BigIntegerField(db_index=True)
    dies = models.DateField()
    key = models.BinaryField()  # of the body, in a sealed box to the mailbox
    body = models.BinaryField()

    class Meta:
        db_table = "intake_envelope"
        indexes = [models.Index(fields=["dies"], name="intake_envelope_dies")]


class Receipt(models.Model):
    """What somebody without an account comes back to. Opens with their code alone."""

    id = RowId()
    lookup = models.BinaryField(unique=True)  # keyed hash of the code
    mailbox = models.BigIntegerField(db_index=True)  # where what they write more goes
    dies = models.DateField(null=True)  # none while what it is about is open

    class Meta:
        db_table = "intake_receipt"
        indexes = [models.Index(fields=["dies"], name="intake_receipt_dies")]


class Slip(models.Model):
    """Something for whoever holds a receipt, sealed to its key: an answer, or where what they sent lies now."""

    id = RowId()
    receipt = models.BigIntegerField(db_index=True)
    sealed = models.BinaryField()

    class Meta:
        db_table = "intake_slip"
