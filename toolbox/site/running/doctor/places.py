"""Folders: who can enter them, which disk they lie on, and what lies about in them."""

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from toolbox.site.running import placing, upgrading
from toolbox.site.running.doctor.finding import Finding, fine, mind, wrong

SECRET = b"AGE-SECRET-KEY-"
MOST = 1_000_000  # bytes of a file that is looked into
LITTLE = 500 * 1024 * 1024  # bytes


def look(data: Path, keys: Path, backups: Path, *, on_postgresql: bool) -> Iterator[Finding]:
    """What is wrong with the three folders."""
    open_ones = list(_open(data, keys, backups))
    yield from open_ones or [fine("Only one account enters the folders of data, keys and backups.")]
    yield from _apart(data, keys)
    yield from _secrets(data, keys, backups)
    yield from _left(data, on_postgresql)
    yield from _room(data)


def _open(*folders: Path) -> Iterator[Finding]:
    for path in (one for folder in folders if folder.is_dir() for one in (folder, *folder.iterdir())):
        mode = path.lstat().st_mode
        if mode & 0o077 and not stat.S_ISLNK(mode):
            yield wrong(
                f"{path} is open to others.",
                "Every account on this computer can read it.",
                f"chmod {'700' if path.is_dir() else '600'} {path}",
            )
        if path.lstat().st_uid != os.geteuid():
            yield wrong(
                f"{path} belongs to another account than the one that runs this.",
                "The toolbox cannot look after it, or somebody else can change it.",
                "Run the doctor under the account of the toolbox. If that is so: chown it to that account.",
            )


def _apart(data: Path, keys: Path) -> Iterator[Finding]:
    if keys == data or data in keys.parents:
        yield wrong(
            "The keys lie inside the data folder.",
            "Whoever copies the data has the keys with them.",
            "Stop it, move the folder elsewhere, and set TOOLBOX_KEYS to where it is.",
        )
    elif keys.stat().st_dev == data.stat().st_dev:
        yield mind(
            "Data and keys lie on the same disk.",
            "Whoever takes the disk has both, and can try passphrases.",
            "Keep the keys on a stick that you take along after the start: TOOLBOX_KEYS=/media/our-stick/toolbox-keys",
        )
    else:
        yield fine("Data and keys lie on different disks.")


def _secrets(*folders: Path) -> Iterator[Finding]:
    """A secret key of backups, beside what it opens."""
    for path in (one for folder in folders if folder.is_dir() for one in folder.iterdir()):
        if path.is_file() and path.stat().st_size < MOST and SECRET in path.read_bytes():
            yield wrong(
                f"{path} holds a secret key for backups.",
                "Whoever has this computer can open every backup, wherever it is.",
                "Write it on paper, keep that elsewhere, and delete the file. Then make a new key: its disk is not "
                "forgetful.",
            )


def _left(data: Path, on_postgresql: bool) -> Iterator[Finding]:
    if on_postgresql and placing.there(data):
        yield mind(
            f"{data / placing.NAME} is still there, although the toolbox is on PostgreSQL.",
            "It holds what was destroyed since it was moved, and opens with a member's keys.",
            f"When all is well on PostgreSQL: rm {data / placing.NAME}*",
        )
    if any((data / f"{placing.PIECE}{end}").exists() for end in placing.BESIDE):
        yield mind(
            f"{data / placing.PIECE} was left by a restore or a move that was cut off.",
            "It takes room, and is of no use.",
            f"If none is running: rm {data / placing.PIECE}*",
        )
    copy = data / upgrading.COPY
    if copy.exists() and time.time() - copy.stat().st_mtime > upgrading.LASTS + 3600:
        yield wrong(
            f"{copy} is older than a day.",
            "It holds what was destroyed since the upgrade. The running server removes it: so the server does not run.",
            "Start the server.",
        )


def _room(data: Path) -> Iterator[Finding]:
    about = os.statvfs(data)
    free = about.f_bavail * about.f_frsize
    size = sum(path.stat().st_size for path in data.iterdir() if path.is_file())
    if free < max(LITTLE, 2 * size):
        yield wrong(
            f"The disk has {free // 2**20:,} MB left.",
            "When it is full, nothing can be written. The night's work needs as much again as the database has.",
            "Make room, or move to a larger disk.",
        )
    else:
        yield fine(f"The disk has {free // 2**20:,} MB left.")
