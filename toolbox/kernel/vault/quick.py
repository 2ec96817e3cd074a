"""Single statements for what many people do at the same minute.

Django builds its SQL anew for each query, which takes ten times as long as SQLite takes to answer it. A form that a
stranger sends asks a dozen times; where a hundred send one at once, each waits for all of that.
"""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


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
    fields = row._meta.concrete_fields
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    do(_insertion(type(row)), *values)


@cache
def _insertion(model: type[Model]) -> str:
    names = [str(field.column) for field in model._meta.concrete_fields]
    marks = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 (names of ours)
