"""What was taken in from elsewhere, reviewed: read, mended, put on the list, or declined."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.library import reviewing
from toolbox.library.curating.alike import alike
from toolbox.library.curating.forms import EntryForm
from toolbox.library.curating.gate import curators, whole
from toolbox.library.curating.pages.editing import NOTHING, edit_page, said, show_wrong, tried_out
from toolbox.library.keeping import CannotEdit, Moved
from toolbox.library.models import Waiting
from toolbox.library.shown import day


@circle_only
@curators
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: CircleRequest, circle: int) -> HttpResponse:
    """All that waits, and what was declined; a POST takes a no back."""
    if request.method == "POST":
        reviewing.offer_again(whole(request.POST.get("number", "")))
        return HttpResponseRedirect(reverse("curating_waiting", args=[circle]))
    context = {
        "rows": [_row(circle, one) for one in reviewing.waiting()],
        "declined": [_row(circle, one) for one in reviewing.declined()],
    }
    return render(request, "curating/waiting.html", context)


def _row(circle: int, one: Waiting) -> dict[str, object]:
    return {
        "url": reverse("curating_waits", args=[circle, one.pk]),
        "name": str(one.row.get("name", "")),
        "came_from": one.came_from,
        "day": day(one.arrived_on),
        "declined": day(one.declined_on) if one.declined_on else "",
        "number": one.pk,
    }


@circle_only
@curators
@require_http_methods(["GET", "HEAD", "POST"])
def waits(request: CircleRequest, circle: int, waiting: int) -> HttpResponse:
    """One that waits, as a form: accept it as it is or mended, or decline it."""
    one = reviewing.find(waiting)
    if one is None:
        if Waiting.objects.filter(pk=waiting).exists() or request.method == "POST":
            return HttpResponseRedirect(reverse("curating_waiting", args=[circle]))
        raise Http404
    now = {**NOTHING, **{name: str(text) for name, text in one.row.items() if name in NOTHING}}
    about: dict[str, Any] = {
        "waits": one,
        "came_from": one.came_from,
        "arrived": day(one.arrived_on),
        "alike": alike(circle, now),
    }
    if request.method != "POST":
        return edit_page(request, EntryForm(now=now, is_new=True), None, **about)
    if request.POST.get("do") == "decline":
        reviewing.decline(one, today())
        return HttpResponseRedirect(reverse("curating_waiting", args=[circle]))
    form = EntryForm(request.POST, now=now, is_new=True)
    answer = tried_out(request, form, None, **about)
    if answer is not None:
        return answer
    try:
        added = reviewing.accept(one, form.cells, today(), said(form) or _("from %(who)s") % {"who": one.came_from})
    except Moved:
        return HttpResponseRedirect(reverse("curating_waiting", args=[circle]))
    except CannotEdit as cannot:
        show_wrong(form, cannot)
        return edit_page(request, form, None, **about)
    return HttpResponseRedirect(reverse("curating_entry", args=[circle, added.slug]))
