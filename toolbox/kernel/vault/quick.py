"""Single statements for what many people do at the same minute.

Django builds its SQL anew for each query, which takes ten times as long as SQLite takes to answer it. A form that a
stranger sends asks a dozen times; where a hundred send one at once, each waits for all of that.
"""

from functools import cache
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Model


class Statement(NamedTuple):
    """A statement with its values, which never stand in the statement itself."""

    words: str
    values: tuple[Any, ...]

    def __repr__(self) -> str:
        return "Statement"


def one(statement: str, *values: Any) -> tuple[Any, ...] | None:
    """The first row that a statement finds, as the database holds it. Values never stand in the statement itself."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def do(statement: str, *values: Any) -> None:
    """A statement that finds nothing."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def insert(row: Model) -> None:
    """Store a new row. Raises IntegrityError as `save` does."""
    words, values = insertion(row)
    do(words, *values)


def insertion(row: Model) -> Statement:
    """The statement that stores a new row."""
    fields = row._meta.concrete_fields
    values = (field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields)
    return Statement(_insertion(type(row)), tuple(values))


def together(*statements: Statement) -> None:
    """Do all of them or none; no one of them may need what another does. Raises IntegrityError.

    Outside of a transaction PostgreSQL gets them as one message. Whoever waits in line behind waits for one answer then
    instead of six, and each answer waits for all other threads of its process.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        with transaction.atomic():
            for words, values in statements:
                do(words, *values)
        return
    *before, last = statements
    parts = ", ".join(f"part_{number} AS ({part.words})" for number, part in enumerate(before))
    do(f"WITH {parts} {last.words}", *(value for part in statements for value in part.values))


@cache
def _insertion(model: type[Model]) -> str:
    names = [str(field.column) for field in model._meta.concrete_fields]
    marks = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 (names of ours)
