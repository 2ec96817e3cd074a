"""Notes as a PDF: one, or all of them."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui import days as in_words
from toolbox.kernel.vault.held import Held
from toolbox.tools.notes import finding, paper
from toolbox.tools.notes.paper import Sheet
from toolbox.tools.notes.records import Page

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@require_http_methods(READ_AND_WRITE)
def one_note(request: CircleRequest, circle: int, note: int) -> HttpResponse:
    """A sheet with one note."""
    page = request.group.circle.get(Page, note)
    return _answer(request, [page], reverse("note", args=[circle, note]), page.title)


@circle_only
@require_http_methods(READ_AND_WRITE)
def all_notes(request: CircleRequest, circle: int) -> HttpResponse:
    """Every note, in the order of the list."""
    pages = finding.found(request.group.circle, "")
    return _answer(request, pages, reverse("notes", args=[circle]), "")


def _answer(request: CircleRequest, pages: list[Held[Page]], back: str, title: str) -> HttpResponse:
    """The choices; or, after a POST, the PDF under a name that tells nothing."""
    problem = ""
    if request.method == "POST" and pages:
        try:
            return _pdf(request, pages)
        except CannotPrint as trouble:
            problem = str(trouble)
    context = {
        "title": title,
        "back": back,
        "count": len(pages),
        "papers": [(value, name, value == _chosen(request)) for value, name in paper.names().items()],
        "large": "large" in request.POST,
        "problem": problem,
    }
    return render(request, "notes/print.html", context)


def _chosen(request: CircleRequest) -> paper.Paper:
    return next((one for one in paper.PAPERS if one == request.POST.get("paper")), "a4")


def _pdf(request: CircleRequest, pages: Iterable[Held[Page]]) -> HttpResponse:
    foot = _("Printed on %(day)s. Look whether it still holds.") % {"day": in_words.day(today())}
    sheets = [_sheet(held.value) for held in pages]
    body = paper.printed(sheets, get_language() or "en", foot, paper=_chosen(request), large="large" in request.POST)
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="sheet.pdf"'
    return response


def _sheet(page: Page) -> Sheet:
    """A note as it is set. Nobody's name: paper is found by people whom nobody thought of."""
    foot = _("As it was on %(day)s.") % {"day": in_words.day(page.changed.date())}
    return Sheet(page.title, page.text, foot, tuple(file.name for file in page.files))
