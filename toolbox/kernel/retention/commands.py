"""`toolbox sweep`: destroys what is due. The running server does it once a day by itself."""

import click


@click.command()
@click.option("--now-is-right", is_flag=True, help="The computer's date is right, also where it is far from the last.")
@click.pass_context
def sweep(context: click.Context, now_is_right: bool) -> None:
    """Destroy what is due: records whose day has come, files that nobody claimed, sessions that are over.

    Where the last sweep is more than 8 days away, it asks you to look at the clock first: what is destroyed does not
    come back. Ends with status 1 then, and where the database's files may still hold something of it.

    \b
    Example:
      toolbox sweep
      toolbox sweep --now-is-right
    """
    context.obj()
    from django.utils import timezone

    from toolbox.kernel.retention import clock
    from toolbox.kernel.retention.sweep import sweep as run

    now = timezone.now()
    last, today = clock.last_sweep(), timezone.localdate(now)
    if clock.is_far(last, today) and not now_is_right:
        raise click.ClickException(
            f"This computer says that today is {today}. The last sweep was on {last}. Nothing was destroyed. If today "
            "is right: toolbox sweep --now-is-right. If not, set the clock first: timedatectl set-ntp true"
        )
    done = run(now)
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
