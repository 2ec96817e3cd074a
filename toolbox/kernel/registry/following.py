"""Tells the rooms above what happened in a room below: each tool has declared what it does then."""

import datetime
from collections.abc import Callable
from typing import Any

from toolbox.kernel.registry.tools import Follows, tools

After = Callable[[], None]


def _all() -> list[Follows]:
    return [tool.follows for tool in tools() if tool.follows is not None]


def stopped(circle: Any, until: datetime.date | None) -> None:
    """A legal paper came to a circle, was extended, or (None) is over."""
    for one in _all():
        if one.stopped is not None:
            one.stopped(circle, until)


def fewer(circle: Any, people: int) -> After:
    """Somebody is about to go: so many people will be left. Call what it returns once they are gone."""
    return _one_after_the_other([one.fewer(circle, people) for one in _all() if one.fewer is not None])


def ended(circle: Any) -> After:
    """A circle is about to end. Call what it returns once it has."""
    return _one_after_the_other([one.ended(circle) for one in _all() if one.ended is not None])


def taken_back(public: int) -> None:
    """Whoever sent something takes back what was published of it under this id."""
    for one in _all():
        if one.taken_back is not None:
            one.taken_back(public)


def skipped(today: datetime.date) -> None:
    """Days went by without a sweep: the server was off, or its clock was wrong. The sweep of today comes next."""
    for one in _all():
        if one.skipped is not None:
            one.skipped(today)


def swept(today: datetime.date) -> int:
    """The night's sweep of all that does not lie in the vault; returns how many things were destroyed."""
    return sum(one.swept(today) for one in _all() if one.swept is not None)


def _one_after_the_other(steps: list[After]) -> After:
    def after() -> None:
        for step in steps:
            step()

    return after
