"""The folder of the backups: how they are called, and that each goes after fourteen days."""

import datetime
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

DAYS = 14
NAME = re.compile(r"toolbox-(\d{4}-\d\d-\d\d)(?:-(\d+))?\.age")
PIECE = ".part"  # what is being written; a process that was killed leaves it behind


class Backup(NamedTuple):
    """A backup in the folder."""

    day: datetime.date
    number: int  # of that day
    path: Path


def all_in(folder: Path) -> list[Backup]:
    """The backups of a folder, the newest first. Other files are nobody's business here."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := NAME.fullmatch(path.name):
            with suppress(ValueError):  # the thirtieth of February: no backup of ours is called so
                found.append(Backup(datetime.date.fromisoformat(match[1]), int(match[2] or 1), path))
    return sorted(found, reverse=True)


def old(backup: Backup, today: datetime.date) -> bool:
    """Whether its fourteen days are over."""
    return backup.day + datetime.timedelta(days=DAYS) <= today


def tidy(folder: Path, today: datetime.date) -> int:
    """Delete the backups whose days are over, and what killed processes left behind; returns how many backups."""
    gone = [one for one in all_in(folder) if old(one, today)]
    for one in gone:
        one.path.unlink(missing_ok=True)
    for piece in folder.glob(f".toolbox-*{PIECE}"):
        piece.unlink(missing_ok=True)
    return len(gone)


def put(folder: Path, today: datetime.date, fill: Callable[[BinaryIO], None]) -> Path:
    """A new file in the folder, there whole or not at all; returns where. Raises what `fill` raises, and OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = max((one.number for one in all_in(folder) if one.day == today), default=0) + 1
    name = f"toolbox-{today.isoformat()}" + (f"-{number}" if number > 1 else "")
    piece, path = folder / f".{name}{PIECE}", folder / f"{name}.age"
    try:
        with open(os.open(piece, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        piece.rename(path)
    finally:
        piece.unlink(missing_ok=True)
    settle(folder)
    return path


def settle(folder: Path) -> None:
    """See to it that the names of a folder are on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
