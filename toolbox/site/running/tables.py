"""The tables of a database as they are in it, even where the code is newer: found through its migrations."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps.registry import Apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from toolbox.kernel.registry.copies import copied
from toolbox.site.running.stream import Node, Rows, Tally, encoder

PAGE = 100  # rows that are in memory at once


@contextmanager
def snapshot(alias: str) -> Iterator[None]:
    """Whatever is read inside is of one moment. Nobody waits for it: writers go on writing.

    Not Django's own transaction: on SQLite that would begin as a writer (`transaction_mode`).
    """
    connection = connections[alias]
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def applied(alias: str) -> tuple[Node, ...]:
    """The migrations that a database has had."""
    return tuple(sorted(MigrationLoader(connections[alias]).applied_migrations))


def models(alias: str) -> list[type[Model]]:
    """Every table of ours that belongs into a copy, with the columns that it has in this database."""
    loader = MigrationLoader(connections[alias])
    nodes = [node for node in loader.applied_migrations if node in loader.graph.nodes]
    state: Apps = loader.project_state(nodes).apps
    found = [model for model in state.get_models(include_auto_created=True) if model._meta.managed]
    return sorted((one for one in found if copied(label(one))), key=label)


def label(model: type[Model]) -> str:
    """What a table is called in a copy."""
    return model._meta.label_lower


def columns(model: type[Model]) -> tuple[str, ...]:
    """Its columns, by the names that Python knows them by."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def pages(model: type[Model], alias: str) -> Iterator[Rows]:
    """All rows of a table in the order of their ids, some at a time."""
    names, last = columns(model), None
    place = names.index(model._meta.pk.attname)
    ordered = model._base_manager.using(alias).order_by("pk")
    while True:
        after = ordered if last is None else ordered.filter(pk__gt=last)
        rows = [[_plain(value) for value in row] for row in after.values_list(*names)[:PAGE]]
        if not rows:
            return
        last = rows[-1][place]
        yield Rows(label(model), names, rows)


def _plain(value: Any) -> Any:
    """PostgreSQL hands out bytes as a view of memory."""
    return bytes(value) if isinstance(value, memoryview) else value


class Counting:
    """Counts the rows of one table, and digests them."""

    def __init__(self) -> None:
        self._rows = 0
        self._digest = hashlib.blake2b(digest_size=32)

    def add(self, page: Rows) -> None:
        """Some more rows."""
        self._rows += len(page.rows)
        for row in page.rows:
            self._digest.update(encoder.encode(row))

    def tally(self) -> Tally:
        """What it came to."""
        return Tally(self._rows, self._digest.digest())


def tally(model: type[Model], alias: str) -> Tally:
    """What a table in a database comes to."""
    counting = Counting()
    for page in pages(model, alias):
        counting.add(page)
    return counting.tally()
