"""What strangers see: the page, and its forms. Also what members see before they publish it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.pages import asking as intake
from toolbox.kernel.intake.pages.shown import Shown
from toolbox.kernel.projects import doors, publishing
from toolbox.kernel.projects.models import PublicForm, PublicPage
from toolbox.kernel.projects.pages.saving import the_draft, the_form
from toolbox.kernel.projects.records import Asking, Front
from toolbox.kernel.records import phones
from toolbox.kernel.registry.audience import circle_only, public
from toolbox.kernel.ui import markdown
from toolbox.kernel.ui.same_site import same_site
from toolbox.kernel.vault import quick


@public
@require_safe
def at(request: HttpRequest, slug: str) -> HttpResponse:
    """A public page."""
    page = _page(slug)
    rows = list(PublicForm.objects.filter(page=page.id).order_by("position"))
    closed = doors.shut(row.mailbox for row in rows)
    forms = [
        _listed(publishing.asking_of(row), reverse("at_form", args=[slug, row.slug]), is_shut=row.mailbox in closed)
        for row in rows
    ]
    return render(request, "projects/at.html", _front(publishing.front_of(page), forms))


def _page(slug: str) -> PublicPage:
    found = PublicPage.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _listed(asking: Asking, url: str, *, is_shut: bool = False) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "title": asking.form.title.here(language),
        "language": asking.form.title.spoken(language),
        "lead": asking.form.lead.here(language),
        "url": url,
        "is_paused": asking.is_paused,
        "is_shut": is_shut,
    }


def _front(front: Front, forms: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "title": front.title.here(language),
        "title_language": front.title.spoken(language),
        "words": markdown.render(front.words.here(language)) if front.words else "",
        "words_language": front.words.spoken(language),
        "hours": front.hours.here(language),
        "place": front.place.here(language),
        "phone": phones.shown(front.phone, settings.REGION) if front.phone else "",
        "dials": phones.dialled(front.phone) if front.phone else "",
        "forms": forms,
        **more,
    }


@public
@same_site
@require_http_methods(["GET", "HEAD", "POST"])
def at_form(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """A form of a public page: shown, filled in, acknowledged."""
    found = publishing.form_at(slug, form)
    if found is None:
        raise Http404
    front, asking, mailbox = found
    paused = _shut(mailbox) or (_paused(asking) if asking.is_paused else "")
    return intake.answer(request, _shown(front, asking, mailbox, reverse("at", args=[slug]), paused))


def _shown(front: Front, asking: Asking, mailbox: int, back: str, paused: str, *, preview: bool = False) -> Shown:
    return Shown(
        form=asking.form,
        mailbox=mailbox,
        asks=front.title.here(get_language() or "en"),
        back=back,
        readers=asking.readers,
        days=asking.days,
        phone=front.phone,
        paused=paused,
        preview=preview,
    )


def _paused(asking: Asking) -> str:
    return asking.paused.here(get_language() or "en") or _("This form is paused. Nobody would read it now.")


def _shut(mailbox: int) -> str:
    """Why the mailbox takes nothing in, if it does not."""
    box = quick.one("SELECT closed_by_restore, alone FROM intake_mailbox WHERE id = %s", mailbox)
    if box is None:
        return _("The group that read this has ended.")
    closed_by_restore, alone = box
    if closed_by_restore:
        return _("This toolbox was restored from a backup. The group must look at it first; then the form opens again.")
    if alone:
        return _("Just now too few people read this form. It opens again when there are two of them.")
    return ""


@circle_only
@require_safe
def preview(request: CircleRequest, circle: int) -> HttpResponse:
    """The page as a stranger would see it."""
    draft = the_draft(request).value
    forms = [_listed(one.asking, reverse("page_form_preview", args=[circle, one.mailbox])) for one in draft.forms]
    return render(request, "projects/preview.html", _front(draft.front, forms))


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def form_preview(request: CircleRequest, circle: int, form: int) -> HttpResponse:
    """A form as a stranger would see it. It sends nothing."""
    held = the_draft(request)
    one = the_form(held, form)
    paused = _paused(one.asking) if one.asking.is_paused else ""
    back = reverse("page_form", args=[circle, form])
    return intake.answer(request, _shown(held.value.front, one.asking, form, back, paused, preview=True))
