"""A copy taken into an empty database, in one transaction, and compared with what it says of itself."""

from collections.abc import Callable, Mapping

from django.core.management.color import no_style
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from toolbox.site.running import tables
from toolbox.site.running.stream import Damaged, End, Head, Message, Node, Reader, Rows, Tally

Models = Mapping[str, type[Model]]  # by label, such as `vault.record`
Source = Callable[[Reader], None]  # writes a whole copy to the reader


class CannotLoad(Exception):
    """The copy was not taken in, and nothing of it is there. The message is a sentence."""


class Enough(Exception):
    """The first message was read; the rest comes later."""


def head_of(source: Source) -> Head:
    """What stands first in a copy. Raises Damaged, and whatever the source raises."""
    found: list[Head] = []

    def take(message: Message) -> None:
        if isinstance(message, Head):
            found.append(message)
        raise Enough

    try:
        source(Reader(take))
    except Enough:
        return found[0]
    raise Damaged("The backup is cut off: there is nothing in it.")


def counted(source: Source) -> dict[str, Tally]:
    """Read a copy to its end without a database, and compare it with what it says of itself. Raises Damaged."""
    counting: dict[str, tables.Counting] = {}
    ends: list[End] = []

    def take(message: Message) -> None:
        if isinstance(message, Rows):
            counting.setdefault(message.table, tables.Counting()).add(message)
        elif isinstance(message, End):
            ends.append(message)

    _read(source, take)
    _same(ends[0].tables, {name: one.tally() for name, one in counting.items()})
    return ends[0].tables


def load(source: Source, alias: str, then: Callable[[Models], None] | None = None) -> dict[str, Tally]:
    """Take a copy in. The tables are then as they were when it was made: `migrate` brings them up.

    `then` does more in the same transaction: it is called with the tables by their labels.
    Raises CannotLoad, Damaged, and whatever the source raises; then there are empty tables, or none.
    """
    if not is_empty(alias):
        raise CannotLoad("The database is not empty. A copy only goes into an empty one; nothing was changed.")
    _prepare(head_of(source).migrations, alias)
    models = {tables.label(model): model for model in tables.models(alias)}
    ends: list[End] = []
    with transaction.atomic(using=alias):
        for model in models.values():
            model._base_manager.using(alias).all().delete()  # what migrations put there

        def take(message: Message) -> None:
            if isinstance(message, Rows):
                _insert(models, message, alias)
            elif isinstance(message, End):
                ends.append(message)

        _read(source, take)
        _same(ends[0].tables, {name: tables.tally(model, alias) for name, model in models.items()})
        if then:
            then(models)
        _count_on(list(models.values()), alias)
    return ends[0].tables


def is_empty(alias: str) -> bool:
    """Whether no table of ours has a row."""
    there = connections[alias].introspection.table_names()
    if "django_migrations" not in there:
        return True
    return not any(model._base_manager.using(alias).exists() for model in tables.models(alias))


def _read(source: Source, take: Callable[[Message], None]) -> None:
    reader = Reader(take)
    source(reader)
    reader.close()


def _prepare(nodes: tuple[Node, ...], alias: str) -> None:
    """Make the tables as they were."""
    executor = MigrationExecutor(connections[alias])
    wanted = set(map(tuple, nodes))
    if wanted - set(executor.loader.disk_migrations):
        raise CannotLoad(
            "The copy was made by a newer version of the toolbox than this one. Bring this one up to date first; "
            "nothing was changed."
        )
    if set(executor.loader.applied_migrations) - wanted:
        raise CannotLoad(
            "The database has tables of another version. Make it anew, with createdb; nothing was changed."
        )
    graph = executor.loader.graph
    known = wanted & graph.nodes.keys()
    executor.migrate(
        [node for node in sorted(known) if not {child.key for child in graph.node_map[node].children} & known]
    )


def _insert(models: Models, page: Rows, alias: str) -> None:
    model = models.get(page.table)
    if model is None or page.columns != tables.columns(model):
        raise Damaged(f"The backup holds a table that does not belong to it: {page.table}.")
    fields = model._meta.concrete_fields
    try:
        model._base_manager.using(alias).bulk_create(
            model(**{field.attname: field.to_python(value) for field, value in zip(fields, row, strict=True)})
            for row in page.rows
        )
    except (DatabaseError, ValueError) as error:
        raise CannotLoad(
            f"A row of the table {model._meta.db_table} does not fit into this database ({type(error).__name__}). "
            "Is the disk full? Nothing was changed."
        ) from None


def _same(said: Mapping[str, Tally], found: Mapping[str, Tally]) -> None:
    """Raises Damaged where a table came to something else than it should."""
    empty = tables.Counting().tally()
    for name in sorted({*said, *found}):
        if said.get(name, empty) != found.get(name, empty):
            raise Damaged(f"The table {name} is not what the copy says of it. Nothing was changed.")


def _count_on(models: list[type[Model]], alias: str) -> None:
    """PostgreSQL gives the next row of a public table a number that is free."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
