"""All that the doctor finds, and how it is told."""

import os
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.db import connection
from django.utils import timezone

from toolbox.site.logs import where
from toolbox.site.running.doctor import base, copies, machine, places, told
from toolbox.site.running.doctor.finding import Finding, Weight, wrong

Look = Callable[[], Iterable[Finding]]


def everything() -> list[Finding]:
    """Look at all of it. What cannot be looked at is a finding too."""
    today = timezone.localdate()
    on_postgresql = connection.vendor == "postgresql"
    found: list[Finding] = []
    for look in (
        lambda: machine.look(settings.DATA),
        lambda: told.look(_settings()),
        lambda: places.look(settings.DATA, settings.KEYS, settings.BACKUPS, on_postgresql=on_postgresql),
        lambda: base.look(today),
        lambda: copies.look(settings.BACKUP_TO, settings.BACKUPS, settings.DATA, today),
    ):
        found.extend(_looked(look))
    return found


def _looked(look: Look) -> Iterator[Finding]:
    try:
        yield from look()
    except Exception as error:  # noqa: BLE001 (the others are looked at all the same)
        yield wrong(
            f"Something could not be looked at ({where(error)}).",
            "It may hide something that matters.",
            "Run the doctor under the account of the toolbox. If it stays, tell those who write the toolbox.",
        )


def _settings() -> told.Told:
    return told.Told(
        host=settings.LISTEN_HOST,
        port=settings.LISTEN_PORT,
        address=settings.SITE_ADDRESS,
        names=tuple(settings.ALLOWED_HOSTS),
        time_zone=settings.TIME_ZONE,
        debug=settings.DEBUG,
        workers=settings.WORKERS,
        processors=os.cpu_count() or 1,
        relay=settings.RELAY.host if settings.RELAY else "",
        proxy=settings.PROXY,
    )


def lines(found: Iterable[Finding]) -> Iterator[str]:
    """What is wrong first, then what to mind, then what is fine in a line each."""
    order = list(Weight)
    for one in sorted(found, key=lambda finding: order.index(finding.weight)):
        yield f"{one.weight.value:<5}  {one.what}"
        for word, text in (("Why:", one.why), ("Do: ", one.do)):
            first, *rest = text.splitlines() or [""]
            if first:
                yield f"       {word} {first}"
            yield from (f"            {line}" for line in rest)
