"""What somebody suggested: made an entry, there already, or declined with a reason. Its sender reads which."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts import answering as receipts
from toolbox.kernel.intake.acts import closing
from toolbox.kernel.intake.pages import item
from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.intake.pages.inbox import not_here
from toolbox.kernel.intake.records import OPEN, Submission
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.library import keeping
from toolbox.library.curating import about, answers, mailed, suggested
from toolbox.library.curating.alike import alike
from toolbox.library.curating.answers import Why
from toolbox.library.curating.forms import EntryForm
from toolbox.library.curating.gate import curators, entry
from toolbox.library.curating.mail_forms import LISTED, DeclineForm, suggestions
from toolbox.library.curating.pages.editing import NOTHING, edit_page, said, show_wrong, tried_out
from toolbox.library.keeping import CannotEdit
from toolbox.library.sealed import SUGGESTION

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@curators
@require_http_methods(READ_AND_WRITE)
def sent(request: CircleRequest, circle: int, suggestion: int) -> HttpResponse:
    """What was sent, as a new entry that can be mended first; what may be the same stands above it."""
    try:
        held = mailed.find(request.group, suggestion, SUGGESTION)
    except Missing:
        return not_here(request)
    if held.shelf != OPEN:
        return answering.to("inbox_item", circle, held.id)
    now = {**NOTHING, **suggested.cells(held.value.answers, held.value.language)}
    form = EntryForm(request.POST if request.method == "POST" else None, now=now, is_new=True)
    same = alike(circle, form.cells if form.is_valid() else now)
    if same:
        form.ask_if_sure()
    around = {"template": "curating/sent.html", **_about(request, held), "alike": same}
    if request.method != "POST":
        return edit_page(request, form, None, **around)
    answer = tried_out(request, form, None, **around)
    if answer is not None:
        return answer
    if same and not form.cleaned_data["sure"]:
        form.add_error("sure", _("Look at it first. If yours is another thing, tick this, and press once more."))
        return edit_page(request, form, None, **around)
    try:
        cells = {name: text for name, text in form.cells.items() if text}
        added = keeping.add(cells, today(), said=said(form) or _("suggested"))
    except CannotEdit as cannot:
        show_wrong(form, cannot)
        return edit_page(request, form, None, **around)
    # In a transaction of its own: the list and this circle, written in one, would tell which circle keeps the list.
    if not _closed(request, held, answers.on_the_list(request, added, held.value.language)):
        return answering.to("inbox_item", circle, held.id)
    return HttpResponseRedirect(reverse("curating_entry", args=[circle, added.slug]))


@circle_only
@curators
@require_http_methods(READ_AND_WRITE)
def decline(request: CircleRequest, circle: int, suggestion: int) -> HttpResponse:
    """Why it does not come onto the list: a ready sentence, or one's own words. Its sender reads them."""
    try:
        held = mailed.find(request.group, suggestion, SUGGESTION)
    except Missing:
        return not_here(request)
    if held.shelf != OPEN:
        return answering.to("inbox_item", circle, held.id)
    is_sent = request.method == "POST" and "look" not in request.POST
    begun = {"why": request.POST.get("why", ""), "which": about.written(request.POST.get("which", ""), about.entries())}
    form = DeclineForm(request.POST) if is_sent else DeclineForm(initial=begun)
    trouble = ""
    if form.is_valid():
        if _closed(request, held, _words(request, held, form)):
            return answering.to("inbox_item", circle, held.id)
        trouble = _("Somebody else changed this at the same moment. Nothing of yours was sent: try it again.")
    context = {**_about(request, held), "form": form, "listed": LISTED, "options": suggestions(kits=False)}
    return answering.page(request, "curating/decline.html", context, trouble)


def _words(request: CircleRequest, held: Held[Submission], form: DeclineForm) -> str:
    given, language = form.cleaned_data, held.value.language
    own = given["own"].strip()
    if given["why"] == Why.THERE:
        return "\n".join(filter(None, (answers.there_already(request, entry(given["entry"].key), language), own)))
    return answers.declined(Why(given["why"]), own, language)


def _closed(request: CircleRequest, held: Held[Submission], words: str) -> bool:
    """Close it with words to whoever sent it; False where somebody was quicker."""
    try:
        closing.close(request.group, held, timezone.now(), words)
    except (Moved, Missing):
        return False
    return True


def _about(request: CircleRequest, held: Held[Submission]) -> dict[str, Any]:
    """What was sent and said, for the page."""
    return {
        "record": held.id,
        "title": held.title,
        "answers": item.answers(request.group, held),
        "said": list(reversed(item.said_rows(request.group, held.value.said))),
        "written_in": own_name(held.value.language),
        "is_there": receipts.is_there(held),
        "back": reverse("inbox_item", args=[request.group.id, held.id]),
    }
