"""The page of the public page: what strangers see, what waits to be published, and the one step that takes it off."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules as circle_rules
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.projects import publishing
from toolbox.kernel.projects.forms import FrontForm
from toolbox.kernel.projects.pages.saving import saved, the_draft
from toolbox.kernel.projects.publishing import AddressTaken
from toolbox.kernel.projects.records import HERE, MOST_FORMS, Draft, Front
from toolbox.kernel.projects.rules import with_front
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.addresses import whole
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Moved

MOVED = "moved"


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def public_page(request: CircleRequest, circle: int) -> HttpResponse:
    """What there is; pausing a form and taking the page off are one press each."""
    held = publishing.draft_of(request.circle)
    boxes.fresh(request.group)
    if request.method != "POST" or held is None:
        return _overview(request, held)
    try:
        match request.POST.get("do"), request.POST.get("form", ""):
            case "off", _form:
                publishing.take_off(request.group, held)
            case "pause", str(slug):
                publishing.pause(request.group, held, slug, paused=True)
            case "go-on", str(slug):
                publishing.pause(request.group, held, slug, paused=False)
    except Moved:
        return _overview(request, held, _("Somebody was quicker. Look at it, and press once more."))
    return HttpResponseRedirect(reverse("public_page", args=[circle]))


def _overview(request: CircleRequest, held: Held[Draft] | None, trouble: str = "") -> HttpResponse:
    language = get_language() or "en"
    context: dict[str, Any] = {"held": held, "trouble": trouble, "enough": enough(request)}
    if held is not None:
        draft = held.value
        address = whole(request, reverse("at", args=[draft.slug]))
        context |= {
            "title": draft.front.title.here(language),
            "is_public": bool(draft.public),
            "changed": draft.changed,
            "address": address,
            "forms": [
                {
                    "title": one.asking.form.title.here(language),
                    "id": one.mailbox,
                    "slug": one.slug,
                    "is_paused": one.asking.is_paused,
                    "questions": len(one.asking.form.questions),
                }
                for one in draft.forms
            ],
            "can_add": len(draft.forms) < MOST_FORMS,
        }
    status = HTTPStatus.CONFLICT if trouble else HTTPStatus.OK
    return render(request, "projects/overview.html", context, status=status)


def enough(request: CircleRequest) -> bool:
    """Whether two people hold the key: before that nothing is published."""
    return len(circle_rules.living(request.group.settings)) >= boxes.ENOUGH


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: CircleRequest, circle: int) -> HttpResponse:
    """The words of the page; saving them begins it."""
    held = publishing.draft_of(request.circle)
    if request.method != "POST":
        initial = FrontForm.of(held.value, held.version) if held else {"version": 0}
        return _words(request, FrontForm(initial=initial), held)
    form = FrontForm(request.POST)
    if not form.is_valid():
        return _words(request, form, held)
    slug, front = form.cleaned_data["slug"], form.front()
    if publishing.is_taken(slug, held.value.public if held else 0):
        form.add_error("slug", _("Another page here has this address. Add something to it, such as the part of town."))
        return _words(request, form, held)
    if held is None:
        request.circle.put(Draft(slug=slug, front=front, changed=True), HERE)
        return HttpResponseRedirect(reverse("page_add_form", args=[circle]))
    now, trouble = saved(request, held, form.cleaned_data["version"], lambda draft: with_front(draft, slug, front))
    if trouble:
        return _words(request, again(form, now.version, trouble), held, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(reverse("public_page", args=[circle]))


def again(form: Any, version: int, trouble: str) -> Any:
    """The form with what was typed, as a try over the version that is there now."""
    form.data = form.data.copy()
    form.data["version"] = version
    form.add_error(None, trouble)
    return form


def _words(request: CircleRequest, form: FrontForm, held: Held[Draft] | None, status: int = 200) -> HttpResponse:
    return render(request, "projects/words.html", {"form": form, "held": held}, status=status)


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: CircleRequest, circle: int) -> HttpResponse:
    """What becomes public, and that it cannot be unread; then it is."""
    held = the_draft(request)
    if request.method != "POST":
        return _publish(request, held)
    if not enough(request):
        return _publish(request, held, _("Two people must hold the key first. Invite somebody."))
    try:
        publishing.publish(request.group, held)
    except AddressTaken:
        return _publish(request, held, _("Another page here has this address by now. Change it under “Words”."))
    except Moved:
        return _publish(request, held, _("Somebody changed the page just now. Look at it, and press once more."))
    return HttpResponseRedirect(reverse("public_page", args=[circle]))


def _publish(request: CircleRequest, held: Held[Draft], trouble: str = "") -> HttpResponse:
    draft: Draft = held.value
    front: Front = draft.front
    context = {
        "held": held,
        "front": front,
        "trouble": trouble,
        "enough": enough(request),
        "forms": [one.asking.form.title.here(get_language() or "en") for one in draft.forms],
        "address": whole(request, reverse("at", args=[draft.slug])),
    }
    return render(request, "projects/publish.html", context, status=HTTPStatus.CONFLICT if trouble else HTTPStatus.OK)
