"""Backups: whether there are any, how old the newest is, and where they lie."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from toolbox.site.running import age, shelf
from toolbox.site.running.doctor.finding import Finding, fine, mind, wrong

LATE = 2  # days


def look(to: Sequence[str], folder: Path, data: Path, today: datetime.date) -> Iterator[Finding]:
    """What is wrong with them."""
    if not to:
        yield mind(
            "No backups are made.",
            "When the disk dies, all is gone. That may be what your circles want: decide with them.",
            "On a computer of your own: toolbox backup keygen. Then set TOOLBOX_BACKUP_TO.",
        )
        return
    try:
        age.recipients(to)
    except age.WrongKey as problem:
        yield wrong("Backups cannot be sealed.", "None is made.", f"TOOLBOX_BACKUP_TO: {problem}")
        return
    yield from newest(shelf.all_in(folder), len(to), today)
    if folder.is_dir() and folder.stat().st_dev == data.stat().st_dev:
        yield mind(
            "The backups lie on the same disk as the data.",
            "When the disk dies or is taken, they are gone with it.",
            "Set TOOLBOX_BACKUPS to a folder on another disk, or take copies elsewhere (and count their days).",
        )


def newest(there: Sequence[shelf.Backup], keys: int, today: datetime.date) -> Iterator[Finding]:
    """How old the newest is, and whether any is too old."""
    if not there or (today - there[0].day).days >= LATE:
        yield wrong(
            f"The newest backup is of {there[0].day.isoformat()}." if there else "There is no backup yet.",
            "The running server makes one a day: so it was off, or the disk is full, or the folder cannot be written.",
            "Run toolbox backup, and see what it says.",
        )
    else:
        sealed = "one key" if keys == 1 else f"{keys} keys"
        yield fine(f"The newest backup is of {there[0].day.isoformat()}, sealed to {sealed}.")
    if any(shelf.old(one, today) for one in there):
        yield wrong(
            "There are backups of more than fourteen days.",
            "They hold what was destroyed since. The running server deletes them: so it was off.",
            "Start the server, or run: toolbox backup",
        )
