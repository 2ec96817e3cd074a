"""`python -m toolbox` is the `toolbox` command."""

from toolbox.site.commands import main

main(prog_name="toolbox")
