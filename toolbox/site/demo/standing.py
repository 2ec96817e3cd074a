"""Whether a data folder holds a town: a small file in it says so, with the seed, and every page shows it."""

import datetime
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from toolbox.kernel.members import accounts
from toolbox.site.demo import script, telling
from toolbox.site.demo.building import build

MARK = "demo"  # settings.DEMO looks for it
FIRST = 1


class Refused(Exception):
    """There is to be no town here; the message is a sentence."""


def stand(seed: int | None, now: datetime.datetime, say: Callable[[str], None]) -> None:
    """See to it that a town stands in the data folder: build it, or leave the one that does. Tells it line by line.

    Raises Refused where real people may be, or where a town of another seed stands.
    """
    town = script.read(settings.CONTENT / "demo")
    mark = settings.DATA / MARK
    there = _seed(mark)
    if accounts.anybody():
        if there is None:
            raise Refused(
                f"The toolbox in {settings.DATA} has members, and is no demo. Nothing was changed. "
                "Take another folder: TOOLBOX_DATA=/some/folder make demo"
            )
        if seed not in {None, there}:
            raise Refused(
                f"In {settings.DATA} stands the town of seed {there}. "
                "Remove that folder first, or take another one: TOOLBOX_DATA=/some/folder make demo"
            )
        say("Riverbend stands already. This is who lived there when it was built.")
        _tell(town, there, say)
        return
    chosen = FIRST if seed is None else seed
    mark.write_text(f"{chosen}\n", "ascii")  # before anybody lives there: no page of the town may lack its mark
    say("Building Riverbend, a town that does not exist. This takes some seconds.")
    built = build(town, chosen, now)
    _tell(town, chosen, say)
    for line in telling.once(built):
        say(line)
    say("")


def _seed(mark: Path) -> int | None:
    """The seed of the town that a folder is marked for, or None."""
    try:
        written = mark.read_text("ascii").strip()
    except FileNotFoundError:
        return None
    return int(written) if written.isdecimal() else FIRST


def _tell(town: script.Town, seed: int, say: Callable[[str], None]) -> None:
    say("")
    tried = [*telling.going_on(town), "", *telling.receipts(town, seed)]
    for line in [*telling.table(town, seed), "", *tried, "", telling.FICTION, ""]:
        say(line)
