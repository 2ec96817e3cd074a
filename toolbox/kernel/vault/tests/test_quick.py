"""Several statements at once: all of them or none, within a transaction and outside of one."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from toolbox.kernel.vault import quick
from toolbox.kernel.vault.models import CircleRow, Record
from toolbox.kernel.vault.quick import Statement

DAY = datetime.date(2031, 5, 4)
EARLIER = CircleRow(id=5, epoch=1, public_key=b"p" * 32, list_version=1)


def record(number: int) -> Record:
    return Record(id=number, circle=5, token=b"\x00%s'", epoch=1, version=1, dies=DAY, body=b"\xff\x00%(x)s")


def counted() -> Statement:
    return Statement("UPDATE vault_circle SET list_version = list_version + %s WHERE id = %s", (3, 5))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("within", [False, True])
def test_all_of_them(within: bool) -> None:
    quick.insert(EARLIER)
    statements = (quick.insertion(record(1)), quick.insertion(record(2)), counted())
    if within:
        with transaction.atomic():
            quick.together(*statements)
    else:
        quick.together(*statements)
    assert CircleRow.objects.get(pk=5).list_version == 4
    kept = Record.objects.get(pk=2)
    assert (bytes(kept.token), bytes(kept.body), kept.dies) == (b"\x00%s'", b"\xff\x00%(x)s", DAY)
    assert Record.objects.filter(pk=1).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at", [0, 1])
def test_or_none_of_them(at: int) -> None:
    quick.insert(EARLIER)
    quick.insert(record(1))
    fresh = [record(2), record(3)]
    fresh[at] = record(1)
    with pytest.raises(IntegrityError):
        quick.together(*map(quick.insertion, fresh), counted())
    assert list(Record.objects.values_list("pk", flat=True)) == [1]
    assert CircleRow.objects.get(pk=5).list_version == 1


def test_values_stand_in_no_trace() -> None:
    assert "PU" not in repr(Statement("SELECT %s", ("PU",)))
