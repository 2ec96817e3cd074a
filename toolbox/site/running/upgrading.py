"""Before the tables change to a newer version: a copy, so that there is a way back."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from toolbox.site.running import age, backup, shelf
from toolbox.site.running.wiping import wipe

COPY = "before-upgrade.sqlite3"
UNDER_WAY = "upgrade-under-way"  # there from the copy until the tables are those of this version
LASTS = 24 * 3600  # seconds


class _UnderWay(msgspec.Struct):
    """What is written down while the tables change: where the copy is, and how far the tables were when it was made."""

    copy: str
    tables: list[list[str]]


def begin() -> str:
    """Make the copy; returns a sentence that says where it is. Raises CannotBackUp, and then nothing may change.

    Where an upgrade broke, the copy from before it stays the way back, however often the toolbox is started since: a
    copy of tables that are half changed leads nowhere.
    """
    tables = [list(one) for one in sorted(MigrationRecorder(connection).applied_migrations())]
    before = _under_way()
    if before is not None and before.tables != tables and Path(before.copy).is_file():
        return f"The copy from before the upgrade that broke is still there: {before.copy}"
    made, said = _copied()
    try:
        (settings.DATA / UNDER_WAY).write_bytes(msgspec.json.encode(_UnderWay(str(made or ""), tables)))
    except OSError:
        raise backup.CannotBackUp("The data folder cannot be written. Is the disk full?") from None
    return said


def done() -> None:
    """The tables are those of this version."""
    (settings.DATA / UNDER_WAY).unlink(missing_ok=True)


def _under_way() -> _UnderWay | None:
    try:
        return msgspec.json.decode((settings.DATA / UNDER_WAY).read_bytes(), type=_UnderWay)
    except (OSError, msgspec.MsgspecError):
        return None


def _copied() -> tuple[Path | None, str]:
    if settings.BACKUP_TO:
        try:
            made = backup.make(timezone.now())
        except age.WrongKey as problem:
            raise backup.CannotBackUp(f"TOOLBOX_BACKUP_TO: {problem}") from None
        return Path(made.path), f"A backup from before the upgrade: {made.path}"
    if connection.vendor != "sqlite":
        return None, "No copy was made before the upgrade: TOOLBOX_BACKUP_TO is not set."
    path = settings.DATA / COPY
    try:
        wipe(path)
        _copy(settings.DATABASES["default"]["NAME"], path)
    except (OSError, sqlite3.Error):
        wipe(path)
        raise backup.CannotBackUp("The copy from before the upgrade could not be written. Is the disk full?") from None
    return path, f"A copy from before the upgrade, for a day: {path}"


def _copy(source: str | Path, target: Path) -> None:
    """The whole file with what its log holds. It is no plainer than the database: what is sealed stays sealed."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    with target.open("rb") as file:
        os.fsync(file.fileno())
    shelf.settle(target.parent)


def drop_old() -> bool:
    """Destroy the copy once it is a day old and the upgrade is done; returns whether it was."""
    path: Path = settings.DATA / COPY
    if _under_way() is not None or not path.is_file() or time.time() - path.stat().st_mtime < LASTS:
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
