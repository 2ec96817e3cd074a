"""The vault's tables. Clear columns hold random ids, opaque tokens, epochs, versions and weeks; nothing else.

No table says who is in which circle, and none of these columns is a foreign key to a member.
"""

from django.db import models

from toolbox.kernel.vault.ids import RowId


class CircleRow(models.Model):
    """What the server knows of a circle while nobody of it is signed in."""

    id = RowId()
    epoch = models.PositiveIntegerField()
    public_key = models.BinaryField()
    list_version = models.PositiveIntegerField()
    stopped_until = models.DateField(null=True)

    class Meta:
        db_table = "vault_circle"


class Record(models.Model):
    """One sealed document."""

    id = RowId()
    circle = models.BigIntegerField()
    token = models.BinaryField()
    epoch = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    dies = models.DateField(null=True)
    body = models.BinaryField()

    class Meta:
        db_table = "vault_record"
        indexes = [
            models.Index(fields=["circle", "token"], name="vault_record_shelf"),
            models.Index(fields=["circle", "epoch"], name="vault_record_epoch"),
            models.Index(fields=["dies"], name="vault_record_dies"),
        ]


class Wrap(models.Model):
    """A record's key, sealed under its circle's wrapping key. Without it the record is noise."""

    id = RowId()  # the record's
    nonce = models.BinaryField()
    key = models.BinaryField()

    class Meta:
        db_table = "vault_wrap"


class Bridge(models.Model):
    """An old root sealed under the next one, while a rotation is under way."""

    id = RowId()
    circle = models.BigIntegerField(db_index=True)
    epoch = models.PositiveIntegerField()  # of the old root
    nonce = models.BinaryField()
    root = models.BinaryField()

    class Meta:
        db_table = "vault_bridge"


class File(models.Model):
    """A sealed file. Its key lies in the record that it belongs to; until then it waits."""

    id = RowId()
    record = models.BigIntegerField(null=True, db_index=True)
    waits_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "vault_file"


class Frame(models.Model):
    """A piece of a sealed file. In the database, not in a folder: a folder tells when each file was made."""

    id = RowId()
    file = models.BigIntegerField()
    number = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        db_table = "vault_frame"
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="vault_frame_order")]


class Mark(models.Model):
    """A small fact about this installation: which pepper it has, when it was last swept. Nothing about people."""

    id = RowId()
    name = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=100)

    class Meta:
        db_table = "vault_mark"
