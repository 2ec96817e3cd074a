"""Row ids: random numbers of 62 bits that say nothing, and their short spelling in addresses."""

import secrets
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import register_converter

BITS = 62
LENGTH = 13  # letters of five bits each
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUE = {letter: number for number, letter in enumerate(_ALPHABET)}


def new_id() -> int:
    """A random id, never 0."""
    return secrets.randbits(BITS) or new_id()


def spell(number: int) -> str:
    """An id as it stands in addresses: thirteen letters and digits."""
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def unspell(text: str) -> int:
    """The id of a spelling. Raises ValueError where it is none."""
    if len(text) != LENGTH or any(letter not in _VALUE for letter in text):
        raise ValueError("not an id")
    number = 0
    for letter in text:
        number = number << 5 | _VALUE[letter]
    if not 0 < number < 1 << BITS:
        raise ValueError("not an id")
    return number


def unspelled(text: str) -> int:
    """The id of a spelling that a form carries; 0, which nothing has, where it is none."""
    try:
        return unspell(text)
    except ValueError:
        return 0


class RowIdConverter:
    """`<row:record>` in an address."""

    regex = f"[{_ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> int:
        """The number; a spelling of nothing is not found."""
        return unspell(value)

    def to_url(self, value: int) -> str:
        """The spelling."""
        return spell(value)


register_converter(RowIdConverter, "row")


class RowId(models.BigIntegerField):  # type: ignore[type-arg]
    """A random primary key: the rowid itself on SQLite (so that no hidden number counts), bigint on PostgreSQL."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"primary_key": True, "default": new_id, "editable": False, **options})

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """`integer` makes a primary key the rowid of SQLite; `bigint` would leave a sequential one beside it."""
        return "integer" if connection.vendor == "sqlite" else "bigint"
