"""All notes of a circle, and those that were removed."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.retention import days
from toolbox.kernel.ui.boards import paged
from toolbox.tools.notes import finding, shown
from toolbox.tools.notes.records import PAGE, REMOVED, Page
from toolbox.tools.notes.starts import starts

A_PAGE = 50
MOST_QUERY = 200  # characters
CHANGED = "changed"


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: CircleRequest, circle: int) -> HttpResponse:
    """Pinned notes first, then by title; or those in which words occur; or all with the newest change in front.

    What is looked for comes by POST: an address with a name in it would stay in the browser's history.
    """
    words = " ".join(request.POST.get("q", "").split())[:MOST_QUERY]
    group = request.group
    wanted = request.POST.get("page") or request.GET.get("page")
    found = finding.found(group.circle, words)
    by_change = not words and request.GET.get("by") == CHANGED
    pages = Paginator(finding.newest_first(found) if by_change else found, A_PAGE).get_page(wanted)
    context = {
        "words": words,
        "count": _count(pages.paginator.count, words),
        "rows": shown.rows(group, pages.object_list, words),
        "by_change": by_change,
        **paged(pages),
        "starts": starts(),
        "removed": group.circle.count(Page, REMOVED),
    }
    return render(request, "notes/list.html", context)


@circle_only
@require_safe
def removed(request: CircleRequest, circle: int) -> HttpResponse:
    """The notes that wait for the day on which they are destroyed."""
    group = request.group
    rows = [
        {
            "url": reverse("note", args=[group.id, held.id]),
            "title": held.title,
            "day": shown.destroyed_on(group, held.dies),
            "destroy": reverse("note_destroy", args=[group.id, held.id]),
        }
        for held in finding.removed(group.circle)
    ]
    kept = days.days(PAGE, group.settings.shortened)
    return render(request, "notes/removed.html", {"rows": rows, "kept": kept})


def _count(count: int, words: str) -> str:
    if words:
        return ngettext("%(count)d note has these words.", "%(count)d notes have these words.", count) % {
            "count": count
        }
    return ngettext("%(count)d note", "%(count)d notes", count) % {"count": count}
