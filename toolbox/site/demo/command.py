"""`toolbox demo`: an invented town, for trying everything."""

import os

import click

FOLDER = "demo"


def own_folder() -> None:
    """Unless a folder is named, the town gets one of its own. Must be called before the settings are read."""
    if not os.environ.get("TOOLBOX_DATA", "").strip():
        os.environ["TOOLBOX_DATA"] = FOLDER


@click.command()
@click.option(
    "--seed",
    type=click.IntRange(0, 999_999),
    help="Another number: the same town with other passphrases and other hands. 1 if left out.",
)
@click.option("--serve/--no-serve", default=True, help="Start the site, or only build the town.")
@click.pass_context
def demo(context: click.Context, seed: int | None, serve: bool) -> None:
    """Start the site with an invented town in it, for trying everything.

    On first start it builds Riverbend: a dozen members, five circles, ninety notes, what strangers sent them, and a
    dozen projects. It prints the passphrase of each member. All of it is fiction, and every page says so. The folder
    is ./demo unless TOOLBOX_DATA names another one; a folder in which real people are is refused. Remove folder and
    keys, and the town is gone.

    \b
    Example:
      toolbox demo
      toolbox demo --seed 7 --no-serve
    """
    from django.conf import settings

    if settings.DEBUG:
        raise click.ClickException("TOOLBOX_DEBUG is on: no members are made here, not even invented ones.")
    if not os.environ.get("TOOLBOX_DATA", "").strip():
        raise click.ClickException("Name a folder of its own for the town: TOOLBOX_DATA=demo toolbox demo")
    if not serve:
        _build(context, seed)
        return
    from toolbox.site.serving import serve as run

    run(lambda: _build(context, seed))


def _build(context: click.Context, seed: int | None) -> None:
    """Bring the database up, see to it that a town stands there, and let every page of this process say so."""
    context.obj()
    from django.conf import settings
    from django.utils import timezone

    from toolbox.site.demo.standing import Refused, stand

    try:
        stand(seed, timezone.now(), click.echo)
    except Refused as reason:
        raise click.ClickException(str(reason)) from None
    settings.DEMO = True  # it was read before the folder was marked
