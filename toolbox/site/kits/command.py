"""`toolbox kit …`: checks kits, begins a new one, shows one as text."""

from pathlib import Path

import click


@click.group()
def kit() -> None:
    """Kits: each kind of mutual aid project, as data.

    \b
    Example:
      toolbox kit check
      toolbox kit new tool-library
    """


@kit.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.pass_context
def check(context: click.Context, folder: Path | None) -> None:
    """Check kits: those of this toolbox, or FOLDER, one kit or a folder of several. Says file and line.

    Ends with status 1 where something is wrong.

    \b
    Example:
      toolbox kit check
      toolbox kit check data/kits/tool-library
    """
    context.obj()
    from toolbox.kernel.projects.kits import checking, finding, reading
    from toolbox.site.kits.known import known

    if folder is not None and not folder.is_dir():
        raise click.ClickException(f"There is no folder {folder}.")
    found = _folders(folder) if folder else [*finding.folders(finding.shipped()), *finding.folders(finding.own())]
    if not found:
        raise click.ClickException("There is no kit here: a kit is a folder with a kit.toml in it.")
    there = known()
    problems = [one for path in found for one in checking.problems(reading.read(path), there)]
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise click.ClickException(f"{len(problems)} things want mending in {len(found)} kits.")
    click.echo(f"Nothing is wrong with {'this kit' if len(found) == 1 else f'these {len(found)} kits'}.")


def _folders(folder: Path) -> list[Path]:
    from toolbox.kernel.projects.kits import finding

    return [folder] if (folder / "kit.toml").exists() else finding.folders(folder)


@kit.command()
@click.argument("slug")
def new(slug: str) -> None:
    """Begin a kit of your own in the data folder, from a template that says what goes where.

    \b
    Example:
      toolbox kit new tool-library
    """
    import re
    import shutil

    from toolbox.kernel.projects.kits import finding

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise click.ClickException("A kit is named with small letters a to z, digits and hyphens: tool-library.")
    target = finding.own() / slug
    if target.exists():
        raise click.ClickException(f"{target} is there already.")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(finding.shipped() / "_new", target)
    click.echo(f"{target} is there. Change its four files, then: toolbox kit check {target}")
    click.echo("Pages show it after the toolbox was started anew.")


@kit.command()
@click.argument("slug")
@click.option("--language", default="en", type=click.Choice(["en", "es"]), help="en or es.")
def preview(slug: str, language: str) -> None:
    """Show a kit as text, as it would be read.

    \b
    Example:
      toolbox kit preview bail-fund --language es
    """
    from toolbox.kernel.projects.kits import finding
    from toolbox.site.kits import preview as previews

    kit = finding.kits().get(slug)
    if kit is None:
        raise click.ClickException(f"There is no kit “{slug}”, or its files cannot be read: toolbox kit check")
    click.echo(previews.text(kit, language))
