"""One entry, as the circle that keeps the list sees it: looked at today, off the list, back on it."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.library import experiences, keeping
from toolbox.library.curating import rota, shown
from toolbox.library.curating.forms import RetireForm
from toolbox.library.curating.gate import curators, entry, whole
from toolbox.library.keeping import CannotEdit, Moved
from toolbox.library.links.record import KEPT
from toolbox.library.models import Resource, Version
from toolbox.library.shown import day, told, words
from toolbox.library.vocabulary import How

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@curators
@require_safe
def one_entry(request: CircleRequest, circle: int, slug: str) -> HttpResponse:
    """Everything that is known of it, and what can be done."""
    return _page(request, entry(slug))


def _page(request: CircleRequest, resource: Resource, trouble: str = "") -> HttpResponse:
    newest = Version.objects.filter(resource=resource).first()
    looked_today = newest is not None and newest.how == How.LOOKED and newest.day == today()
    told_about = experiences.about_entries().get(resource.slug, ())
    context = {
        "resource": resource,
        "name": words(resource, "name"),
        "facts": shown.facts(resource),
        "empty": shown.empty(resource),
        "checks": shown.checks(resource, KEPT),
        "news": shown.last_looked(resource),
        "looked_today": looked_today,
        "versions": Version.objects.filter(resource=resource).count(),
        "retired_on": day(resource.retired_on) if resource.retired_on else "",
        "because": words(resource, "retired_because"),
        "public": reverse("library:resource", args=[resource.slug]),
        "due": rota.due(today()).count(),
        "told": [(one.pk, told(one)) for one in told_about],
        "trouble": trouble,
    }
    return render(request, "curating/entry.html", context, status=409 if trouble else 200)


@circle_only
@curators
@require_POST
def looked(request: CircleRequest, circle: int, slug: str) -> HttpResponse:
    """Looked at today, in one press; a second button takes it back."""
    resource = entry(slug)
    edition = whole(request.POST.get("edition", ""))
    if request.POST.get("do") == "undo":
        return _done(request, slug, lambda: keeping.unlook(resource.slug, today(), edition=edition))
    if resource.looked_on == today():  # pressed twice
        return HttpResponseRedirect(reverse("curating_entry", args=[circle, slug]))
    return _done(request, slug, lambda: keeping.look(resource.slug, today(), edition=edition))


def _done(request: CircleRequest, slug: str, act: Callable[[], object]) -> HttpResponse:
    """Do something and go back to the entry; or show it as it stands now, with why it could not be done."""
    try:
        act()
    except Moved:
        return _page(request, entry(slug), moved())
    except CannotEdit as cannot:
        return _page(request, entry(slug), str(cannot))
    return HttpResponseRedirect(reverse("curating_entry", args=[request.group.id, slug]))


def moved() -> str:
    """Said where somebody was quicker."""
    return _("Somebody else changed this entry just now. Nothing of yours was done. This is how it stands.")


@circle_only
@curators
@require_http_methods(READ_AND_WRITE)
def retire(request: CircleRequest, circle: int, slug: str) -> HttpResponse:
    """Ask first, and ask why; then the entry is off the list, and its address says so."""
    resource = entry(slug)
    if resource.retired_on:
        return HttpResponseRedirect(reverse("curating_entry", args=[circle, slug]))
    form = RetireForm(request.POST if request.method == "POST" else None, initial={"edition": resource.edition})
    if form.is_valid():
        given = form.cleaned_data
        return _done(
            request,
            slug,
            lambda: keeping.retire(
                slug,
                today(),
                edition=given["edition"],
                because=" ".join(given["public_reason"].split()),
                because_es=" ".join(given["public_reason_es"].split()),
                told=given["told"],
            ),
        )
    return render(
        request, "curating/retire.html", {"resource": resource, "name": words(resource, "name"), "form": form}
    )


@circle_only
@curators
@require_http_methods(READ_AND_WRITE)
def restore(request: CircleRequest, circle: int, slug: str) -> HttpResponse:
    """Ask first; then the entry is on the list again."""
    resource = entry(slug)
    if not resource.retired_on:
        return HttpResponseRedirect(reverse("curating_entry", args=[circle, slug]))
    if request.method == "POST":
        edition = whole(request.POST.get("edition", ""))
        return _done(request, slug, lambda: keeping.restore(slug, today(), edition=edition))
    context = {"resource": resource, "name": words(resource, "name"), "retired_on": day(resource.retired_on)}
    return render(request, "curating/restore.html", context)


@circle_only
@curators
@require_http_methods(READ_AND_WRITE)
def take_back(request: CircleRequest, circle: int, experience: int) -> HttpResponse:
    """Ask first; then how it went for somebody is shown no more, and their words are destroyed."""
    found = experiences.find(experience)
    home = reverse("curating", args=[circle])
    if found is None:
        return HttpResponseRedirect(home)
    back = home if found.kit else reverse("curating_entry", args=[circle, found.slug])
    if request.method == "POST":
        experiences.take_back(experience)
        return HttpResponseRedirect(back)
    return render(request, "curating/take_back.html", {"told": told(found), "back": back})
