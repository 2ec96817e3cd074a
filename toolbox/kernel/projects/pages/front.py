"""The words of the page, and making it public."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.projects import publishing
from toolbox.kernel.projects.forms.front import FrontForm
from toolbox.kernel.projects.pages.saving import again, changed_meanwhile, enough, saved, the_draft
from toolbox.kernel.projects.publishing import AddressTaken
from toolbox.kernel.projects.records import Draft
from toolbox.kernel.projects.rules import with_front
from toolbox.kernel.projects.started import finding as started
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.addresses import whole
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Moved

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@require_http_methods(READ_AND_WRITE)
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
        fresh = Draft(slug=slug, front=front, changed=True)
        now, trouble = publishing.begin(request.circle, fresh), ""
        onward = "page_add_form"
        if now.value != fresh:
            held, trouble = now, changed_meanwhile()
    else:
        onward = "public_page"
        now, trouble = saved(request, held, form.cleaned_data["version"], lambda draft: with_front(draft, slug, front))
    if trouble:
        return _words(request, again(form, now.version, trouble), held, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(reverse(onward, args=[circle]))


def _words(request: CircleRequest, form: FrontForm, held: Held[Draft] | None, status: int = 200) -> HttpResponse:
    return render(request, "projects/words.html", {"form": form, "held": held}, status=status)


@circle_only
@require_http_methods(READ_AND_WRITE)
def publish(request: CircleRequest, circle: int) -> HttpResponse:
    """What becomes public, and that it cannot be unread; then it is."""
    held = the_draft(request)
    if request.method != "POST":
        return _publish(request, held)
    if not enough(request):
        return _publish(request, held, _("Two people must hold the key first. Invite somebody."))
    if started.gates(request.circle):
        return _publish(request, held, _("A step of your project comes first: see below."))
    try:
        publishing.publish(request.group, held)
    except AddressTaken:
        return _publish(request, held, _("Another page here has this address by now. Change it under “Words”."))
    except Moved:
        return _publish(request, held, _("Somebody changed the page just now. Look at it, and press once more."))
    return HttpResponseRedirect(reverse("public_page", args=[circle]))


def _publish(request: CircleRequest, held: Held[Draft], trouble: str = "") -> HttpResponse:
    draft = held.value
    context = {
        "trouble": trouble,
        "enough": enough(request),
        "gates": started.gates(request.circle),
        "is_public": bool(draft.public),
        "forms": [one.asking.form.title.here(get_language() or "en") for one in draft.forms],
        "address": whole(request, reverse("at", args=[draft.slug])),
    }
    return render(request, "projects/publish.html", context, status=HTTPStatus.CONFLICT if trouble else HTTPStatus.OK)
