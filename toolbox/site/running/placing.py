"""Which file a database of SQLite is written to, so that it is there whole or not at all."""

import os
from pathlib import Path

from django.conf import settings
from django.db import connections

from toolbox.site.running.shelf import settle
from toolbox.site.running.wiping import wipe

NAME = "toolbox.sqlite3"
PIECE = f"{NAME}.part"  # what is being written; a process that was killed leaves it behind
BESIDE = ("", "-wal", "-shm", "-journal")


def begin(alias: str) -> None:
    """Let the connection of this name write to a file that nobody knows yet."""
    drop_piece()
    connections[alias].close()
    connections[alias].settings_dict["NAME"] = settings.DATA / PIECE


def finish(alias: str) -> None:
    """Give the file its name."""
    connections[alias].close()  # the last one to close takes the log of changes into the file
    os.rename(settings.DATA / PIECE, settings.DATA / NAME)
    settle(settings.DATA)
    connections[alias].settings_dict["NAME"] = settings.DATA / NAME


def drop_piece() -> None:
    """Remove what is not whole."""
    for end in BESIDE:
        wipe(settings.DATA / f"{PIECE}{end}")


def there(folder: Path) -> bool:
    """Whether a folder holds a database."""
    return (folder / NAME).exists()
