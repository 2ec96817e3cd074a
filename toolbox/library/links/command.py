"""`toolbox library check-links`: asks every resource's address and tells what became of it."""

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # a command is loaded before Django is ready, and quickly
    from toolbox.library.links.manners import Manners
    from toolbox.library.links.outcome import Outcome
    from toolbox.library.links.run import Summary, Target, Write

SEE = "toolbox library check-links --failures"
LEFT = "left for a later run"
STOPPED = 130  # what a shell expects of a command that Ctrl-C ended


@click.command("check-links")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask at most N addresses.")
@click.option("--only", multiple=True, metavar="SLUG", help="Ask only this entry; can be repeated.")
@click.option("--again", is_flag=True, help="Ask those too that were asked today already.")
@click.option(
    "--at-once",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    metavar="N",
    help="Requests at the same time.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Wait so long between two requests to one host.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Wait so long for one request.",
)
@click.option("--failures", is_flag=True, help="Ask nothing: list what did not answer well last time.")
def check_links(
    *,
    limit: int | None,
    only: tuple[str, ...],
    again: bool,
    at_once: int,
    pause: float,
    timeout: float,
    failures: bool,
) -> None:
    """Ask every address on the list whether it still answers.

    An address that was asked today is left out, so a run that was stopped goes on where it was. Private
    addresses are never asked. To ask through Tor or another proxy, set TOOLBOX_PROXY.

    A page says that a link is gone only after two failures on different days.

    \b
    Example:
      toolbox library check-links --limit 20
    """
    if failures:
        _list_failures()
        return
    from django.utils import timezone

    from toolbox.library.links import record

    today = timezone.localdate()
    manners = _manners(at_once, pause, timeout)
    try:
        targets = record.to_ask(today, only=only, again=again, limit=limit)
    except record.NoSuchResource as error:
        raise click.ClickException(f"There is no entry “{error}” on the list.") from None
    if not targets:
        click.echo("There is nothing to ask: no address, or all were asked today (--again asks once more).")
        return
    summary = _run(targets, manners, partial(record.write, day=today))
    record.finish()
    _tell(summary, len(targets))
    if summary.stopped:
        sys.exit(STOPPED)


def _manners(at_once: int, pause: float, timeout: float) -> "Manners":
    from django.conf import settings

    from toolbox.kernel.outside.proxies import BadProxy
    from toolbox.library.links.manners import Manners

    try:
        return Manners(
            connect=min(10.0, timeout),
            read=min(15.0, timeout),
            total=timeout,
            at_once=at_once,
            pause=pause,
            proxy=settings.PROXY,
        )
    except BadProxy as error:
        raise click.ClickException(str(error)) from None


def _run(targets: "list[Target]", manners: "Manners", write: "Write") -> "Summary":
    from toolbox.library.links.run import check_all

    if not sys.stdout.isatty():
        return check_all(targets, manners, write, _plain_line)
    with click.progressbar(length=len(targets), label="Asking", show_pos=True) as bar:
        return check_all(targets, manners, write, lambda *_done: bar.update(1))


def _plain_line(done: int, total: int, outcome: "Outcome | None") -> None:
    click.echo(f"{done} of {total}: {outcome or LEFT}")


def _tell(summary: "Summary", total: int) -> None:
    from toolbox.library.links.outcome import Outcome

    counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(summary.counts.items()))
    click.echo(f"Asked {summary.counts.total()} of {total}: {counts or 'no answers'}.")
    if summary.left:
        click.echo(f"{summary.left} {LEFT}: their hosts asked us to wait.")
    if summary.stopped:
        click.echo("Stopped. Run it again to go on.")
    if summary.counts.total() > summary.counts[Outcome.OK]:
        click.echo(f"See what did not answer well: {SEE}")


def _list_failures() -> None:
    from toolbox.library.links import record

    troubles = record.troubles()
    for trouble in troubles:
        code = f" {trouble.code}" if trouble.code else ""
        led_to = f" → {trouble.led_to}" if trouble.led_to else ""
        click.echo(f"{trouble.outcome}{code}, {trouble.day}: {trouble.slug} {trouble.url}{led_to}")
    if not troubles:
        click.echo("Nothing: every address that was asked answered well, or none was asked yet.")
