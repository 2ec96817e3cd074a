"""`toolbox backup`, `restore`, `move` and `doctor`."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from pyrage.x25519 import Identity  # type: ignore[import-untyped]

    from toolbox.site.running.stream import Tally

T = TypeVar("T")
READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
KEY = click.option(
    "--key", type=READABLE, help="A file with the secret key, on a stick. Without it you are asked to type it in."
)


@click.group(invoke_without_command=True)
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), help="Another folder than that of TOOLBOX_BACKUPS."
)
@click.pass_context
def backup(context: click.Context, folder: Path | None) -> None:
    """Make a backup of everything but sessions, sealed to the keys of TOOLBOX_BACKUP_TO.

    The running server makes one a day by itself. Each is deleted after 14 days. Meanwhile people go on working. A
    database that is older than this version is copied as it is.

    \b
    Example:
      toolbox backup
      toolbox backup --folder /media/our-stick
    """
    if context.invoked_subcommand:
        return
    from django.utils import timezone

    from toolbox.site.database import CannotOpen, look
    from toolbox.site.running import backup as backups
    from toolbox.site.running.age import WrongKey

    now = timezone.now()
    try:
        look()
        made = backups.make(now, folder)
    except (CannotOpen, backups.CannotBackUp, WrongKey) as problem:
        raise click.ClickException(str(problem)) from None
    if folder is None:
        backups.mark(now)
    click.echo(f"{made.path} ({made.size:,} bytes)")
    if made.gone:
        click.echo(f"Older than 14 days, and deleted: {made.gone}")


@backup.command()
def keygen() -> None:
    """Make a key for backups, and show it once. Do it on a computer of your own, not on the server.

    \b
    Example:
      toolbox backup keygen
    """
    from toolbox.site.running.age import new_pair

    made = new_pair()
    click.echo("The secret half. Write it on paper, twice, and keep the sheets in two places away from the server.")
    click.echo("It is shown this once. Whoever has it can open every backup that was sealed to it:\n")
    click.echo(f"    {made.secret}\n")
    click.echo("The public half. Set it on the server; it only seals:\n")
    click.echo(f"    TOOLBOX_BACKUP_TO={made.public}")


@backup.command()
@click.argument("file", type=READABLE)
@KEY
def check(file: Path, key: Path | None) -> None:
    """Open a backup, read it to its end and count, without writing anything.

    Do it on a computer of your own: the secret key has no business on the server.

    \b
    Example:
      toolbox backup check toolbox-2026-11-01.age --key /media/our-stick/key.txt
    """
    from toolbox.site.running.loading import counted, head_of

    source = _opened(file, _asked(key))
    head = _told(partial(head_of, source))
    tallies = _told(partial(counted, source))
    click.echo(f"A backup of {head.day}, written by version {head.toolbox}. It opens, and is whole:")
    _show(tallies)


@click.command()
@click.argument("file", type=READABLE)
@KEY
def restore(file: Path, key: Path | None) -> None:
    """Make a toolbox of a backup, in a data folder and a keys folder that are empty or not there yet.

    It proves itself: every table is compared with what the backup says of it. Sessions, invites and founding codes
    are void afterwards, what is due is destroyed, and public forms stay closed until each circle has a new key.

    \b
    Example:
      TOOLBOX_DATA=./data toolbox restore toolbox-2026-11-01.age
    """
    import os

    from toolbox.site import folders
    from toolbox.site.environment import BadSetting, Environment
    from toolbox.site.running import placing, restoring
    from toolbox.site.running.loading import head_of

    try:
        data, keys = folders.named(Environment())
    except BadSetting as problem:
        raise click.ClickException(str(problem)) from None
    if placing.there(data) and not os.environ.get("DATABASE_URL", "").strip():
        raise click.ClickException(
            f"There is a toolbox in {data} already. Name an empty folder: TOOLBOX_DATA=/some/folder toolbox restore …"
        )
    source = _opened(file, _asked(key))
    head = _told(partial(head_of, source))
    made = _told(partial(restoring.place_keys, head, keys))
    done = None
    try:
        _set_up()
        done = _told(partial(restoring.restore, source, head))
    finally:
        if done is None:
            restoring.take_keys_back(made)
    click.echo(f"The toolbox of {head.day} is back in {data}, every table as the backup says:")
    _show(done.tables)
    for line in restoring.said(done):
        click.echo(line)
    if done.stray:
        raise click.ClickException("It was not whole when it was copied. toolbox doctor says more.")


@click.command()
@click.argument("where", metavar="WHERE", type=click.Choice(["to-postgresql", "to-sqlite"]))
def move(where: str) -> None:
    """Copy everything from SQLite to PostgreSQL, or back. Stop the toolbox first.

    WHERE is to-postgresql or to-sqlite. One side is the file in TOOLBOX_DATA, the other the database of DATABASE_URL.
    Where it goes to must be empty; where it comes from stays as it is.

    \b
    Example:
      DATABASE_URL="postgresql:///toolbox?host=/run/postgresql" toolbox move to-postgresql
    """
    from toolbox.site.running.moving import move as run
    from toolbox.site.serving import check_port

    try:
        check_port()
    except click.ClickException:
        words = "Something answers where this toolbox would: itself, most likely. Stop it first; nothing was moved."
        raise click.ClickException(words) from None
    moved = _told(partial(run, to_postgresql=where == "to-postgresql"))
    click.echo("Every table was compared on both sides: as many rows, with the same in them.")
    _show(moved)
    click.echo(
        "The file in TOOLBOX_DATA is still there, and keeps what is destroyed from now on: when you have looked at the "
        "moved toolbox, delete it. Keep DATABASE_URL set."
        if where == "to-postgresql"
        else "Now start without DATABASE_URL. The PostgreSQL database is still there, and keeps what is destroyed from "
        "now on: when you have looked at the moved toolbox, drop it."
    )


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Look at settings, folders, computer, database and backups, and say what to do.

    It changes nothing. Ends with status 1 where something is wrong.

    \b
    Example:
      toolbox doctor
    """
    from toolbox.site.running.doctor import report
    from toolbox.site.running.doctor.finding import Weight

    found = report.everything()
    for line in report.lines(found):
        click.echo(line)
    context.exit(1 if any(one.weight is Weight.WRONG for one in found) else 0)


def _asked(key: Path | None) -> "Identity":
    """The secret key, from a file or typed in without being shown. Raises ClickException."""
    from toolbox.site.running.age import WrongKey, identity

    typed = key.read_text("utf-8", errors="replace") if key else click.prompt("The secret key", hide_input=True)
    try:
        return identity(typed)
    except WrongKey as problem:
        raise click.ClickException(str(problem)) from None


def _opened(file: Path, key: "Identity") -> Callable[..., None]:
    from toolbox.site.running.age import unseal

    return lambda reader: unseal(file, reader, key)


def _told(act: Callable[[], T]) -> T:
    """Do it; what can go wrong becomes a sentence."""
    from toolbox.site.folders import CannotUse
    from toolbox.site.running.age import WrongKey
    from toolbox.site.running.loading import CannotLoad
    from toolbox.site.running.stream import Damaged

    try:
        return act()
    except (WrongKey, CannotLoad, CannotUse, Damaged) as problem:
        raise click.ClickException(str(problem)) from None


def _set_up() -> None:
    """Read the settings, now that the keys are there. Raises ClickException."""
    import django

    from toolbox.site.environment import BadSetting
    from toolbox.site.folders import CannotUse

    try:
        django.setup()
    except (BadSetting, CannotUse) as problem:
        raise click.ClickException(str(problem)) from None


def _show(tallies: "Mapping[str, Tally]") -> None:
    for name, tally in sorted(tallies.items()):
        if tally.rows:
            click.echo(f"    {tally.rows:>9,}  {name}")
