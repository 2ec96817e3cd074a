"""A database in a file of its own, with the settings of a real toolbox, for tests with several connections.

The tests' usual SQLite database lies in memory, where threads cannot wait for each other as they do on a disk.
On PostgreSQL the tests' own database serves as it is.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from django.core.management import call_command
from django.db import connection, connections

T = TypeVar("T")

FILES = ("", "-wal", "-shm")


@contextmanager
def database(folder: Path) -> Iterator[Path]:
    """Use an empty database in a folder until the block ends; gives its path."""
    path = folder / "base.sqlite3"
    if connection.vendor != "sqlite":
        yield path
        return
    path.write_bytes(_migrated())
    with _connected(path):
        yield path


@cache
def _migrated() -> bytes:
    """A file with all tables: made once, since making them takes longer than most of what is done with them."""
    with TemporaryDirectory() as folder, _connected(Path(folder) / "base.sqlite3") as path:
        call_command("migrate", verbosity=0)
        connection.close()  # what stands in the log goes into the file
        return path.read_bytes()


@contextmanager
def _connected(path: Path) -> Iterator[Path]:
    """Take the database in this file until the block ends."""
    before = connection.settings_dict["NAME"]
    kept = connection.connection  # the one in memory lives as long as somebody is connected to it
    connection.connection = None
    connection.settings_dict["NAME"] = str(path)
    try:
        yield path
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        connection.connection = kept


def bytes_of(path: Path) -> bytes:
    """All that a database's files hold."""
    return b"".join(Path(f"{path}{end}").read_bytes() for end in FILES if Path(f"{path}{end}").exists())


def at_once(*deeds: Callable[[], T]) -> list[T | Exception]:
    """Do several things at the same time, each with a connection of its own; what came of each, in their order."""
    ready = threading.Barrier(len(deeds))

    def one(deed: Callable[[], T]) -> T | Exception:
        ready.wait(20)
        try:
            return deed()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def kinds(results: Sequence[object]) -> list[str]:
    """The names of what came out, sorted: errors by their class, all else as `done`."""
    return sorted(type(one).__name__ if isinstance(one, Exception) else "done" for one in results)
