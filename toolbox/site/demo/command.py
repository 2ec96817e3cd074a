"""`toolbox demo`: a fictional town, for trying everything."""

import click


@click.command()
def demo() -> None:
    """Not there yet."""
    raise click.ClickException("Not there yet.")
