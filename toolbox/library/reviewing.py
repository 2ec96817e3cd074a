"""What was taken in from elsewhere: read, put on the list, declined, and offered once more."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from toolbox.library import keeping
from toolbox.library.models import Resource, Waiting


def waiting() -> list[Waiting]:
    """What nobody has decided about yet, in the order in which it came."""
    return list(Waiting.objects.filter(declined_on=None))


def declined() -> list[Waiting]:
    """What somebody said no to, the newest first."""
    return list(Waiting.objects.exclude(declined_on=None).order_by("-declined_on", "-id"))


def count() -> int:
    """How much waits."""
    return Waiting.objects.filter(declined_on=None).count()


def find(number: int) -> Waiting | None:
    """What waits under a number."""
    return Waiting.objects.filter(pk=number, declined_on=None).first()


def accept(entry: Waiting, changes: Mapping[str, str], today: date, said: str = "") -> Resource:
    """Put it on the list, with changes. Raises keeping.CannotEdit, keeping.Moved where somebody was quicker."""
    row = {name: text for name, text in {**entry.row, **changes}.items() if text}
    with transaction.atomic():
        if not Waiting.objects.filter(pk=entry.pk, declined_on=None).delete()[0]:
            raise keeping.Moved
        return keeping.add(row, today, said=said)


def decline(entry: Waiting, today: date) -> None:
    """Leave it out. It stays known, so that the next import does not bring it back."""
    Waiting.objects.filter(pk=entry.pk, declined_on=None).update(declined_on=today)


def offer_again(number: int) -> bool:
    """Take a no back; False where there is none."""
    return bool(Waiting.objects.filter(pk=number).exclude(declined_on=None).update(declined_on=None))
