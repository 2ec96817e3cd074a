"""What was sent is destroyed before its day, read or unread. Each asks first."""

import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts import destroying, taking
from toolbox.kernel.intake.pages.inbox import not_here, waiting_of
from toolbox.kernel.intake.pages.rows import taken_row, waiting_row
from toolbox.kernel.intake.records import OPEN, Submission
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.trouble import Missing, Moved, Stopped

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@require_http_methods(READ_AND_WRITE)
def unread(request: CircleRequest, circle: int, envelope: int) -> HttpResponse:
    """Something that nobody took in."""
    group = request.group
    try:
        waiting = waiting_of(group, envelope)
    except Missing:
        return not_here(request)
    trouble = refused(stopping.until(group))
    if request.method == "POST":
        try:
            taking.destroy(group, waiting)
        except Stopped as stopped:
            trouble = refused(stopped.until)
        except Missing:
            return not_here(request)
        else:
            return answering.to("inbox", circle)
    context = {"row": waiting_row(group, waiting, timezone.now()), "unread": True}
    return asked(request, "intake/destroy.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def record(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """Something that was taken in."""
    group = request.group
    try:
        held = group.circle.get(Submission, record, hidden=True)
    except Missing:
        return not_here(request)
    trouble = refused(stopping.until(group))
    if request.method == "POST":
        if request.POST.get("version") != str(held.version):
            trouble = trouble or moved()
        else:
            try:
                destroying.destroy(group, held, timezone.now())
            except Stopped as stopped:
                trouble = refused(stopped.until)
            except Moved:
                trouble, held = moved(), group.circle.get(Submission, record)
            except Missing:
                return not_here(request)
            else:
                return answering.to("inbox", circle)
    context = {"row": taken_row(group, held), "version": held.version, "is_open": held.shelf == OPEN}
    return asked(request, "intake/destroy.html", context, trouble)


def asked(request: CircleRequest, template: str, context: dict[str, Any], trouble: str) -> HttpResponse:
    """A page that asks first, with what stands against it; 409 only for who pressed the button all the same."""
    status = HTTPStatus.CONFLICT if trouble and request.method == "POST" else HTTPStatus.OK
    return render(request, template, {**context, "trouble": trouble}, status=status)


def refused(until: datetime.date | None) -> str:
    """Why nothing can be destroyed, while a legal paper forbids it."""
    if until is None:
        return ""
    return _("A legal paper came: nothing is destroyed before %(day)s has passed.") % {"day": day(until)}


def moved() -> str:
    """Somebody was quicker."""
    return _("Somebody changed this meanwhile. Look at it once more before you decide.")
