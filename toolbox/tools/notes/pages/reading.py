"""One note, its pin, and its files."""

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.members import giving
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui import days as in_words
from toolbox.kernel.ui import markdown
from toolbox.kernel.vault.trouble import Missing
from toolbox.tools.notes import keeping, shown
from toolbox.tools.notes.calling import with_calls
from toolbox.tools.notes.records import REMOVED, Page, PageFile, Version, shelf


@circle_only
@require_safe
def note(request: CircleRequest, circle: int, note: int) -> HttpResponse:
    """A note: its words, its files, and what can be done with it."""
    group = request.group
    page = group.circle.get(Page, note)
    context = {
        "page": page,
        "html": with_calls(markdown.render(page.value.text)),
        "news": shown.news(group, page.value, exactly=True),
        "files": shown.file_rows(group, page),
        "versions": group.circle.count(Version, shelf(note)),
        "removed": page.shelf == REMOVED,
        "dies": in_words.day(page.dies) if page.dies else "",
    }
    return render(request, "notes/note.html", context)


@circle_only
@require_POST
def pin(request: CircleRequest, circle: int, note: int) -> HttpResponse:
    """Pin a note to the top of the list, or take its pin out."""
    keeping.pin(request.group, note)
    return HttpResponseRedirect(reverse("note", args=[circle, note]))


@circle_only
@require_safe
def file(request: CircleRequest, circle: int, note: int, file: int) -> HttpResponseBase:
    """A file, opened while it streams out. A damaged one breaks off: it is never taken for the whole."""
    held = request.group.circle.get(PageFile, file)
    if held.value.page != note:
        raise Missing
    return giving.download(held.value.attachment)
