"""A note taken off the list, brought back, or destroyed before its day."""

from contextlib import suppress

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.retention import days
from toolbox.kernel.ui import days as in_words
from toolbox.kernel.vault.trouble import Moved, Stopped
from toolbox.tools.notes import keeping
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
    context = {"page": page, "dies": in_words.day(dies) if dies else "", "problem": problem}
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
    problem = ""
    if page.shelf == HERE:
        return HttpResponseRedirect(reverse("note", args=[circle, note]))
    if request.method == "POST":
        try:
            keeping.destroy(group, page)
        except Stopped as stopped:
            problem = _("A legal paper came: nothing is destroyed before %(day)s has passed.") % {
                "day": in_words.day(stopped.until)
            }
        except Moved:
            problem = _moved()
        else:
            return HttpResponseRedirect(reverse("notes_removed", args=[circle]))
    return render(request, "notes/destroy.html", {"page": page, "problem": problem})


def _moved() -> str:
    return _("Somebody changed this note meanwhile. Look at it once more before you decide.")
