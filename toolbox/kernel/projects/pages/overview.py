"""The page of the public page: what strangers see, what waits to be published, and the one step that takes it off."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules as circle_rules
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.projects import publishing, rules
from toolbox.kernel.projects.pages.saving import enough
from toolbox.kernel.projects.records import MOST_FORMS, Draft, FormDraft
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.addresses import whole
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Moved


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def public_page(request: CircleRequest, circle: int) -> HttpResponse:
    """What there is; pausing a form and taking the page off are one press each."""
    held = publishing.draft_of(request.circle)
    with suppress(Moved, OperationalError):  # a full disk: the mailboxes get their keys another time
        boxes.fresh(request.group)
    if request.method != "POST" or held is None:
        return _overview(request, held)
    onward = reverse("public_page", args=[circle])
    form = held.value.form(request.POST.get("form", ""))
    try:
        match request.POST.get("do"), form:
            case "off", _form:
                publishing.take_off(request.group, held)
            case "pause", FormDraft(slug=slug, mailbox=mailbox):
                publishing.pause(request.group, held, slug, paused=True)
                onward = reverse("page_form_pause", args=[circle, mailbox])
            case "go-on", FormDraft(slug=slug):
                publishing.pause(request.group, held, slug, paused=False)
    except Moved:
        return _overview(request, held, _("Somebody was quicker. Look at it, and press once more."))
    return HttpResponseRedirect(onward)


def _overview(request: CircleRequest, held: Held[Draft] | None, trouble: str = "") -> HttpResponse:
    context: dict[str, Any] = {"held": held, "trouble": trouble, "enough": enough(request)}
    if held is not None:
        draft, people = held.value, len(circle_rules.living(request.group.settings))
        context |= {
            "recount": people if draft.public and rules.counted(draft, people) != draft else 0,
            "title": draft.front.title.here(get_language() or "en"),
            "is_public": bool(draft.public),
            "address": whole(request, reverse("at", args=[draft.slug])),
            "forms": [_listed(one) for one in draft.forms],
            "restored": Mailbox.objects.filter(
                pk__in=[one.mailbox for one in draft.forms], closed_by_restore=True
            ).exists(),
            "can_add": len(draft.forms) < MOST_FORMS,
        }
    status = HTTPStatus.CONFLICT if trouble else HTTPStatus.OK
    return render(request, "projects/overview.html", context, status=status)


def _listed(one: FormDraft) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "title": one.asking.form.title.here(language),
        "id": one.mailbox,
        "slug": one.slug,
        "is_paused": one.asking.is_paused,
        "paused": one.asking.paused.here(language),
        "questions": len(one.asking.form.questions),
    }
