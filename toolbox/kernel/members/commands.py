"""`toolbox found`: codes with which strangers found circles."""

import click

MOST = 50


@click.command()
@click.argument("count", type=click.IntRange(1, MOST), default=1)
@click.option("--spanish", is_flag=True, help="Words in Spanish instead of English.")
@click.pass_context
def found(context: click.Context, count: int, spanish: bool) -> None:
    """Print one-time codes; with each, somebody makes a member and one circle, within a week.

    COUNT is how many, 1 if left out. Hand them on by voice or on paper. You never learn who used one.

    \b
    Example:
      toolbox found 3
    """
    context.obj()
    from django.conf import settings
    from django.utils import timezone

    from toolbox.kernel.members import founding

    if settings.DEBUG:
        raise click.ClickException("TOOLBOX_DEBUG is on: no members are made here.")
    for _number in range(count):
        click.echo(founding.new_code(timezone.now(), "es" if spanish else "en"))
