"""Seeing to it that what was deleted is gone from the files of the database too."""

import time
from pathlib import Path

from django.db import OperationalError, connection

TRIES = 50
PAUSE = 0.02  # seconds
MEMORY = Path("/proc/meminfo")  # Linux tells here how much is free
FIXED = 256 * 1024 * 1024  # bytes


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

    False where it could not be done now: somebody wrote all the while, the disk is full, or the database is too large
    for the memory. The copy is made in memory: on the disk it would leave pieces of what is destroyed later.
    """
    if connection.vendor == "sqlite" and _size() > _room():
        return False
    with connection.cursor() as cursor:
        try:
            cursor.execute("VACUUM" if connection.vendor == "sqlite" else "VACUUM FULL vault_wrap")
        except OperationalError:
            return False
    return True


def _size() -> int:
    """Bytes of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def _room() -> int:
    """Bytes of memory that the copy may take: half of what is free, or a fixed sum where nothing tells."""
    try:
        told = MEMORY.read_text("ascii")
    except OSError:
        return FIXED
    free = next((line.split()[1] for line in told.splitlines() if line.startswith("MemAvailable:")), "")
    return int(free) * 1024 // 2 if free.isdecimal() else FIXED
