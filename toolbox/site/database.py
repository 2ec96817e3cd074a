"""Brings the database up to the code, and refuses one that is newer than the code."""

from datetime import UTC, datetime

import click
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from toolbox.kernel.members import accounts
from toolbox.kernel.vault.models import Mark
from toolbox.library import keeping
from toolbox.library.models import Resource, State
from toolbox.site.logs import where
from toolbox.site.postgres import manners
from toolbox.site.running import placing, upgrading
from toolbox.site.running.backup import CannotBackUp
from toolbox.site.running.proving import keys_fit, pepper_mark

FIRST_LIST = "library/resources.csv"
_OTHER_KEYS = (
    "The server's keys in {} are not those with which this database was made. "
    "Nobody could sign in. Bring the right folder back; nothing was changed."
)


class CannotOpen(Exception):
    """The database cannot be used; the message is a sentence."""


def bring_up() -> None:
    """Make or migrate the database and load the first list. Raises CannotOpen."""
    if reason := manners.trouble():
        raise CannotOpen(reason)
    try:
        if outstanding():
            _upgrade()
    except DatabaseError:
        raise CannotOpen(
            f"The database in {settings.DATA} cannot be opened. Is the disk full, does it belong to another "
            "account, or is it another program’s file? "
            "Nothing was changed."
        ) from None
    _keys_fit()
    _first_load()


def look() -> None:
    """See that there is a database of ours that can be read, and change nothing. Raises CannotOpen."""
    if reason := manners.trouble():
        raise CannotOpen(reason)
    if connection.vendor == "sqlite" and not placing.there(settings.DATA):
        raise CannotOpen(f"There is no toolbox in {settings.DATA} yet. Start it once: toolbox serve")
    outstanding()
    if not keys_fit():
        raise CannotOpen(_OTHER_KEYS.format(settings.KEYS))


def outstanding(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether the tables are older than the code. Raises CannotOpen where they are newer."""
    executor = MigrationExecutor(connections[alias])
    if set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations):
        raise CannotOpen(
            "The database was made by a newer version of the toolbox than this one. "
            "Start that version, or bring this one up to date; nothing was changed."
        )
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Bring the tables up to the code. Raises DatabaseError, and what a migration raises."""
    call_command("migrate", database=alias, verbosity=0, interactive=False)
    # Django notes to the second when that was; nobody needs it.
    MigrationRecorder.Migration.objects.using(alias).update(applied=datetime(2000, 1, 1, tzinfo=UTC))


def _upgrade() -> None:
    """Bring the tables up; where there are any already, after a copy of them."""
    if not MigrationRecorder(connection).applied_migrations():
        migrate()
        return
    try:
        said = upgrading.begin()
    except CannotBackUp as problem:
        raise CannotOpen(f"{problem} Without a copy no upgrade is begun; nothing was changed.") from None
    click.echo(said, err=True)  # where a service runs, what is printed otherwise goes nowhere
    try:
        migrate()
    except Exception as error:  # noqa: BLE001 (whatever it was, there is a way back)
        raise CannotOpen(f"{upgrading.way_back(said)} ({where(error)})") from None
    upgrading.done()


def _keys_fit() -> None:
    """Refuse server keys that are not this database's, and a debugging server over real people."""
    mine = pepper_mark()
    mark, _new = Mark.objects.get_or_create(name="pepper", defaults={"value": mine})
    if mark.value != mine:
        raise CannotOpen(_OTHER_KEYS.format(settings.KEYS))
    if settings.DEBUG and accounts.anybody():
        raise CannotOpen(
            "TOOLBOX_DEBUG shows in full what goes wrong, so it refuses a toolbox that has members. "
            "Take another folder: TOOLBOX_DATA=/some/folder make run"
        )


def _first_load() -> None:
    """Load the list that comes with the toolbox, where no list was ever loaded."""
    if State.objects.exists() or Resource.objects.exists():
        return
    report = keeping.load((settings.CONTENT / FIRST_LIST).read_bytes(), datetime.now(UTC).date())
    if report.problems:
        raise CannotOpen(f"The list that comes with the toolbox is damaged. {report.problems[0]}")
    click.echo(f"The library is loaded: {report.added} entries.")
