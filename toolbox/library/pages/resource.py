"""The page of one entry."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.addresses import whole
from toolbox.library import reading
from toolbox.library.catalogue import current
from toolbox.library.citation import citation
from toolbox.library.sealed import EXPERIENCE, taking
from toolbox.library.shown import day, told, words


@public
@require_safe
def resource(request: HttpRequest, slug: str) -> HttpResponse:
    """One entry, or, where it was taken off the list, a page that says so."""
    catalogue = current()
    item = catalogue.by_slug.get(slug)
    if item is None:
        gone = catalogue.retired.get(slug)
        if gone is None or gone.retired_on is None:
            raise Http404
        context = {
            "name": words(gone, "name"),
            "retired_on": day(gone.retired_on),
            "because": words(gone, "retired_because"),
        }
        return render(request, "library/retired.html", context, status=HTTPStatus.GONE)
    shown = item.shown()
    context = {
        "item": shown,
        "listed": slug in reading.listed(request),
        "told": [told(one) for one in item.experiences],
        "went_url": reverse("library:went_with_entry", args=[slug]) if taking(EXPERIENCE) else "",
        "related": [other.shown() for other in catalogue.related(item)],
        "citation": citation(shown, whole(request, shown.url)),
        "sheet_url": f"{reverse('library:booklet')}?only={slug}",
    }
    return render(request, "library/resource.html", context)
