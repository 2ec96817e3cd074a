"""Whether a database is whole: what belongs together is there together."""

from django.conf import settings
from django.db import connection
from django.db.models import Model, OuterRef, QuerySet, Subquery

from toolbox.kernel.intake.models import Envelope
from toolbox.kernel.vault.keys import derive
from toolbox.kernel.vault.models import Bridge, CircleRow, File, Frame, Mark, Record, Wrap

PEPPER = "toolbox pepper check 1"


def pepper_mark() -> str:
    """By what a database knows its server keys again; it tells nothing of them."""
    return derive(settings.PEPPER, PEPPER, size=8).hex()


def keys_fit(marks: type[Model] = Mark) -> bool:
    """Whether the server's keys are those with which this database was made. `marks`: its table, as it was then."""
    return marks._base_manager.filter(name="pepper", value=pepper_mark()).exists()


def stray() -> dict[str, int]:
    """What belongs to nothing, by what it is; only what there is."""
    theirs = CircleRow.objects.filter(pk=OuterRef("circle")).values("epoch")
    found = {
        "records without a key": _count(Record.objects.exclude(pk__in=Wrap.objects.values("pk"))),
        "keys without a record": _count(Wrap.objects.exclude(pk__in=Record.objects.values("pk"))),
        "records of no circle": _count(Record.objects.exclude(circle__in=CircleRow.objects.values("pk"))),
        "records of a newer key than their circle": _count(Record.objects.filter(epoch__gt=Subquery(theirs))),
        "bridges of no circle": _count(Bridge.objects.exclude(circle__in=CircleRow.objects.values("pk"))),
        "files without a record": _count(
            File.objects.exclude(record=None)
            .exclude(record__in=Record.objects.values("pk"))
            .exclude(record__in=Envelope.objects.values("pk"))
        ),
        "pieces of no file": _count(Frame.objects.exclude(file__in=File.objects.values("pk"))),
    }
    return {what: number for what, number in found.items() if number}


def _count(rows: QuerySet[Model]) -> int:
    return rows.count()


def file_trouble() -> str:
    """What SQLite finds wrong with its file: a sentence, or nothing."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        whole = cursor.fetchone()[0] == "ok"
    return "" if whole else "The file of the database is damaged: SQLite finds mistakes in it."
