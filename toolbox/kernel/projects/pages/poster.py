"""The poster: the name, what the page is for, and a square that leads to its public address."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.printing import slips
from toolbox.kernel.printing.slips import Slip
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.projects.pages.saving import the_draft
from toolbox.kernel.projects.records import Draft
from toolbox.kernel.records import phones
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui import markdown
from toolbox.kernel.ui.addresses import whole

PAPERS = ("a4", "letter")


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def poster(request: CircleRequest, circle: int) -> HttpResponse:
    """Choose the paper; then the PDF. Only what is public stands on it."""
    held = the_draft(request)
    paper = request.POST.get("paper", "")
    if request.method != "POST" or paper not in PAPERS or not held.value.public:
        return _choose(request, is_public=bool(held.value.public))
    address = whole(request, reverse("at", args=[held.value.slug]))
    language = get_language() or "en"
    try:
        body = slips.printed(
            [sheet(held.value, address, language)],
            language,
            paper=paper,  # type: ignore[arg-type]
            large=True,
        )
    except CannotPrint as problem:
        return _choose(request, str(problem), HTTPStatus.SERVICE_UNAVAILABLE, is_public=True)
    headers = {"Content-Disposition": 'inline; filename="poster.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _choose(request: CircleRequest, problem: str = "", status: int = 200, *, is_public: bool) -> HttpResponse:
    return render(request, "projects/poster.html", {"problem": problem, "is_public": is_public}, status=status)


def sheet(draft: Draft, address: str, language: str) -> Slip:
    """The poster as a slip."""
    front = draft.front
    facts = [
        (_("When"), front.hours.here(language)),
        (_("Where"), front.place.here(language)),
        (_("Phone"), phones.shown(front.phone, settings.REGION) if front.phone else ""),
    ]
    rows = tuple((name, value) for name, value in facts if value)
    said = markdown.plain(front.words.here(language)).strip()
    return Slip(
        title=front.title.here(language),
        lead=" · ".join(one.asking.form.title.here(language) for one in draft.forms if not one.asking.is_paused),
        parts=(
            *((slips.Words(paragraphs=(said,)),) if said else ()),
            *((slips.Rows(rows=rows),) if rows else ()),
            slips.Code(text=address, qr=address),
        ),
        foot=_("No account, no name. What you write is sealed: only the people of this group can read it."),
    )
