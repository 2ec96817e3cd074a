"""A legal paper came: nothing of the circle is destroyed for 14 days. One says it; two extend or lift it."""

import datetime

from msgspec.structs import replace

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.records import Stop
from toolbox.kernel.registry import following
from toolbox.kernel.vault import making

DAYS = 14


def stop(group: Group) -> datetime.date:
    """Stop all destruction in this circle for 14 days from today; returns the last day."""
    until = max(today() + datetime.timedelta(days=DAYS), making.stopped_until(group.circle) or datetime.date.min)
    making.stop(group.circle, until)
    following.stopped(group.circle, until)
    group.change(lambda one: replace(one, stops=(*one.stops, Stop(today(), group.me.id, until))))
    return until


def extend(group: Group) -> datetime.date:
    """Fourteen days more, from today or from the end that stands, whichever is later."""
    before = max(making.stopped_until(group.circle) or today(), today())
    until = before + datetime.timedelta(days=DAYS)
    making.stop(group.circle, until)
    following.stopped(group.circle, until)
    group.change(lambda one: replace(one, stops=(*one.stops, Stop(today(), group.me.id, until))))
    return until


def lift(group: Group) -> None:
    """End the stop: what was due is destroyed with the next sweep."""
    making.stop(group.circle, None)
    following.stopped(group.circle, None)


def until(group: Group) -> datetime.date | None:
    """The last day of the stop, if there is one."""
    return making.stopped_until(group.circle)
