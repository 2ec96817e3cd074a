"""The database: version, keys, wholeness, the night's work."""

import datetime
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.db import DatabaseError, connection

from toolbox.kernel.retention import clock
from toolbox.kernel.vault.models import Mark
from toolbox.site.database import CannotOpen, outstanding
from toolbox.site.postgres import manners
from toolbox.site.running import placing, proving, restoring
from toolbox.site.running.doctor.finding import Finding, fine, mind, wrong

A_ZONE = datetime.timedelta(days=1)  # whoever sets another time zone may have swept tomorrow already
LARGE_LOG = 16 * 1024 * 1024  # bytes
LATE = 2  # days
SOON = datetime.timedelta(days=30)


def look(today: datetime.date) -> Iterator[Finding]:
    """What is wrong with it. A database that is not there yet, or cannot be opened, is all there is to say."""
    if connection.vendor == "sqlite" and not placing.there(settings.DATA):
        yield mind("There is no database yet.", "Nothing could be looked at in it.", "Start it once: toolbox serve")
        return
    if reason := manners.trouble():
        yield wrong("PostgreSQL is not as it must be.", "The toolbox does not start.", reason)
        return
    try:
        if outstanding():
            yield mind(
                "The database is older than this version.",
                "It is brought up at the next start, after a copy.",
                "Restart the server.",
            )
            return
        marks = dict(Mark.objects.values_list("name", "value"))
        yield from _whole()
        yield from nights(marks, today)
        yield from _log()
    except CannotOpen as problem:
        yield wrong("The database is newer than this version.", "The toolbox does not start.", str(problem))
    except DatabaseError:
        yield wrong(
            "The database cannot be read.",
            "Nothing works.",
            "Is the disk full, or its file damaged? If so, restore a backup: docs/how-to/back-up-and-restore.md",
        )


def _whole() -> Iterator[Finding]:
    if not proving.keys_fit():
        yield wrong(
            f"The keys in {settings.KEYS} are not those of this database.",
            "Nobody can sign in, and the toolbox does not start.",
            "Bring the right folder back, or name it: TOOLBOX_KEYS=/some/folder",
        )
    if trouble := proving.file_trouble():
        yield wrong(trouble, "Some of it may be lost.", "Restore a backup: docs/how-to/back-up-and-restore.md")
    stray = proving.stray()
    if stray:
        parts = ", ".join(f"{number:,} {what}" for what, number in stray.items())
        yield wrong(
            f"Some things belong to nothing: {parts}.",
            "Records without a key do not open any more. The rest takes room, or was left by a cut-off deed.",
            "Run toolbox sweep, then the doctor again. If it stays, compare with a backup.",
        )
    else:
        yield fine("Every record has its key and its circle.")


def nights(marks: Mapping[str, str], today: datetime.date) -> Iterator[Finding]:
    """When it last swept, and whether it was restored lately."""
    swept = marks.get(clock.LAST, "")
    if swept and clock.is_far(datetime.date.fromisoformat(swept), today):
        yield _jumped(swept, today, clock.unpacked(marks.get(clock.DOUBT, "")))
    elif swept > (today + A_ZONE).isoformat():
        yield wrong(
            "The last sweep lies in the future.",
            "The clock was wrong, or is; or TOOLBOX_TIME_ZONE was changed. Until that day comes, no backup is made.",
            "Set the clock right. If it is right now, run: toolbox sweep",
        )
    elif not swept:
        yield wrong(
            "Nothing was swept yet.",
            "The running server does it within a minute of its first start, and then each night.",
            "Wait a minute and ask again; or run: toolbox sweep",
        )
    elif (today - datetime.date.fromisoformat(swept)).days >= LATE:
        yield wrong(
            f"The last sweep was on {swept}.",
            "What is due is still there. The running server sweeps each night: so it was off, or fails.",
            "Start the server, or run: toolbox sweep",
        )
    else:
        yield fine(f"The last sweep was on {swept}.")
    restored = marks.get(restoring.MARK, "")
    if restored and today - datetime.date.fromisoformat(restored) < SOON:
        yield mind(
            f"It was restored from a backup on {restored}.",
            "Whoever was removed from a circle since the backup is back in it. Public forms stay closed until then.",
            "Ask every circle to look at its people and give itself a new key.",
        )


def _jumped(swept: str, today: datetime.date, doubt: clock.Doubt | None) -> Finding:
    if swept < today.isoformat():
        what = f"The clock has jumped: it says {today}, and the last sweep was on {swept}."
    else:
        what = f"The last sweep lies in the future: it was on {swept}, and the clock says {today}."
    wait = f"for {doubt.wait}" if doubt else "until the server has run for 24 hours"
    return wrong(
        what,
        "The server was off for long, or the clock is wrong, or was. Nothing is destroyed by its day, and no backup "
        f"made or deleted, {wait}.",
        f"Is today {today}? Then you need not wait: toolbox sweep --now-is-right\n"
        "If it is not, set the clock right: timedatectl set-ntp true",
    )


def _log() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        return
    log = settings.DATA / f"{placing.NAME}-wal"
    size = log.stat().st_size if log.exists() else 0
    if size > LARGE_LOG:
        yield mind(
            f"The log of changes has {size // 2**20:,} MB.",
            "What was destroyed may still stand in it. The running server empties it each minute.",
            "Is the server running? If so, somebody reads all the while: restart it.",
        )
    else:
        yield fine("The log of changes is small.")
