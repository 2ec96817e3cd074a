"""Days of destruction, rounded so that they tell a week and no more."""

import datetime

WEEK = 7


def up(day: datetime.date) -> datetime.date:
    """The Monday on or after a day."""
    return day + datetime.timedelta(days=-day.weekday() % WEEK)
