"""The statements that write sealed rows. They run inside a transaction of whoever calls them."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from toolbox.kernel.vault import filing
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.models import Record, Wrap
from toolbox.kernel.vault.sealing import Sealed

Pair = tuple[Held[Any], Sealed]


def insert(circle: int, pairs: Sequence[Pair]) -> None:
    """Write new records and their wraps."""
    Record.objects.bulk_create(
        Record(
            id=sealed.id,
            circle=circle,
            token=sealed.token,
            epoch=sealed.epoch,
            version=1,
            dies=held.dies,
            body=sealed.body,
        )
        for held, sealed in pairs
    )
    Wrap.objects.bulk_create(Wrap(id=sealed.id, nonce=sealed.nonce, key=sealed.wrapped) for _held, sealed in pairs)


def update(pairs: Sequence[Pair]) -> None:
    """Write changed records anew. Their versions were checked in this transaction."""
    if not pairs:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE vault_record SET token = %s, epoch = %s, version = version + 1, dies = %s, body = %s WHERE id = %s",
            [(sealed.token, sealed.epoch, held.dies, sealed.body, sealed.id) for held, sealed in pairs],
        )
        cursor.executemany(
            "UPDATE vault_wrap SET nonce = %s, key = %s WHERE id = %s",
            [(sealed.nonce, sealed.wrapped, sealed.id) for _held, sealed in pairs],
        )


def delete(ids: Sequence[int]) -> None:
    """Delete records with all that belongs to them: their wraps and their files."""
    filing.drop(ids)
    Wrap.objects.filter(pk__in=ids).delete()
    Record.objects.filter(pk__in=ids).delete()
