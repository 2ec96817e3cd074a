"""The tables of bells. A member's row names no form, a form's row no member, and none a circle; no exact time."""

from django.db import models

from toolbox.kernel.vault.ids import RowId


class Bell(models.Model):
    """Where a notice goes. `whose` is the id of a member or of a form's mailbox; each has one bell at most."""

    id = RowId()  # a new one with each code: the code is made from it
    whose = models.BigIntegerField(unique=True)
    kind = models.PositiveSmallIntegerField()  # rules.Whose
    sealed = models.BinaryField()  # the address, under the pepper
    unconfirmed_until = models.DateField(null=True)  # null once the code was typed back
    wrong = models.PositiveSmallIntegerField(default=0)  # codes that were typed
    says = models.PositiveSmallIntegerField(default=0)  # rules.Says: what waits to be sent
    tries = models.PositiveSmallIntegerField(default=0)  # at sending it
    again = models.DateTimeField(null=True)  # not before; a full hour, or a step of five minutes
    failed = models.BooleanField(default=False)  # the last notice did not go out

    class Meta:
        db_table = "notices_bell"


class Reminder(models.Model):
    """A day on which a member is told that something is due. Not what, and not where."""

    id = RowId()
    member = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        db_table = "notices_reminder"
        constraints = [models.UniqueConstraint(fields=["member", "day"], name="notices_reminder_once")]


class Pause(models.Model):
    """How often codes and tests were asked for today, so that nobody has strangers flooded. Gone the next day.

    `whose` is the id of a member or of a form's mailbox, or stands for an address: `rules.counted`.
    """

    copied = False  # into no backup

    id = RowId()
    whose = models.BigIntegerField(unique=True)
    day = models.DateField()
    count = models.PositiveSmallIntegerField()
    until = models.DateTimeField()  # a step of five minutes

    class Meta:
        db_table = "notices_pause"
