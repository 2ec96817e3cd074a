"""What entries said before: each change of one keeps how it stands then. Nobody's name is written beside it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F

from toolbox.library.columns import cells
from toolbox.library.models import Resource, Version
from toolbox.library.vocabulary import How

MOST = 50  # of each entry
A_STEP = 500  # entries


def next_edition(resources: Sequence[Resource], how: How, today: date, said: str = "") -> None:
    """Count changed entries on and keep how each stands; how it stood too, where that was not kept.

    To be called inside the change's own transaction, before they are saved.
    """
    for step in range(0, len(resources), A_STEP):
        some = resources[step : step + A_STEP]
        _keep_before([resource.pk for resource in some])
        for resource in some:
            resource.edition += 1
        keep(some, how, today, said)
        for resource in some:
            if resource.edition > MOST:
                Version.objects.filter(resource=resource, edition__lte=resource.edition - MOST).delete()


def keep(resources: Iterable[Resource], how: How, today: date, said: str = "") -> None:
    """Keep how entries stand."""
    Version.objects.bulk_create(
        [
            Version(resource=one, edition=one.edition, day=today, how=how, said=said, cells=cells(one))
            for one in resources
        ],
        batch_size=100,
    )


def _keep_before(keys: Sequence[int]) -> None:
    """Keep how entries stand in the database, where their edition was not: the list as it was loaded keeps none."""
    kept = Version.objects.filter(resource__in=keys, edition=F("resource__edition")).values("resource")
    for one in Resource.objects.filter(pk__in=keys).exclude(pk__in=kept):
        keep([one], How.BEFORE, one.changed_on)
