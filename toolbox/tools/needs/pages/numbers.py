"""How many asked and were helped: for the circle alone, on the screen and on paper. Small numbers are not shown."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from babel.dates import format_timedelta
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.retention import days
from toolbox.kernel.ui.days import day, locale
from toolbox.tools.needs import charts, keeping
from toolbox.tools.needs.charts import Bar
from toolbox.tools.needs.records import ASK, ENDED, OPEN, Ask
from toolbox.tools.needs.rules import numbers
from toolbox.tools.needs.rules.numbers import Row
from toolbox.tools.needs.shown import Words


class Line(NamedTuple):
    """A row of a table, in words."""

    name: str
    asked: str
    met: str
    wait: str
    bar: Bar = Bar()


class Part(NamedTuple):
    """A table with its chart."""

    says: str
    first: str
    lines: list[Line]


@circle_only
@require_safe
def page(request: CircleRequest, circle: int) -> HttpResponse:
    """The numbers of all that is still here."""
    group, now = request.group, timezone.now()
    board = keeping.board_of(group.circle).value
    values = [held.value for held in group.circle.shelf(Ask, OPEN, ENDED)]
    found = numbers.counted(values, board, today(), timezone.get_current_timezone())
    categories = Words(board, group, now).categories
    weeks = {row.name: _week(row.name) for row in found.weeks}
    context = {
        "is_new": not values,
        "every": _line("", found.every),
        "is_small": found.every.asked is None,
        "parts": [
            _part(_("By week"), _("Week from"), found.weeks, weeks | {numbers.ELSEWHERE: _("before that")}),
            _part(
                _("By part of town"), _("Part of town"), found.zones, {numbers.ELSEWHERE: _("elsewhere, or not known")}
            ),
            _part(
                _("By what is needed"),
                _("What is needed"),
                found.categories,
                categories | {numbers.ELSEWHERE: _("said in words alone")},
            ),
        ],
        "width": charts.WIDTH,
        "today": day(today()),
        "kept": days.days(ASK, group.settings.shortened),
    }
    return render(request, "needs/numbers.html", context)


def _week(monday: str) -> str:
    return day(datetime.date.fromisoformat(monday)) if monday else ""


def _part(says: str, first: str, rows: Sequence[Row], names: dict[str, str]) -> Part:
    drawn = charts.bars([(row.asked, row.met) for row in rows])
    lines = [_line(names.get(row.name, row.name), row)._replace(bar=bar) for row, bar in zip(rows, drawn, strict=True)]
    return Part(says, first, lines)


def _line(name: str, row: Row) -> Line:
    few = _("few")
    return Line(
        name,
        few if row.asked is None else str(row.asked),
        few if row.met is None else str(row.met),
        "" if row.wait is None else format_timedelta(max(row.wait, datetime.timedelta(minutes=1)), locale=locale()),
    )
