"""What the running server does about copies: a backup a day where one is wanted, and an end to each."""

import datetime
import logging

from toolbox.site.running import backup, upgrading
from toolbox.site.running.age import WrongKey

AGAIN = datetime.timedelta(hours=1)  # after a backup that failed

_log = logging.getLogger("toolbox.backup")


class Pause:
    """Since when the last try has failed: a full disk is not asked every minute."""

    def __init__(self) -> None:
        self.until: datetime.datetime | None = None

    def over(self, now: datetime.datetime) -> bool:
        """Whether it may be tried."""
        return self.until is None or now >= self.until

    def begin(self, now: datetime.datetime) -> None:
        """Not before an hour has gone by."""
        self.until = now + AGAIN


_pause = Pause()


def once(now: datetime.datetime) -> None:
    """Delete what is old; make today's backup unless it is there."""
    upgrading.drop_old()
    backup.tidy(now)
    if not backup.is_due(now) or not _pause.over(now):
        return
    try:
        backup.make(now)
        backup.mark(now)
    except (backup.CannotBackUp, WrongKey) as problem:
        _pause.begin(now)
        _log.warning(f"There is no backup of today. {problem} It is tried again in an hour.")
