"""`toolbox library review`: what was taken in from elsewhere waits here until somebody has read it."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from toolbox.library.models import Waiting


def pairs(fields: tuple[str, ...]) -> dict[str, str]:
    """Fields of the form column=text. Raises UsageError with a sentence."""
    parts = [field.partition("=") for field in fields]
    wrong = [name for name, equals, _text in parts if not equals]
    if wrong:
        raise click.UsageError(f"“{wrong[0]}” is not of the form column=text, such as phone='+1 415 555 0142'.")
    return {name.strip(): text for name, _equals, text in parts}


def _waiting(number: int) -> "Waiting":
    from toolbox.library import reviewing

    found = reviewing.find(number)
    if found is None:
        raise click.ClickException(f"Nothing waits under number {number}. See: toolbox library review")
    return found


@click.group(invoke_without_command=True)
@click.pass_context
def review(context: click.Context) -> None:
    """Entries from elsewhere that wait to be read. Nobody sees them before they are accepted.

    \b
    Example:
      toolbox library review
    """
    if context.invoked_subcommand:
        return
    from toolbox.library import reviewing

    waiting = reviewing.waiting()
    for entry in waiting:
        click.echo(f"{entry.pk:5}  {entry.row.get('name', '')[:70]}  ({entry.came_from})")
    click.echo(f"{len(waiting)} waiting. Read one: toolbox library review show NUMBER")


@review.command("show")
@click.argument("number", type=int)
def show(number: int) -> None:
    """Show what waits under NUMBER.

    \b
    Example:
      toolbox library review show 3
    """
    entry = _waiting(number)
    click.echo(f"From {entry.came_from}, {entry.arrived_on}")
    for name, text in entry.row.items():
        if text:
            click.echo(f"{name}: {text}")


@review.command("accept")
@click.argument("number", type=int)
@click.argument("fields", nargs=-1, metavar="[COLUMN=TEXT...]")
def accept(number: int, fields: tuple[str, ...]) -> None:
    """Put what waits under NUMBER on the list, with changes where they are needed (often category=…).

    \b
    Example:
      toolbox library review accept 3 category=food
    """
    from datetime import UTC, datetime

    from toolbox.library import reviewing
    from toolbox.library.keeping import CannotEdit

    entry = _waiting(number)
    try:
        resource = reviewing.accept(entry, pairs(fields), datetime.now(UTC).date())
    except CannotEdit as problem:
        raise click.ClickException(
            f"{problem}\nGive what is missing: toolbox library review accept {number} category=…"
        ) from None
    click.echo(f"Added: {resource.slug}")


@review.command("decline")
@click.argument("number", type=int)
def decline(number: int) -> None:
    """Leave out what waits under NUMBER; the same entry will not come back with the next import.

    \b
    Example:
      toolbox library review decline 3
    """
    from datetime import UTC, datetime

    from toolbox.library import reviewing

    reviewing.decline(_waiting(number), datetime.now(UTC).date())
    click.echo("Declined.")
