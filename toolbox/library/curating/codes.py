"""The code with which a circle becomes the one that keeps the list: seven words, once, within a week."""

import datetime

from django.conf import settings
from django.db import transaction

from toolbox.kernel.vault import words
from toolbox.kernel.vault.keys import derive
from toolbox.library.models import CuratorsCode

WORDS = 7  # 90 bits
LASTS = datetime.timedelta(days=7)


def _lookup(code: str) -> bytes:
    return derive(settings.PEPPER, "toolbox curators 1", words.normal(code).encode())


def new_code(now: datetime.datetime, language: str = "en") -> str:
    """A new code, good for a week. Every earlier one is void."""
    code = words.code(WORDS, language)
    ends = (now + LASTS).replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        CuratorsCode.objects.all().delete()
        CuratorsCode.objects.create(lookup=_lookup(code), ends=ends)
    return code


def is_good(code: str, now: datetime.datetime) -> bool:
    """Whether a code may still be used."""
    return CuratorsCode.objects.filter(lookup=_lookup(code), ends__gt=now).exists()


def use(code: str, now: datetime.datetime) -> bool:
    """Use a code up; False where somebody was quicker, or it is none."""
    return bool(CuratorsCode.objects.filter(lookup=_lookup(code), ends__gt=now).delete()[0])


def drop_ended(today: datetime.date) -> int:
    """Delete a code that nobody used in time."""
    day = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    return CuratorsCode.objects.filter(ends__lte=day).delete()[0]
