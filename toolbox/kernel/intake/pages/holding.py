"""Who looks after something, and small marks: read, spam, not spam, open again."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts import answering as acts
from toolbox.kernel.intake.acts import closing
from toolbox.kernel.intake.pages import item
from toolbox.kernel.intake.pages.inbox import not_here
from toolbox.kernel.intake.pages.rows import name
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import unspelled
from toolbox.kernel.vault.trouble import Missing, Moved

NOBODY = "0" * 13


@circle_only
@require_POST
def holder(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """I look after it, somebody else of this circle does, or nobody. Two who press at once do not undo each other."""
    group = request.group
    wanted = unspelled(request.POST.get("member", ""))
    was = unspelled(request.POST.get("was", NOBODY))
    try:
        held = group.circle.get(Submission, record)
        if wanted and rules.person(group.settings, wanted) is None:
            return item.page(request, held, _("They are not in this circle any more."))
        if held.value.holder == wanted:
            return answering.to("inbox_item", circle, record)
        if held.value.holder != was:
            return item.page(request, held, _now(request, held))
        acts.held_by(group, held, wanted)
    except Moved:
        return item.page(request, group.circle.get(Submission, record), _moved())
    except Missing:
        return not_here(request)
    return answering.to("inbox_item", circle, record)


@circle_only
@require_POST
def mark(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """`do` is read, spam, or back: from the spam, or from what is done."""
    try:
        held = request.circle.get(Submission, record)
        _mark(request, held, request.POST.get("do", ""))
    except Moved:
        return item.page(request, request.circle.get(Submission, record), _moved())
    except Missing:
        return not_here(request)
    return answering.to("inbox_item", circle, record)


def _mark(request: CircleRequest, held: Held[Submission], do: str) -> None:
    match do, held.shelf:
        case "read", _shelf if held.value.news:
            acts.seen(request.group, held)
        case "spam", "open":
            closing.spam(request.group, held, timezone.now())
        case "back", ("done" | "spam"):
            closing.reopen(request.group, held)


def _now(request: CircleRequest, held: Held[Submission]) -> str:
    if not held.value.holder:
        return _("It was let go meanwhile: nobody looks after it now. Press once more if you want to.")
    words = _("Somebody was quicker. It is looked after by: %(name)s. Press once more if that should change.")
    return words % {"name": name(request.group, held.value.holder)}


def _moved() -> str:
    return _("Somebody changed this at the same moment. Look how it stands now, and press once more.")
