"""The `toolbox` command. Each room brings its own commands; this file gathers them."""

import errno
import os
import sys

import click

from toolbox import __version__
from toolbox.site.demo.command import own_folder
from toolbox.site.environment import BadSetting
from toolbox.site.folders import CannotUse

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class Toolbox(click.Group):
    """Makes the site ready before a command runs, and turns what can go wrong into a sentence."""

    def invoke(self, context: click.Context) -> object:
        """Run a command. A wrong setting or folder ends with a sentence and status 1."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")
        os.umask(0o077)  # whatever is written is its owner's alone
        if {"-h", "--help"} & {*sys.argv}:
            return super().invoke(context)  # whoever asks for help gets no folders
        if sys.argv[1:2] == ["restore"] or sys.argv[1:3] in (["backup", "keygen"], ["backup", "check"]):
            return super().invoke(context)  # a restore brings its own keys; the other two need no toolbox
        if sys.argv[1:2] == ["demo"]:
            own_folder()
        try:
            import django
            from django.db import DatabaseError

            django.setup()
        except (BadSetting, CannotUse) as problem:
            raise click.ClickException(str(problem)) from None
        try:
            return super().invoke(context)
        except DatabaseError:
            words = "The database could not be read or written. Is the disk full? What was not finished did not happen."
            raise click.ClickException(words) from None
        except UnicodeEncodeError:
            words = "This terminal does not have all letters. Try again with: LC_ALL=C.UTF-8"
            raise click.ClickException(words) from None
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            raise click.ClickException(
                f"{error.filename or 'A file'} could not be written: the disk is full."
            ) from None


def _ready() -> None:
    """Make or bring up the database: what the rooms' commands ask for first."""
    from toolbox.site.database import CannotOpen, bring_up

    try:
        bring_up()
    except CannotOpen as problem:
        raise click.ClickException(str(problem)) from None


@click.group(cls=Toolbox, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="toolbox")
@click.pass_context
def main(context: click.Context) -> None:
    """The Mutual Aid Toolbox, on your own computer.

    \b
    Begin here:
      toolbox serve                        start the site, then open http://127.0.0.1:8000
      toolbox demo                         the same with an invented town in it, for trying everything
      toolbox found                        print a code with which somebody founds a circle
      toolbox backup                       make a sealed copy of everything
      toolbox doctor                       say what is wrong with this installation, and what to do
      toolbox library find pen pals        look something up without a browser
      toolbox library load my-list.csv     take in a list that you keep in a spreadsheet

    Where it keeps its data and on which port it answers is set by names such as TOOLBOX_DATA and PORT;
    `toolbox settings` shows them all with what they are now.
    """
    context.obj = _ready


@main.command()
def settings() -> None:
    """Show every setting, what it is for and what it is now.

    \b
    Example:
      toolbox settings
    """
    from toolbox.site.settings import env

    for setting in env.known:
        value = env.values.get(setting.name)
        if value and setting.secret:
            value = "(set, but not shown: it may hold a password)"
        click.secho(setting.name, bold=True, nl=False)
        click.echo(f" = {value}" if value else f" (not set: {setting.default or 'nothing'})")
        click.echo(f"    {setting.what}")


@main.command()
def serve() -> None:
    """Start the site. On first start, make the database and load the library.

    Ctrl-C stops it. HOST and PORT say where it listens; TOOLBOX_DATA, where its data is.

    \b
    Example:
      PORT=8001 toolbox serve
    """
    from toolbox.site.serving import serve as run

    run(_ready)


def _gather() -> None:
    from toolbox.kernel.members.commands import found
    from toolbox.kernel.retention.commands import sweep
    from toolbox.library.commands import library
    from toolbox.site.demo.command import demo
    from toolbox.site.kits.command import kit
    from toolbox.site.running.commands import backup, doctor, move, restore

    for command in (backup, demo, doctor, found, kit, library, move, restore, sweep):
        main.add_command(command)


_gather()
