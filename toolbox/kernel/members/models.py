"""The members' tables. No name, no e-mail address, no exact time; and nothing says which circles somebody is in."""

import os

from django.db import models

from toolbox.kernel.vault.ids import RowId


def new_stamp() -> bytes:
    """Random bytes that a member's sessions must know."""
    return os.urandom(16)


class MemberRow(models.Model):
    """Somebody with a handle and a passphrase. All sealed columns of all members have the same sizes at first."""

    id = RowId()
    handle = models.BinaryField(unique=True)  # keyed hash under the pepper
    salt = models.BinaryField()
    memory = models.PositiveIntegerField()  # Argon2id, KiB
    passes = models.PositiveIntegerField()
    verifier = models.BinaryField()
    public_key = models.BinaryField()
    private = models.BinaryField()  # private key and keyring key, under `unlock`
    door = models.BinaryField()  # second factor, under `unlock`
    recovery = models.BinaryField()  # the private column again, under the recovery sheet's code; or noise
    keyring = models.BinaryField()  # under the keyring key
    version = models.PositiveIntegerField()  # of the keyring
    stamp = models.BinaryField(default=new_stamp)  # sessions begun under another one are over: freezing changes it

    class Meta:
        db_table = "members_member"


class KeyNote(models.Model):
    """News about a circle's root, sealed to one member; most are dummies. Every deed writes one for every member."""

    id = RowId()
    member = models.BigIntegerField(db_index=True)
    sealed = models.BinaryField()

    class Meta:
        db_table = "members_note"


class SessionRow(models.Model):
    """A signed-in browser. Opens only with its cookie and the key that lives in the server's memory."""

    copied = False  # into no backup

    id = RowId()
    cookie = models.BinaryField(unique=True)  # hash
    family = models.BinaryField(db_index=True)  # the same for all sessions of one member; tells no more
    ends = models.DateTimeField()  # in steps of five minutes, as the next
    awake_until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sealed = models.BinaryField()

    class Meta:
        db_table = "members_session"


class FoundingCode(models.Model):
    """A one-time code with which a stranger makes a member and a circle."""

    voided = True  # by a restore: it may have been used since

    id = RowId()
    lookup = models.BinaryField(unique=True)
    ends = models.DateTimeField()  # a full hour

    class Meta:
        db_table = "members_founding_code"


class Freeze(models.Model):
    """A member who cannot sign in: a comrade said that they were arrested."""

    id = RowId()
    member = models.BigIntegerField(db_index=True)
    freezer = models.BinaryField(unique=True)  # token of whoever froze: one open freeze each
    until = models.DateTimeField(null=True)  # a full hour; null once a second one confirmed
    confirmed = models.BinaryField(null=True)  # token of the second one
    needed = models.PositiveSmallIntegerField(default=2)  # how many must want them back
    restorers = models.BinaryField(default=bytes)  # tokens of who wants them back

    class Meta:
        db_table = "members_freeze"
