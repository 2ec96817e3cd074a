"""The few statements that fetch sealed rows quickly: a shelf of 10,000 goes through here in one piece."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper

PIECE = 100  # rows that are fetched at once


class Row(NamedTuple):
    """A record and its wrap as they lie in the database."""

    id: int
    token: bytes
    epoch: int
    version: int
    dies: datetime.date | None
    body: bytes
    nonce: bytes
    wrapped: bytes


_COLUMNS = "r.id, r.token, r.epoch, r.version, r.dies, r.body, w.nonce, w.key"
_WRAP = "LEFT JOIN vault_wrap w ON w.id = r.id"  # a join in brackets would make SQLite read every circle's records


def marks(values: Sequence[object]) -> str:
    """A question mark for each value."""
    return ", ".join(["%s"] * len(values))


def standing(circle: int, tokens: Sequence[bytes]) -> tuple[int, Iterator[Row]]:
    """The circle's epoch and every record on the shelves of these tokens, in one statement: both of one moment.

    The epoch is 0 where there is no such circle.
    """
    cursor = connection.cursor()
    cursor.execute(
        f"SELECT c.epoch, {_COLUMNS} FROM vault_circle c"  # noqa: S608 (no value is put into the text)
        f" LEFT JOIN vault_record r ON r.circle = c.id AND r.token IN ({marks(tokens)}) {_WRAP} WHERE c.id = %s",
        [*tokens, circle],
    )
    first = cursor.fetchone()
    return (first[0] if first else 0), _in_pieces(cursor, first)


def _in_pieces(cursor: CursorWrapper, first: tuple[Any, ...] | None) -> Iterator[Row]:
    """The rows of `standing` as they come: each is opened while it is still in the processor's cache."""
    with cursor:
        piece = [first] if first else []
        while piece:
            for row in piece:
                if row[-1] is not None:
                    yield Row._make(row[1:])
            piece = cursor.fetchmany(PIECE)


def single(circle: int, record: int) -> tuple[int, Row | None]:
    """The circle's epoch and one record of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.epoch, {_COLUMNS} FROM vault_circle c"  # noqa: S608
            f" LEFT JOIN vault_record r ON r.circle = c.id AND r.id = %s {_WRAP} WHERE c.id = %s",
            [record, circle],
        )
        row = cursor.fetchone()
    if row is None:
        return 0, None
    return row[0], Row._make(row[1:]) if row[-1] is not None else None


def count(circle: int, tokens: Sequence[bytes]) -> int:
    """How many records stand on the shelves of these tokens; opens nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM vault_record WHERE circle = %s AND token IN ({marks(tokens)})",  # noqa: S608
            [circle, *tokens],
        )
        return int(cursor.fetchone()[0])


def there(circle: int, ids: Iterable[int]) -> set[int]:
    """Those of some ids under which a circle still has a record; opens nothing."""
    wanted, found = sorted(ids), set[int]()
    with connection.cursor() as cursor:
        for first in range(0, len(wanted), PIECE):
            piece = wanted[first : first + PIECE]
            cursor.execute(
                f"SELECT id FROM vault_record WHERE circle = %s AND id IN ({marks(piece)})",  # noqa: S608
                [circle, *piece],
            )
            found.update(row[0] for row in cursor.fetchall())
    return found


def lock_circle(circle: int, *, alone: bool = False) -> tuple[int, int, datetime.date | None] | None:
    """Epoch, list version and legal stop of a circle, held until the transaction ends; None where it is gone.

    SQLite's transactions are alone anyway; on PostgreSQL the row is locked, shared unless `alone`.
    """
    lock = "" if connection.vendor == "sqlite" else (" FOR UPDATE" if alone else " FOR SHARE")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT epoch, list_version, stopped_until FROM vault_circle WHERE id = %s{lock}", [circle])  # noqa: S608
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1], _day(row[2]))


def versions(circle: int, ids: Iterable[int]) -> dict[int, int]:
    """The versions of records as they are now, held until the transaction ends."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    lock = "" if connection.vendor == "sqlite" else " FOR UPDATE"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, version FROM vault_record WHERE circle = %s AND id IN ({marks(wanted)}) ORDER BY id{lock}",  # noqa: S608
            [circle, *wanted],
        )
        return dict(cursor.fetchall())


def _day(value: object) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]
