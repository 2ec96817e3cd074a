"""From SQLite to PostgreSQL and back: the same copy as a backup, through memory, with every table compared."""

from collections.abc import Mapping
from contextlib import closing

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils import timezone

from toolbox.site.database import CannotOpen, migrate, outstanding
from toolbox.site.postgres import manners
from toolbox.site.running import dump, placing
from toolbox.site.running.loading import CannotLoad, load
from toolbox.site.running.stream import Reader, Tally

FILE = "file"  # what the SQLite file is called here, beside the database of DATABASE_URL


def move(*, to_postgresql: bool) -> Mapping[str, Tally]:
    """Copy everything but sessions. What was there before stays as it is. Raises CannotLoad and Damaged."""
    if connection.vendor != "postgresql":
        raise CannotLoad("Set DATABASE_URL to the PostgreSQL database: toolbox move goes from or to that one.")
    if reason := manners.trouble():
        raise CannotLoad(reason)
    if placing.there(settings.DATA) != to_postgresql:
        raise CannotLoad(
            f"There is no database in {settings.DATA}: nothing to move."
            if to_postgresql
            else f"There is a database in {settings.DATA} already. Move it away first; nothing was changed."
        )
    connections.settings[FILE] = connections.configure_settings(
        {DEFAULT_DB_ALIAS: {}, FILE: {**settings.SQLITE, "NAME": settings.DATA / placing.NAME}}
    )[FILE]
    try:
        return _copied(FILE, DEFAULT_DB_ALIAS) if to_postgresql else _to_file()
    finally:
        connections.close_all()


def _to_file() -> Mapping[str, Tally]:
    placing.begin(FILE)
    try:
        moved = _copied(DEFAULT_DB_ALIAS, FILE)
        placing.finish(FILE)
        return moved
    finally:
        connections[FILE].close()
        placing.drop_piece()


def _copied(source: str, target: str) -> Mapping[str, Tally]:
    try:
        if outstanding(source):
            raise CannotLoad(
                "Start this version of the toolbox once on the old database, then move. Nothing was changed."
            )
    except CannotOpen as problem:
        raise CannotLoad(str(problem)) from None

    def write(reader: Reader) -> None:
        with closing(dump.pieces(source, {}, timezone.localdate())) as pieces:
            for piece in pieces:
                reader.write(piece)

    moved = load(write, target)
    migrate(target)
    return moved
