"""The command that takes in another’s list. Loaded before Django is set up, so it imports inside."""

from pathlib import Path

import click

MOST_SHOWN = 20


@click.command("import-hsds")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "came_from", default="", help="Who keeps the list: shown in the review.")
def import_hsds(file: Path, came_from: str) -> None:
    """Take in another toolbox's or directory's list for review.

    FILE is an HSDS export in JSON or ndjson, 20 MB at most, such as what another toolbox gives at
    /hsds/resources?format=ndjson. Nothing is published: the entries wait until somebody here accepts them.
    Taking in the same file again adds nothing.

    \b
    Example:
      toolbox library import-hsds their-list.ndjson --from 'Sunridge'
    """
    from django.utils import timezone

    from toolbox.library.hsds.import_ import keep, read
    from toolbox.library.hsds.reading import MOST_BYTES

    with file.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    report = keep(read(data), came_from or file.name, timezone.localdate())
    _tell("Left out", [str(remark) for remark in report.remarks])
    if report.problems:
        _tell("Wrong", [str(problem) for problem in report.problems])
        raise click.ClickException("Nothing was taken in.")
    click.echo(f"{report.added} added to the entries that wait for review. Nothing is published yet.")
    for number, words in (
        (report.here, "in the library already"),
        (report.waiting, "waiting already"),
        (report.declined, "declined here before"),
        (report.repeated, "in the file twice, as a service and as its organization or as a resource"),
    ):
        if number:
            click.echo(f"{number} {words}.")


def _tell(heading: str, sentences: list[str]) -> None:
    for sentence in sentences[:MOST_SHOWN]:
        click.echo(f"{heading}: {sentence}", err=True)
    if len(sentences) > MOST_SHOWN:
        click.echo(f"{heading}: … and {len(sentences) - MOST_SHOWN} more.", err=True)
