"""A note taken off the list, brought back, or destroyed before its day."""

import datetime
from contextlib import suppress

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.retention import days
from toolbox.kernel.ui import days as in_words
from toolbox.kernel.vault.trouble import Moved, Stopped
from toolbox.tools.notes import keeping, shown
from toolbox.tools.notes.records import HERE, PAGE, REMOVED, Page

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@require_http_methods(READ_AND_WRITE)
def remove(request: CircleRequest, circle: int, note: int) -> HttpResponse:
    """Ask first; then the note has a day on which it is destroyed."""
    group = request.group
    page = group.circle.get(Page, note)
    problem = ""
    if page.shelf == REMOVED:
        return HttpResponseRedirect(reverse("note", args=[circle, note]))
    if request.method == "POST":
        if str(page.value.edition) != request.POST.get("edition", ""):
            problem = _moved()
        else:
            try:
                keeping.remove(group, page, timezone.now())
            except Moved:
                problem = _moved()
            else:
                return HttpResponseRedirect(reverse("notes_removed", args=[circle]))
    dies = days.dies(PAGE, group.settings.shortened, today())
    context = {"page": page, "dies": shown.destroyed_on(group, dies), "problem": problem}
    return render(request, "notes/remove.html", context)


@circle_only
@require_POST
def restore(request: CircleRequest, circle: int, note: int) -> HttpResponse:
    """Bring a removed note back to the list."""
    page = request.group.circle.get(Page, note)
    with suppress(Moved):  # somebody else touched it this moment: its page shows how it stands now
        keeping.restore(request.group, page, timezone.now())
    return HttpResponseRedirect(reverse("note", args=[circle, note]))


@circle_only
@require_http_methods(READ_AND_WRITE)
def destroy(request: CircleRequest, circle: int, note: int) -> HttpResponse:
    """Ask first; then a removed note is gone today, for everybody."""
    group = request.group
    page = group.circle.get(Page, note)
    problem = _refused(stopping.until(group))
    if page.shelf == HERE:
        return HttpResponseRedirect(reverse("note", args=[circle, note]))
    if request.method == "POST":
        try:
            keeping.destroy(group, page)
        except Stopped as stopped:
            problem = _refused(stopped.until)
        except Moved:
            problem = _moved()
        else:
            return HttpResponseRedirect(reverse("notes_removed", args=[circle]))
    return render(request, "notes/destroy.html", {"page": page, "problem": problem})


@circle_only
@require_http_methods(READ_AND_WRITE)
def destroy_version(request: CircleRequest, circle: int, note: int, version: int) -> HttpResponse:
    """Ask first; then what a note said once is gone today. What it says now goes only with the note."""
    group = request.group
    page = group.circle.get(Page, note)
    one, newest = keeping.one_version(group, note, version)
    if newest:
        return HttpResponseRedirect(reverse("note_version", args=[circle, note, version]))
    problem = _refused(stopping.until(group))
    if request.method == "POST":
        try:
            group.circle.destroy(one)
        except Stopped as stopped:
            problem = _refused(stopped.until)
        except Moved:
            problem = _moved()
        else:
            return HttpResponseRedirect(reverse("note_versions", args=[circle, note]))
    context = {"page": page, "one": one, "when": in_words.moment(one.value.when), "problem": problem}
    return render(request, "notes/destroy_version.html", context)


def _refused(until: datetime.date | None) -> str:
    """Why nothing can be destroyed, while a legal paper forbids it."""
    if until is None:
        return ""
    return _("A legal paper came: nothing is destroyed before %(day)s has passed.") % {"day": in_words.day(until)}


def _moved() -> str:
    return _("Somebody changed this note meanwhile. Look at it once more before you decide.")
