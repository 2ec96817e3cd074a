"""Brings the database up to the code, and refuses one that is newer than the code."""

from datetime import UTC, datetime

import click
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from toolbox.kernel.members import accounts
from toolbox.kernel.vault.keys import derive
from toolbox.kernel.vault.models import Mark
from toolbox.library import keeping
from toolbox.library.models import Resource, State
from toolbox.site import postgres

FIRST_LIST = "library/resources.csv"


class CannotOpen(Exception):
    """The database cannot be used; the message is a sentence."""


def bring_up() -> None:
    """Make or migrate the database and load the first list. Raises CannotOpen."""
    if reason := postgres.trouble():
        raise CannotOpen(reason)
    try:
        executor = MigrationExecutor(connection)
        unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
        if unknown:
            raise CannotOpen(
                "The database was made by a newer version of the toolbox than this one. "
                "Start that version, or bring this one up to date; nothing was changed."
            )
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
            # Django notes to the second when that was; nobody needs it.
            MigrationRecorder.Migration.objects.update(applied=datetime(2000, 1, 1, tzinfo=UTC))
    except DatabaseError:
        raise CannotOpen(
            f"The database in {settings.DATA} cannot be opened. Is the disk full, or is it another program’s file? "
            "Nothing was changed."
        ) from None
    _keys_fit()
    _first_load()


def _keys_fit() -> None:
    """Refuse server keys that are not this database's, and a debugging server over real people."""
    mine = derive(settings.PEPPER, "toolbox pepper check 1", size=8).hex()
    mark, _new = Mark.objects.get_or_create(name="pepper", defaults={"value": mine})
    if mark.value != mine:
        raise CannotOpen(
            f"The server's keys in {settings.KEYS} are not those with which this database was made. "
            "Nobody could sign in. Bring the right folder back; nothing was changed."
        )
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
