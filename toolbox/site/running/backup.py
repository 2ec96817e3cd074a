"""A backup: one moment of the whole database with the server's keys, sealed to age keys that lie elsewhere."""

import datetime
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pyrage  # type: ignore[import-untyped]
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from toolbox.kernel.vault.models import Mark
from toolbox.site.alone import alone
from toolbox.site.running import age, dump, shelf

MARK = "backed up"  # the day of the last one
LOCK = "backing-up"
DEMO = "demo"  # the file that says that a town is invented, as settings.DEMO knows it


class CannotBackUp(Exception):
    """No backup was made. The message is a sentence."""


class Made(NamedTuple):
    """A backup that was made."""

    path: Path
    size: int  # bytes
    gone: int  # older ones that were deleted


def keys() -> dict[str, str]:
    """The server's keys as they were read at the start: their folder may be on a stick that is not here any more."""
    return {"signing": settings.SECRET_KEY, "pepper": settings.PEPPER.hex()}


def demo() -> str:
    """The seed, where all of this is an invented town."""
    mark: Path = settings.DATA / DEMO
    return mark.read_text("ascii").strip() if mark.is_file() else ""


def make(now: datetime.datetime, folder: Path | None = None) -> Made:
    """Make one. Nothing of it is on a disk before it is sealed. Raises CannotBackUp, WrongKey."""
    to = age.recipients(settings.BACKUP_TO)
    if not to:
        raise CannotBackUp(
            "To whom? A backup is sealed to a key that lies elsewhere. Make one with: toolbox backup keygen. "
            "Then set TOOLBOX_BACKUP_TO to its public half."
        )
    where, today = folder or settings.BACKUPS, timezone.localdate(now)
    with alone(LOCK) as mine:
        if not mine:
            raise CannotBackUp("Another backup is being made just now. Try again when it is done.")
        try:
            gone = shelf.tidy(where, today)
            with closing(dump.pieces(DEFAULT_DB_ALIAS, keys(), today, demo())) as pieces:
                path = shelf.put(where, today, lambda file: age.seal(pieces, file, to))
            return Made(path, path.stat().st_size, gone)
        except (OSError, pyrage.EncryptError):
            raise CannotBackUp(
                f"The backup could not be written to {where}. Is the disk full, or may only somebody else write there?"
            ) from None


def tidy(now: datetime.datetime) -> None:
    """Delete the backups whose fourteen days are over, also where no new ones are wanted."""
    with alone(LOCK) as mine:
        if mine:
            shelf.tidy(settings.BACKUPS, timezone.localdate(now))


def mark(now: datetime.datetime) -> None:
    """Write down that today has its backup."""
    Mark.objects.update_or_create(name=MARK, defaults={"value": timezone.localdate(now).isoformat()})


def is_due(now: datetime.datetime) -> bool:
    """Whether backups are wanted, and today's is still to come."""
    if not settings.BACKUP_TO:
        return False
    last = Mark.objects.filter(name=MARK).values_list("value", flat=True).first()
    return last is None or last < timezone.localdate(now).isoformat()
