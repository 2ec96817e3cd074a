"""Anybody suggests an entry, or tells how it went: public pages, sealed to the circle that keeps the list."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.intake.pages import asking
from toolbox.kernel.intake.pages.shown import Shown
from toolbox.kernel.intake.questions import Both
from toolbox.kernel.intake.worded import worded
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.same_site import same_site
from toolbox.library import sealed
from toolbox.library.catalogue import current
from toolbox.library.sealed import EXPERIENCE, KIT, SUGGESTION, About
from toolbox.library.shown import words

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@public
@same_site
@require_http_methods(READ_AND_WRITE)
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggest a resource."""
    return _form(request, SUGGESTION, reverse("library:browse"))


@public
@same_site
@require_http_methods(READ_AND_WRITE)
def went(request: HttpRequest) -> HttpResponse:
    """How it went for us, whatever it was that somebody tried."""
    return _form(request, EXPERIENCE, reverse("library:browse"))


@public
@same_site
@require_http_methods(READ_AND_WRITE)
def went_with_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """How it went for us with an entry of the list."""
    item = current().by_slug.get(slug)
    if item is None:
        raise Http404
    resource = item.resource
    about = About(slug, Both(en=resource.name, es=resource.name_es), words(resource, "name").text)
    return _form(request, EXPERIENCE, reverse("library:resource", args=[slug]), about)


def went_with_kit(request: HttpRequest, slug: str, name: Both, back: str) -> HttpResponse:
    """How it went for us with a kind of project; the room that shows these calls it from a public view."""
    return _form(request, EXPERIENCE, back, About(f"{KIT}{slug}", name, worded(name).words))


def _form(request: HttpRequest, purpose: str, back: str, about: About | None = None) -> HttpResponse:
    """The form; where no circle keeps the list, a page that says so. What was typed before that stays."""
    taking = sealed.taking(purpose)
    form = sealed.form(purpose, about)
    if taking is None and request.method != "POST":
        context = {"name": worded(form.title), "back": back, "contact": settings.CONTACT}
        return render(request, "library/not_kept.html", context)
    shown = Shown(
        form=form,
        mailbox=taking.mailbox if taking else 0,
        asks=_("The people who keep this list"),
        back=back,
        paused=_nobody() if taking is None else _paused() if taking.paused else "",
        known=sealed.known(purpose, about, get_language() or "en"),
    )
    return asking.answer(request, shown)


def _nobody() -> str:
    return _("Nobody on this toolbox keeps the list in the browser just now, so nobody would read it.")


def _paused() -> str:
    return _(
        "The people who keep this list have more than they can read. They take nothing in until they have caught up. "
        "The list itself stays as it is: come back in a few weeks."
    )
