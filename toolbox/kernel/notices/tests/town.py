"""What tests of bells share: a moment, bells that are confirmed, and a wire that remembers."""

import datetime
from zoneinfo import ZoneInfo

from toolbox.kernel.notices import keeping, where
from toolbox.kernel.notices.models import Bell
from toolbox.kernel.notices.rules import Says, Whose
from toolbox.kernel.notices.where import Way, Where

NOON = datetime.datetime(2026, 3, 9, 12, 7, 31, 4242, tzinfo=ZoneInfo("UTC"))
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
TOPIC = "https://ntfy.example.org/k7mwq2xh9rtvbn4c"
MAIL = "river@mail.example.org"


def bell(whose: int, kind: Whose = Whose.MEMBER, address: str = TOPIC) -> Bell:
    """A bell whose owner has typed the code back."""
    to = Where(Way.MAIL if "@" in address else Way.NTFY, address)
    keeping.give(whose, kind, to, NOON - 2 * DAY)
    row = keeping.of(whose)
    assert row is not None
    assert keeping.confirm(whose, keeping.code(row, to)) is keeping.Tried.RIGHT
    return Bell.objects.get(whose=whose)


def waiting() -> dict[int, Says]:
    """Whose bells wait to ring, and with what."""
    return {row.whose: Says(row.says) for row in Bell.objects.exclude(says=Says.NOTHING)}


def address_of(row: Bell) -> str:
    """Its address."""
    return where.unseal(row.pk, row.sealed).address
