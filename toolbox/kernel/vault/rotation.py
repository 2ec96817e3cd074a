"""A new root for a circle: begun in one short transaction, carried on in batches by any member's requests.

Until the last batch, bridges lead from the new root back to the old ones. Whoever held only an old root reads
nothing that was written, or carried over, after the beginning.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction

from toolbox.kernel.vault import bridges, rows, sealing
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.keys import CircleKeys, new_root
from toolbox.kernel.vault.models import Bridge, CircleRow, Record
from toolbox.kernel.vault.trouble import Damaged, Missing, Moved
from toolbox.kernel.vault.writing import update

BATCH = 500


def begin(circle: Circle, settings: Held[Any], deliver: Callable[[CircleKeys, int], None]) -> CircleKeys:
    """Write the next epoch, the changed settings and the bridge; `deliver` writes the notes that carry the new root.

    `deliver` is called inside the transaction with the new keys and the new list version. Raises Moved where the
    circle or its settings have moved since they were read: nothing is changed then. Returns the new keys; the
    circle given follows them only if its holder still is a member.
    """
    old = circle.keys
    new = CircleKeys(new_root(), old.epoch + 1)
    with transaction.atomic():
        row = rows.lock_circle(circle.id, alone=True)
        if row is None:
            raise Missing
        if row[0] != old.epoch or rows.versions(circle.id, [settings.id]).get(settings.id) != settings.version:
            raise Moved(frozenset({settings.id}))
        sealed = sealing.seal(new, circle.id, settings.id, settings.kind, settings.value, settings.shelf)
        bridges.build(circle.id, old, new).save(force_insert=True)
        CircleRow.objects.filter(pk=circle.id).update(epoch=new.epoch, public_key=new.public, list_version=row[1] + 1)
        update([(settings, sealed)])
        deliver(new, row[1] + 1)
    return new


def carry_on(circle: Circle, batch: int = BATCH) -> int:
    """Move the next records to the newest root; returns how many are left. The last batch drops the bridges."""
    if not circle.moving:
        return 0
    with transaction.atomic():
        row = rows.lock_circle(circle.id)
        if row is None or row[0] != circle.keys.epoch:
            return left(circle)
        _rewrap(circle, _old(circle, batch))
    remaining = left(circle)
    if not remaining:
        with transaction.atomic():
            row = rows.lock_circle(circle.id, alone=True)
            if row is not None and row[0] == circle.keys.epoch and not left(circle):
                Bridge.objects.filter(circle=circle.id, epoch__lt=circle.keys.epoch).delete()
    return remaining


def left(circle: Circle) -> int:
    """How many records still lie under an older root."""
    return Record.objects.filter(circle=circle.id, epoch__lt=circle.keys.epoch).count()


def broken(circle: Circle) -> int:
    """How many records the last step of `carry_on` found that do not open. If no others are left, it ends with them."""
    return circle.unmoved


def _old(circle: Circle, batch: int) -> list[tuple[Any, ...]]:
    lock = "" if connection.vendor == "sqlite" else " FOR UPDATE OF r SKIP LOCKED"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.id, r.epoch, r.body, w.nonce, w.key FROM vault_record r JOIN vault_wrap w ON w.id = r.id"  # noqa: S608
            f" WHERE r.circle = %s AND r.epoch < %s LIMIT %s{lock}",
            [circle.id, circle.keys.epoch, batch],
        )
        return list(cursor.fetchall())


def _rewrap(circle: Circle, found: Sequence[tuple[Any, ...]]) -> None:
    """Wrap record keys and name shelves anew; bodies stay as they are."""
    keys = circle.keys
    wraps, tokens = [], []
    circle.unmoved = 0
    for row in found:
        record, opened = row[0], _look(circle, row)
        if opened is None:  # one that does not open must not lock everybody out: it stays, and so does its bridge
            circle.unmoved += 1
            continue
        key, inside = opened
        wraps.append((*sealing.wrap(keys, circle.id, record, key), record))
        tokens.append((keys.token(inside.project, inside.kind, inside.shelf), keys.epoch, record))
    if not wraps:
        return
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE vault_wrap SET nonce = %s, key = %s WHERE id = %s", wraps)
        cursor.executemany("UPDATE vault_record SET token = %s, epoch = %s WHERE id = %s", tokens)


def _look(circle: Circle, row: tuple[Any, ...]) -> tuple[bytes, sealing.Inside] | None:
    """The key of a record and what is inside; None where it does not open."""
    record, epoch, body, nonce, wrapped = row
    try:
        key = sealing.unwrap(circle.at(epoch), circle.id, record, nonce, wrapped)
        return key, sealing.open_body(key, circle.id, record, body)
    except Damaged:
        return None
