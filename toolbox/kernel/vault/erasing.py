"""Seeing to it that what was deleted is gone from the files of the database too."""

import time

from django.db import OperationalError, connection

TRIES = 50
PAUSE = 0.02  # seconds


def settle(tries: int = TRIES) -> bool:
    """Empty SQLite's write-ahead log, which may still hold old pages. True when it is done.

    `secure_delete` has overwritten deleted rows with zeros, but only in the newest pages. The checkpoint fails
    silently while somebody reads, so its answer is looked at, and it is tried again. On PostgreSQL there is
    nothing to be done here: the sweep vacuums (docs/how-to/use-postgresql.md says what stays weaker).
    """
    if connection.vendor != "sqlite":
        return True
    for attempt in range(tries):
        if attempt:
            time.sleep(PAUSE)
        with connection.cursor() as cursor:
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except OperationalError:  # locked by a writer
                continue
            busy, log, _moved = cursor.fetchone()
        if not busy and log <= 0:
            return True
    return False


def shuffle() -> bool:
    """Write the whole database anew in the order of its random ids, so that no page tells what came together.

    False where it could not be done now: somebody wrote all the while, or the disk is full.
    """
    with connection.cursor() as cursor:
        try:
            cursor.execute("VACUUM" if connection.vendor == "sqlite" else "VACUUM FULL vault_wrap")
        except OperationalError:
            return False
    return True
