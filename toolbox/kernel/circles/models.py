"""The one table of this room. It does not say to which circle an invite leads, or who wrote it."""

from django.db import models

from toolbox.kernel.vault.ids import RowId


class InviteRow(models.Model):
    """An invite, sealed under its code."""

    voided = True  # by a restore: it may have been used or withdrawn since

    id = RowId()
    lookup = models.BinaryField(unique=True)
    sealed = models.BinaryField()
    ends = models.DateTimeField()  # a full hour

    class Meta:
        db_table = "circles_invite"
