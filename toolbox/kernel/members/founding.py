"""Founding codes: seven words that the host hands on, each for one new member and one new circle."""

import datetime

from django.conf import settings
from django.db import transaction

from toolbox.kernel.members.models import FoundingCode
from toolbox.kernel.vault import words
from toolbox.kernel.vault.keys import derive
from toolbox.kernel.vault.models import Mark

WORDS = 7  # 90 bits
LASTS = datetime.timedelta(days=7)
START = "start"  # the mark that says which code the last start printed


def _lookup(code: str) -> bytes:
    return derive(settings.PEPPER, "toolbox founding 1", words.normal(code).encode())


def new_code(now: datetime.datetime, language: str = "en") -> str:
    """A new code, good for a week."""
    return _new(now, language)[0]


def _new(now: datetime.datetime, language: str) -> tuple[str, FoundingCode]:
    code = words.code(WORDS, language)
    ends = (now + LASTS).replace(minute=0, second=0, microsecond=0)
    return code, FoundingCode.objects.create(lookup=_lookup(code), ends=ends)


def is_good(code: str, now: datetime.datetime) -> bool:
    """Whether a code may still be used."""
    return FoundingCode.objects.filter(lookup=_lookup(code), ends__gt=now).exists()


def use(code: str, now: datetime.datetime) -> bool:
    """Use a code up; False where somebody was quicker, or it is none."""
    return bool(FoundingCode.objects.filter(lookup=_lookup(code), ends__gt=now).delete()[0])


def drop_ended(now: datetime.datetime) -> None:
    """Delete the codes that nobody used in time."""
    FoundingCode.objects.filter(ends__lte=now).delete()


def start_code(now: datetime.datetime) -> str:
    """The code that a start of the server prints. The one before it is void; those that the host gave away stay."""
    with transaction.atomic():
        before = Mark.objects.filter(name=START).values_list("value", flat=True)
        FoundingCode.objects.filter(pk__in=[int(value) for value in before]).delete()
        code, row = _new(now, "en")
        Mark.objects.update_or_create(name=START, defaults={"value": str(row.pk)})
    return code
