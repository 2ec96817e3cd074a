"""Before the tables change to a newer version: a copy, so that there is a way back."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from toolbox.site.running import age, backup, shelf
from toolbox.site.running.wiping import wipe

COPY = "before-upgrade.sqlite3"
LASTS = 24 * 3600  # seconds


def copy() -> str:
    """Make the copy; returns a sentence that says where it is. Raises CannotBackUp, and then nothing may change."""
    if settings.BACKUP_TO:
        try:
            made = backup.make(timezone.now())
        except age.WrongKey as problem:
            raise backup.CannotBackUp(f"TOOLBOX_BACKUP_TO: {problem}") from None
        return f"A backup from before the upgrade: {made.path}"
    if connection.vendor != "sqlite":
        return "No copy was made before the upgrade: TOOLBOX_BACKUP_TO is not set."
    path = settings.DATA / COPY
    try:
        wipe(path)
        _copy(settings.DATABASES["default"]["NAME"], path)
    except (OSError, sqlite3.Error):
        wipe(path)
        raise backup.CannotBackUp("The copy from before the upgrade could not be written. Is the disk full?") from None
    return f"A copy from before the upgrade, for a day: {path}"


def _copy(source: str | Path, target: Path) -> None:
    """The whole file with what its log holds. It is no plainer than the database: what is sealed stays sealed."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    with target.open("rb") as file:
        os.fsync(file.fileno())
    shelf.settle(target.parent)


def drop_old() -> bool:
    """Destroy the copy once it is a day old; returns whether it was."""
    path: Path = settings.DATA / COPY
    if not path.is_file() or time.time() - path.stat().st_mtime < LASTS:
        return False
    wipe(path)
    return True


def way_back(said: str) -> str:
    """What to do after an upgrade that broke."""
    return (
        f"The database could not be brought up to this version. {said} "
        "Go back to the version that you had and to that copy: docs/how-to/back-up-and-restore.md says how. "
        "Nobody can use the toolbox until then."
    )
