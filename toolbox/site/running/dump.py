"""A copy of a whole database as a stream of bytes, the same from SQLite and from PostgreSQL."""

import datetime
from collections.abc import Generator, Mapping

from toolbox import __version__
from toolbox.site.running import tables
from toolbox.site.running.stream import End, Head, Tally, written


def pieces(alias: str, keys: Mapping[str, str], today: datetime.date, demo: str = "") -> Generator[bytes, None, None]:
    """The copy, piece by piece: a page of rows is in memory at a time, and nothing is written anywhere."""
    with tables.snapshot(alias):
        yield written(Head(__version__, today.isoformat(), tables.applied(alias), dict(keys), demo=demo))
        found: dict[str, Tally] = {}
        for model in tables.models(alias):
            counting = tables.Counting()
            for page in tables.pages(model, alias):
                counting.add(page)
                yield written(page)
            found[tables.label(model)] = counting.tally()
        yield written(End(found))
