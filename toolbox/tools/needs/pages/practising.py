"""A practice call, with a form that keeps nothing: it says what it would have kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import moment
from toolbox.tools.needs import callform, keeping, shown
from toolbox.tools.needs.callform import CallForm
from toolbox.tools.needs.pages.call import OUTCOMES
from toolbox.tools.needs.pages.need import unknown_words
from toolbox.tools.needs.practising import people
from toolbox.tools.needs.records import Ask, Came
from toolbox.tools.needs.rules import calls


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: CircleRequest, circle: int) -> HttpResponse:
    """Somebody invented is called; what was written is read back, and gone with the page."""
    board, now, everybody = keeping.board_of(request.circle).value, timezone.now(), people()
    given = request.POST.get("who") or request.GET.get("who", "")
    at = int(given) if given in {"1", "2", "3"} else 1
    somebody = everybody[at - 1]
    blank = Ask(came=now, source=Came.FORM, number=0, words=somebody.asked)
    begun = {"words": somebody.asked, "phone": somebody.number}
    form = CallForm(board, blank, request.POST if request.method == "POST" else None, initial=begun)
    outcome = OUTCOMES.get(request.POST.get("do", ""))
    done: list[str] = []
    if outcome is not None and form.is_valid():
        zone = timezone.get_current_timezone()
        again = form.again(now) or calls.again_after(outcome, now, zone)
        if words := shown.outcome_words()[outcome]:
            done.append(_("In the contact log would stand: %(what)s.") % {"what": words})
        if again:
            done.append(_("It would come up again on %(when)s.") % {"when": moment(again)})
        if outcome == "talked" and (open_ones := callform.still_to_ask(form)):
            names = unknown_words()
            said = ", ".join(names[one] for one in open_ones)
            done.append(_("It would be marked as still to be asked: %(what)s.") % {"what": said})
    context = {
        "somebody": somebody,
        "at": at,
        "everybody": [(place, one.name) for place, one in enumerate(everybody, 1)],
        "script": callform.script(board),
        "board": board,
        "form": form,
        "done": done,
    }
    return render(request, "needs/practice.html", context)
