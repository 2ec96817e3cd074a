"""How it went for somebody: a text is made of it, its sender agrees or does not, and it is published as agreed."""

from contextlib import suppress
from typing import Any

from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts import answering as receipts
from toolbox.kernel.intake.acts import proposing
from toolbox.kernel.intake.pages import item
from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.intake.pages.inbox import not_here
from toolbox.kernel.intake.records import OPEN, Proposal, Submission
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.library import experiences
from toolbox.library.curating import about, mailed, publishing
from toolbox.library.curating import telling as texts
from toolbox.library.curating.gate import curators
from toolbox.library.curating.mail_forms import LISTED, TellingForm, suggestions
from toolbox.library.curating.telling import Stands
from toolbox.library.sealed import EXPERIENCE


@circle_only
@curators
@require_http_methods(["GET", "HEAD", "POST"])
def told(request: CircleRequest, circle: int, telling: int) -> HttpResponse:
    """What was told, and how far two have come with a text. `do` is ask or publish."""
    try:
        held = mailed.find(request.group, telling, EXPERIENCE)
        with suppress(Moved, OperationalError):  # somebody else does it, or the disk is full: it waits on
            held = publishing.settle(request.group, held)
        if held.shelf != OPEN:
            return answering.to("inbox_item", circle, held.id)
        if request.method != "POST":
            return _page(request, held, TellingForm(initial=_first(held)))
        if request.POST.get("do") == "publish":
            return _publish(request, held)
        return _ask(request, held)
    except Missing:
        return not_here(request)


def _ask(request: CircleRequest, held: Held[Submission]) -> HttpResponse:
    """Ask for a yes to exactly this text; what was typed stays whatever happens."""
    form, language = TellingForm(request.POST), held.value.language
    if not form.is_valid():
        return _page(request, held, form)
    if not texts.may_ask(held.value.answers):
        return _page(request, held, form, _("They want nothing of it published."))
    telling = form.telling(language)
    text = texts.text(telling, language)
    last = held.value.proposals[-1] if held.value.proposals else None
    if last is not None and last.text == text and texts.stands(held.value) in {Stands.ASKED, Stands.AGREED}:
        return answering.to("curating_told", request.group.id, held.id)  # pressed twice
    if request.POST.get("seen") != _seen(held):
        return _page(request, held, form, _meanwhile())
    try:
        proposing.propose(request.group, held, text, timezone.now(), texts.pack(telling))
    except receipts.Gone:
        return _page(request, held, form, _("The receipt is gone: nobody can agree to anything any more."))
    except TooLarge:
        return _page(request, held, form, _("So many texts were tried here that no more fits. Close this."))
    except Moved:
        return _page(request, request.circle.get(Submission, held.id), form, _meanwhile())
    return answering.to("curating_told", request.group.id, held.id)


def _publish(request: CircleRequest, held: Held[Submission]) -> HttpResponse:
    """Show exactly what was agreed to. What cannot be done at once is done when somebody looks again."""
    form = TellingForm(initial=_first(held))
    proposal = proposing.agreed(held)
    if texts.stands(held.value) is Stands.PUBLISHED:
        return answering.to("curating_told", request.group.id, held.id)  # pressed twice
    if request.POST.get("seen") != _seen(held):
        return _page(request, held, form, _meanwhile())
    telling = texts.kept(proposal)
    if proposal is None or telling is None or not texts.is_exactly(proposal, held.value.language):
        return _page(request, held, form, _("Nobody agreed to exactly this text. Ask them once more."))
    if about.find(telling.about, about.choices()) is None:
        return _page(
            request, held, form, _("Its page is not there any more: nobody would find it. Choose another one.")
        )
    try:
        publishing.publish(request.group, held, proposal, timezone.now())
    except Moved:
        return _page(request, request.circle.get(Submission, held.id), form, _meanwhile())
    return answering.to("curating_told", request.group.id, held.id)


def _seen(held: Held[Submission]) -> str:
    """How much was said and asked when a page was opened: more means that somebody should read it first."""
    last = held.value.proposals[-1] if held.value.proposals else None
    return f"{len(held.value.said)}.{spell(last.id) if last else ''}.{texts.stands(held.value)}"


def _meanwhile() -> str:
    return _("Something was written or decided meanwhile. It stands below, and nothing of yours is done yet.")


def _first(held: Held[Submission]) -> dict[str, Any]:
    """How the form begins, with names instead of slugs where these are known."""
    given = texts.first(held.value)
    return {**given, "page": about.written(given["about"], about.choices())}


def _page(request: CircleRequest, held: Held[Submission], form: TellingForm, trouble: str = "") -> HttpResponse:
    group, value = request.group, held.value
    last = value.proposals[-1] if value.proposals else None
    context = {
        "record": held.id,
        "title": held.title,
        "form": form,
        "listed": LISTED,
        "options": suggestions(kits=True),
        "seen": _seen(held),
        "answers": item.answers(group, held),
        "said": list(reversed(item.said_rows(group, value.said))),
        "written_in": own_name(value.language),
        "is_there": receipts.is_there(held),
        "may_ask": texts.may_ask(value.answers),
        **_stands(held, last),
    }
    return answering.page(request, "curating/told.html", context, trouble)


def _stands(held: Held[Submission], last: Proposal | None) -> dict[str, Any]:
    """How far they have come, for the page."""
    stands = texts.stands(held.value)
    if last is None:
        return {"stands": stands.value}
    telling = texts.kept(last)
    page = about.find(telling.about, about.choices()) if telling else None
    decided = last.agreed or last.refused
    return {
        "stands": stands.value,
        "text": last.text,
        "asked": moment(last.when),
        "decided": day(decided) if decided else "",
        "page": page.url if page else "",
        "page_name": page.says(get_language() or "en") if page else "",
        "public": last.public if last.public and experiences.find(last.public) is not None else 0,
    }
