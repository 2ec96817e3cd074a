"""`toolbox library …`: keeping the list from the command line. Models are imported when a command runs."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from toolbox.library.hsds.command import import_hsds
from toolbox.library.links.command import check_links
from toolbox.library.review import pairs, review

SHOWN_PROBLEMS = 50


def _today() -> date:
    return datetime.now(UTC).date()


class Ready(click.Group):
    """Has the database made ready (by what the site gave as the context's object) before a command runs."""

    def invoke(self, context: click.Context) -> Any:
        """Run a command; asking for help touches no database."""
        if not {"-h", "--help"} & {*context.args, *getattr(context, "_protected_args", [])}:
            context.obj()
        return super().invoke(context)


@click.group(cls=Ready)
def library() -> None:
    """The list: look up, load, edit, check and share it.

    \b
    Example:
      toolbox library find pen pals
    """


def _told(change: Callable[[], Any]) -> Any:
    from toolbox.library.keeping import CannotEdit

    try:
        return change()
    except CannotEdit as problem:
        raise click.ClickException(str(problem)) from None


@library.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Load a CSV or JSON FILE: new entries are added, known ones (by slug) changed.

    What was edited here stays as it is. Where anything in the file is wrong, nothing is loaded and every wrong
    line is named. Loading the same file twice changes nothing.

    \b
    Example:
      toolbox library load my-list.csv
    """
    from toolbox.library.keeping import load as load_file
    from toolbox.library.rows import MOST_BYTES

    with file.open("rb") as opened:
        report = load_file(opened.read(MOST_BYTES + 1), _today())
    if report.problems:
        for problem in report.problems[:SHOWN_PROBLEMS]:
            click.echo(str(problem), err=True)
        more = len(report.problems) - SHOWN_PROBLEMS
        if more > 0:
            click.echo(f"… and {more} more.", err=True)
        raise click.ClickException("Nothing was loaded. Mend these and load the file again.")
    click.echo(f"{report.added} added, {report.changed} changed, {report.same} the same.")
    if report.kept:
        click.echo(f"{report.kept} had been edited here; what was edited stays.")
    if report.absent:
        click.echo(f"{report.absent} of the library are not in this file; they stay.")


@library.command()
@click.argument("words", nargs=-1, required=True)
def find(words: tuple[str, ...]) -> None:
    """Search for WORDS and show slugs and names.

    \b
    Example:
      toolbox library find pen pals
    """
    from toolbox.library.catalogue import current

    catalogue = current()
    found = catalogue.index.search(" ".join(words))
    for key in found.keys[:20]:
        click.echo(f"{key:50.50}  {catalogue.by_slug[key].resource.name}")
    if not found.keys:
        click.echo(f"Nothing found.{f' Did you mean: {found.did_you_mean}?' if found.did_you_mean else ''}")


@library.command()
@click.argument("slug")
def show(slug: str) -> None:
    """Show every column of the entry SLUG.

    \b
    Example:
      toolbox library show food-not-bombs
    """
    from toolbox.library.columns import cells
    from toolbox.library.keeping import get

    resource = _told(lambda: get(slug))
    for name, text in cells(resource).items():
        click.echo(f"{name}{' (edited here)' if name in resource.edited else ''}: {text}")
    if resource.retired_on:
        click.echo(f"Off the list since {resource.retired_on}.")


@library.command()
@click.argument("slug")
@click.argument("fields", nargs=-1, required=True, metavar="COLUMN=TEXT...")
def edit(slug: str, fields: tuple[str, ...]) -> None:
    """Change columns of the entry SLUG. A later load leaves these columns alone.

    \b
    Example:
      toolbox library edit food-not-bombs status=active looked_on=2026-11-24
    """
    from toolbox.library.keeping import edit as change

    resource = _told(lambda: change(slug, pairs(fields), _today()))
    click.echo(f"Changed: {resource.slug}")


@library.command()
@click.argument("fields", nargs=-1, required=True, metavar="COLUMN=TEXT...")
def add(fields: tuple[str, ...]) -> None:
    """Add an entry. It needs name, kind, category and offers; the slug is made from the name.

    \b
    Example:
      toolbox library add name='Riverbend Fridge' kind=organisation category=food \\
          offers='A public fridge.'
    """
    from toolbox.library.keeping import add as make

    resource = _told(lambda: make(pairs(fields), _today()))
    click.echo(f"Added: {resource.slug}")


@library.command()
@click.option("--spanish", is_flag=True, help="Words in Spanish instead of English.")
def curators(spanish: bool) -> None:
    """Print a one-time code with which one circle keeps the list in the browser. Every earlier code is void.

    A keeper of that circle types it within a week. You never learn which circle it was; only one keeps the list at
    a time.

    \b
    Example:
      toolbox library curators
    """
    from django.conf import settings
    from django.utils import timezone

    from toolbox.library.curating import codes

    if settings.DEBUG:
        raise click.ClickException("TOOLBOX_DEBUG is on: no circles are here.")
    click.echo(codes.new_code(timezone.now(), "es" if spanish else "en"))


@library.command()
@click.argument("slug")
def retire(slug: str) -> None:
    """Take the entry SLUG off the list. Its address goes on and says so; `restore` brings it back.

    \b
    Example:
      toolbox library retire riverbend-fridge
    """
    from toolbox.library.keeping import retire as change

    click.echo(f"Off the list: {_told(lambda: change(slug, _today())).slug}")


@library.command()
@click.argument("slug")
def restore(slug: str) -> None:
    """Put the retired entry SLUG back on the list.

    \b
    Example:
      toolbox library restore riverbend-fridge
    """
    from toolbox.library.keeping import restore as change

    click.echo(f"Back on the list: {_told(lambda: change(slug, _today())).slug}")


@library.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--semicolons", is_flag=True, help="For a spreadsheet that expects semicolons, as in Spanish.")
def export(file: Path, semicolons: bool) -> None:
    """Write the list to FILE, which ends in .csv or .json. `load` takes it back unchanged.

    \b
    Example:
      toolbox library export my-list.csv
    """
    from toolbox.library.exporting import as_csv, as_json, on_the_list

    if file.suffix.lower() not in {".csv", ".json"}:
        raise click.UsageError("The name of the file must end in .csv or .json.")
    listed = on_the_list()
    text = as_json(listed) if file.suffix.lower() == ".json" else as_csv(listed, semicolons=semicolons)
    draft = file.with_name(file.name + ".part")
    try:
        draft.write_bytes(text.encode())
        draft.replace(file)
    except OSError as error:
        raise click.ClickException(f"{file} could not be written ({error.strerror}).") from None
    click.echo(f"Written: {file}")


library.add_command(check_links)
library.add_command(import_hsds)
library.add_command(review)
