"""One thing on a slip, all open ones as slips to cut apart, and the sentence of thanks for the wall."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import paper
from toolbox.kernel.intake.pages import wishes
from toolbox.kernel.intake.pages.inbox import not_here
from toolbox.kernel.intake.records import OPEN, Submission
from toolbox.kernel.printing.slips import Slip, printed
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing

READ_AND_WRITE = ["GET", "HEAD", "POST"]
MOST = 200  # slips at once: more than a hundred sheets


@circle_only
@require_http_methods(READ_AND_WRITE)
def one(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """A slip of its own; or what somebody said in thanks, with nobody's name."""
    try:
        held = request.circle.get(Submission, record)
    except Missing:
        return not_here(request)
    if request.POST.get("do") == "thanks":
        thanks = [paper.thanks(said.text) for said in held.value.said if said.thanks]
        return _answer(request, [held], thanks, is_single=True)
    return _answer(request, [held], is_single=True)


@circle_only
@require_http_methods(READ_AND_WRITE)
def all_open(request: CircleRequest, circle: int) -> HttpResponse:
    """A slip for each open one, so that each can be given to whoever goes; no list of all."""
    held = sorted(request.circle.shelf(Submission, OPEN), key=lambda each: (each.value.sent, each.id))
    wish = wishes.wish_of(request)
    mine = [each for each in held if each.value.holder == request.me.id] if wish.show == wishes.MINE else held
    return _answer(request, mine)


def _answer(
    request: CircleRequest,
    found: Sequence[Held[Submission]],
    ready: list[Slip] | None = None,
    *,
    is_single: bool = False,
) -> HttpResponse:
    """The choices; or, after a POST, the PDF under a name that tells nothing."""
    trouble = ""
    given = request.POST
    if request.method == "POST" and found and ready != []:
        name = request.group.settings.name if "named" in given else ""
        with_said = "said" in given
        made = ready if ready is not None else [paper.slip(one, name, with_said=with_said) for one in found[:MOST]]
        try:
            return _pdf(request, made)
        except CannotPrint as problem:
            trouble = str(problem)
    context = {
        "record": found[0].id if is_single else 0,
        "title": found[0].title if found else "",
        "count": len(found),
        "most": MOST if len(found) > MOST else 0,
        "wish": wishes.wish_of(request),
        "papers": [(value, says, value == _paper(request)) for value, says in paper.PAPERS.items()],
        "large": "large" in given,
        "named": "named" in given,
        "said": "said" in given,
    }
    return answering.page(request, "intake/print.html", context, trouble)


def _paper(request: CircleRequest) -> paper.Paper:
    return "letter" if request.POST.get("paper") == "letter" else "a4"


def _pdf(request: CircleRequest, slips: list[Slip]) -> HttpResponse:
    """Raises CannotPrint."""
    large = "large" in request.POST
    body = printed(slips, get_language() or "en", per_page=1 if large else 2, paper=_paper(request), large=large)
    return HttpResponse(
        body, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="sheet.pdf"'}
    )
