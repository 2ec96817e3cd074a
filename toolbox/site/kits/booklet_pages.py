"""A kit on paper: choose how, and the PDF of all of it or of its first page."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from toolbox.kernel.intake.worded import worded
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.projects.printing import booklet, words
from toolbox.kernel.projects.printing.booklet import Booklet, Entry
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.addresses import whole
from toolbox.kernel.ui.days import day
from toolbox.library.catalogue import Item, current
from toolbox.site.kits import shown
from toolbox.site.kits.pages import the_kit
from toolbox.site.kits.sheets_pages import LANGUAGES, PAPERS, as_pdf, language

WAYS = {
    "a4-folded": gettext_lazy("to fold, on A4 sheets"),
    "letter-folded": gettext_lazy("to fold, on Letter sheets"),
    "a5": gettext_lazy("page by page, A5: to read on a screen"),
    "a4-large": gettext_lazy("in large type, on A4 sheets"),
    "letter-large": gettext_lazy("in large type, on Letter sheets"),
}


@public
@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it as a booklet, tonight's page by itself, or its sheets."""
    return _choose(request, the_kit(slug))


def _choose(request: HttpRequest, kit: Kit, problem: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        "slug": kit.slug,
        "name": worded(kit.name),
        "ways": WAYS.items(),
        "papers": PAPERS.items(),
        "paper": "a4",
        "languages": LANGUAGES.items(),
        "language_chosen": language(request.GET),
        "sheets": [shown.sheet(name) for name in words.named_sheets(kit)],
        "problem": problem,
    }
    return render(request, "site/kits/booklet.html", context, status=status)


@public
@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The PDF: `paper` says which, `only=tonight` leaves all but the first page out."""
    kit = the_kit(slug)
    only_tonight = request.GET.get("only") == "tonight"
    paper = request.GET.get("paper", "a4" if only_tonight else "a4-folded")
    if paper not in (PAPERS if only_tonight else WAYS):
        return _choose(request, kit, _("Choose one of these papers."), HTTPStatus.BAD_REQUEST)
    tongue = language(request.GET)
    with override(tongue):
        made = _made(request, kit, tongue)
    try:
        if only_tonight:
            body = booklet.tonight(made, paper=paper, large=request.GET.get("large") == "yes")  # type: ignore[arg-type]
        else:
            body = booklet.make(made, paper=paper)  # type: ignore[arg-type]
    except CannotPrint as problem:
        return _choose(request, kit, str(problem), HTTPStatus.SERVICE_UNAVAILABLE)
    return as_pdf(body, kit.slug)


def _made(request: HttpRequest, kit: Kit, tongue: str) -> Booklet:
    colophon = (
        _("Printed on %(day)s from %(address)s")
        % {"day": day(timezone.now().date()), "address": whole(request, f"/kits/{kit.slug}/")},
        _("Laws, addresses and groups change. Ask locally before you rely on anything here."),
    )
    by_slug = current().by_slug
    entries = {slug: _entry(request, by_slug[slug]) for slug in kit.english.resources if slug in by_slug}
    return words.booklet(kit, tongue, entries, colophon)


def _entry(request: HttpRequest, item: Item) -> Entry:
    """An entry of the library as the booklet shows it."""
    one = item.shown()
    by = [_("By %(name)s") % {"name": one.maker.text}] if one.maker.text else []
    return Entry(
        name=one.name.text,
        facts=tuple(fact for fact in (*by, one.kind, one.place.text, one.languages) if fact),
        offers=one.offers.text,
        warnings=one.warnings,
        link=one.link,
        link_shown=one.link.removeprefix("https://"),
        link_note=f"{one.link_source[:1].upper()}{one.link_source[1:]}.",
        page_address=whole(request, one.url),
    )
