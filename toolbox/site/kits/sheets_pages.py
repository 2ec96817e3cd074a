"""Sheets that need no tool: all of them, one of them, and its PDF, blank or with what somebody types onto it."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.printing.slips import printed
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.projects.sheets.laying import LABELS, Filled, laid
from toolbox.kernel.projects.sheets.sheet import sheets
from toolbox.kernel.projects.sheets.written import Sheet
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.same_site import same_site
from toolbox.site.kits import shown

LANGUAGES = {"en": "English", "es": "Español"}
"""What sheets are written in, each in its own name."""
PAPERS = {"a4": gettext_lazy("A4"), "letter": gettext_lazy("Letter")}
GROUPS = {
    "meet": gettext_lazy("Meet and share out"),
    "reach": gettext_lazy("Reach each other"),
    "phone": gettext_lazy("On the phone"),
    "door": gettext_lazy("From door to door"),
    "court": gettext_lazy("Court and mail"),
    "kitchen": gettext_lazy("Kitchen and hub"),
    "street": gettext_lazy("In the street"),
    "rights": gettext_lazy("Know your rights"),
}
MOST = 120
"""Characters of a line that is typed onto a sheet."""
MOST_LABELS = 300
_TEXT = 200 * MOST_LABELS


@public
@require_safe
def every_sheet(request: HttpRequest) -> HttpResponse:
    """All sheets, with what each is for."""
    groups = [
        {"says": says, "rows": [shown.sheet(name) for name, sheet in sheets().items() if sheet.group == group]}
        for group, says in GROUPS.items()
    ]
    return render(request, "site/kits/sheets.html", {"groups": groups})


def the_sheet(slug: str) -> Sheet:
    """A sheet by the name of its file; 404 where there is none."""
    found = sheets().get(slug)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def one_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose paper and type; type onto it what shall stand there."""
    return _choose(request, slug, the_sheet(slug))


def _choose(
    request: HttpRequest, slug: str, sheet: Sheet, problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    typed = request.POST
    context = {
        **shown.sheet(slug),
        "slug": slug,
        "papers": PAPERS.items(),
        "problem": problem,
        "paper": typed.get("paper", request.GET.get("paper", "a4")),
        "languages": LANGUAGES.items(),
        "language_chosen": language(typed or request.GET),
        "large": "yes" in (typed.get("large"), request.GET.get("large")),
        "typed": {name: typed.get(name, "") for name in ("name", "phone", "checked", "labels")},
        "asks": {"labels": _takes_labels(sheet), "checked": bool(sheet.band), "others": not sheet.labels},
        "count": LABELS,
    }
    return render(request, "site/kits/sheet.html", context, status=status)


def _takes_labels(sheet: Sheet) -> bool:
    return sheet.labels or any(part.kind == "envelope" for part in sheet.part)


@public
@same_site
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The PDF: blank (GET), or with what was typed (POST), which is in no address and kept nowhere."""
    sheet = the_sheet(slug)
    given = request.POST if request.method == "POST" else request.GET
    paper = given.get("paper", "a4")
    if paper not in PAPERS:
        return _choose(request, slug, sheet, _("Choose one of these papers."), HTTPStatus.BAD_REQUEST)
    tongue = language(given)
    filled = _filled(request) if request.method == "POST" else Filled()
    try:
        body = printed(
            laid(sheet, tongue, filled),
            tongue,
            paper=paper,  # type: ignore[arg-type]
            large=given.get("large") == "yes",
        )
    except CannotPrint as problem:
        return _choose(request, slug, sheet, str(problem), HTTPStatus.SERVICE_UNAVAILABLE)
    return as_pdf(body, slug)


def language(given: QueryDict) -> str:
    """The language that was chosen, or that of the page."""
    chosen = given.get("language", "")
    return chosen if chosen in LANGUAGES else get_language() or "en"


def as_pdf(body: bytes, name: str) -> HttpResponse:
    """A PDF that opens beside the page."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _filled(request: HttpRequest) -> Filled:
    line = {name: " ".join(request.POST.get(name, "").split())[:MOST] for name in ("name", "phone", "checked")}
    return Filled(labels=_addresses(request.POST.get("labels", "")[:_TEXT]), **line)


def _addresses(text: str) -> tuple[str, ...]:
    """What is typed with an empty line between."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            found[-1].append(line.strip()[:MOST])
        elif found[-1]:
            found.append([])
    return tuple("\n".join(lines[:6]) for lines in found if lines)[:MOST_LABELS]
