"""Printing: one entry, a reading list, what a filter leaves, or the whole library."""

from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.addresses import whole
from toolbox.library import categories, reading
from toolbox.library.catalogue import Item, current, ranked
from toolbox.library.choices import chips
from toolbox.library.filters import parse
from toolbox.library.printing.booklet import Booklet, Entry, Section, make, sheet
from toolbox.library.printing.labels import labels
from toolbox.library.shown import day, in_language

LARGE = "large"


class Chosen(NamedTuple):
    """What is to be printed, how it is called, and the part of the address that says so."""

    items: Sequence[Item]
    title: str
    subtitle: str
    keep: list[tuple[str, str]]
    in_order: bool  # as the reader put it, not by category


def _papers(single: bool) -> dict[str, str]:
    if single:
        return {
            "a5": _("one page, A5"),
            "a4-pair": _("twice on an A4 sheet, to be cut"),
            "letter-pair": _("twice on a Letter sheet, to be cut"),
            "a4-large": _("in large type, on an A4 sheet"),
            "letter-large": _("in large type, on a Letter sheet"),
        }
    return {
        "a4-folded": _("to fold, on A4 sheets"),
        "letter-folded": _("to fold, on Letter sheets"),
        "a5": _("page by page, A5: to read on a screen"),
    }


def _chosen(request: HttpRequest) -> Chosen:
    catalogue = current()
    if "only" in request.GET:
        only = catalogue.by_slug.get(request.GET["only"])
        if only is None:
            return Chosen([], "", "", [], True)
        return Chosen([only], only.shown().name.text, "", [("only", only.slug)], True)
    if "r" in request.GET:
        slugs = reading.unpack(request.GET["r"])
        items = [catalogue.by_slug[slug] for slug in slugs if slug in catalogue.by_slug]
        return Chosen(items, _("A reading list"), "", [("r", ".".join(item.slug for item in items))], True)
    filters = parse(request.GET.dict(), catalogue.allowed)
    items = catalogue.matching(filters)
    chosen = [chip.value for chip in chips(filters)]
    keep = list(filters.chosen.items())
    if filters.words:
        items = ranked(items, catalogue.index.search(filters.words))
        chosen.append(_("“%(name)s”") % {"name": filters.words})
        keep.append(("q", filters.words))
    return Chosen(items, _("Mutual aid: models and tools"), " · ".join(chosen), keep, bool(filters.words))


@public
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What will be printed, and on which paper."""
    return _form(request, "")


def _form(request: HttpRequest, problem: str, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    chosen = _chosen(request)
    papers = _papers(single=len(chosen.items) == 1)
    context = {
        "title": " · ".join(filter(None, (chosen.title, chosen.subtitle))),
        "count": len(chosen.items),
        "keep": chosen.keep,
        "papers": [{"value": value, "name": name} for value, name in papers.items()],
        "problem": problem,
    }
    return render(request, "library/booklet.html", context, status=status)


@public
@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The PDF itself."""
    chosen = _chosen(request)
    if not chosen.items:
        return _form(request, "", HTTPStatus.NOT_FOUND)
    single = len(chosen.items) == 1
    paper = request.GET.get("paper", "a5")
    if paper not in _papers(single):
        return _form(request, _("Choose one of these papers."), HTTPStatus.BAD_REQUEST)
    large = request.GET.get(LARGE) == "yes"
    try:
        body = _make(chosen, paper, large, partial(whole, request))
    except CannotPrint as problem:
        return _form(request, str(problem), HTTPStatus.SERVICE_UNAVAILABLE)
    name = f"{chosen.items[0].slug}.pdf" if single else "library.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _make(chosen: Chosen, paper: str, large: bool, absolute: Callable[[str], str]) -> bytes:
    language = get_language() or "en"
    colophon = (
        _("Printed on %(day)s from %(address)s") % {"day": day(timezone.now().date()), "address": absolute("/")},
        _("Laws, addresses and groups change. Ask locally before you rely on anything here."),
    )
    if len(chosen.items) == 1:
        entry = _entry(chosen.items[0], absolute)
        return sheet(entry, language=language, labels=labels(), colophon=colophon, paper=paper)  # type: ignore[arg-type]
    booklet = Booklet(
        title=chosen.title,
        subtitle=chosen.subtitle,
        language=language,
        labels=labels(),
        sections=_sections(chosen, absolute),
        colophon=colophon,
    )
    return make(booklet, paper=paper, large=large)  # type: ignore[arg-type]


def _sections(chosen: Chosen, absolute: Callable[[str], str]) -> tuple[Section, ...]:
    if chosen.in_order:
        return (Section(title=chosen.title, entries=tuple(_entry(item, absolute) for item in chosen.items)),)
    sections = []
    for slug, items in groupby(chosen.items, key=lambda item: item.resource.category):
        category = categories.find(slug)
        if category is None:
            continue
        sections.append(
            Section(
                title=in_language(category.name, category.name_es),
                introduction=in_language(category.introduction, category.introduction_es),
                entries=tuple(_entry(item, absolute) for item in items),
            )
        )
    return tuple(sections)


def _entry(item: Item, absolute: Callable[[str], str]) -> Entry:
    shown = item.shown()
    sure = f"{shown.link_source[:1].upper()}{shown.link_source[1:]}."
    return Entry(
        name=shown.name.text,
        kind=shown.kind,
        maker=shown.maker.text,
        place=shown.place.text,
        years=shown.years.text,
        offers=shown.offers.text,
        for_whom=shown.for_whom.text,
        languages=shown.languages,
        licence=shown.licence.text or _("not known"),
        status=shown.status,
        link=shown.link,
        link_shown=shown.link.removeprefix("https://"),
        link_note=" ".join(filter(None, (sure, shown.link_news if shown.link_state != "never" else ""))),
        warnings=shown.warnings,
        page_address=absolute(shown.url),
        guess_note=_("We think this is what the founding list meant.") if shown.guess else "",
        category=shown.category.name,
    )
