"""Founding codes: seven words that the host hands on, each for one new member and one new circle."""

import datetime

from django.conf import settings

from toolbox.kernel.members.models import FoundingCode
from toolbox.kernel.vault import words
from toolbox.kernel.vault.keys import derive

WORDS = 7  # 90 bits
LASTS = datetime.timedelta(days=7)


def _lookup(code: str) -> bytes:
    return derive(settings.PEPPER, "toolbox founding 1", words.normal(code).encode())


def new_code(now: datetime.datetime, language: str = "en") -> str:
    """A new code, good for a week."""
    code = words.code(WORDS, language)
    ends = (now + LASTS).replace(minute=0, second=0, microsecond=0)
    FoundingCode.objects.create(lookup=_lookup(code), ends=ends)
    return code


def is_good(code: str, now: datetime.datetime) -> bool:
    """Whether a code may still be used."""
    return FoundingCode.objects.filter(lookup=_lookup(code), ends__gt=now).exists()


def use(code: str, now: datetime.datetime) -> bool:
    """Use a code up; False where somebody was quicker, or it is none."""
    return bool(FoundingCode.objects.filter(lookup=_lookup(code), ends__gt=now).delete()[0])


def drop_ended(now: datetime.datetime) -> None:
    """Delete the codes that nobody used in time."""
    FoundingCode.objects.filter(ends__lte=now).delete()


def void_all() -> None:
    """Void every open code: the server prints a new one at each start until somebody has founded something."""
    FoundingCode.objects.all().delete()
