"""`toolbox sweep`: destroys what is due. The running server does it once a day by itself."""

import click


@click.command()
@click.pass_context
def sweep(context: click.Context) -> None:
    """Destroy what is due: records whose day has come, files that nobody claimed, sessions that are over.

    Ends with status 1 where the database's files may still hold something of it.

    \b
    Example:
      toolbox sweep
    """
    context.obj()
    from django.utils import timezone

    from toolbox.kernel.retention.sweep import sweep as run

    done = run(timezone.now())
    click.echo(f"Destroyed: {done.records} records, {done.files} unclaimed files, {done.sessions} ended sessions.")
    if not done.shuffled:
        click.echo(
            "The database was not written anew: it was busy, the disk is full, or it is larger than half of the free "
            "memory. What was destroyed opens no more, but sealed pieces of it may lie in the file."
        )
    if not done.settled:
        raise click.ClickException(
            "Somebody was reading all the while, so the write-ahead log may still hold some of it. Run it again."
        )
