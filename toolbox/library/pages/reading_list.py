"""The reading list: put on, take off, look at, share as an address that holds the list itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.addresses import whole
from toolbox.kernel.ui.same_site import same_site
from toolbox.library import reading
from toolbox.library.catalogue import current


@public
@require_safe
def reading_list(request: HttpRequest) -> HttpResponse:
    """The reader's own list, or one that came in an address."""
    catalogue = current()
    mine = reading.listed(request)
    shared = reading.unpack(request.GET.get("r", ""))
    slugs = shared or mine
    items = [catalogue.by_slug[slug] for slug in slugs if slug in catalogue.by_slug]
    packed = reading.pack(item.slug for item in items)
    own = not shared or shared == mine
    context = {
        "items": [item.shown() for item in items],
        "missing": len(slugs) - len(items),
        "own": own,
        "packed": packed,
        "share_url": whole(request, f"{reverse('library:reading_list')}?r={packed}") if packed else "",
        "booklet_url": f"{reverse('library:booklet')}?r={packed}",
        "has_own": bool(mine),
        "full": request.GET.get("full") == "1",
        "most": reading.MOST,
    }
    return render(request, "library/reading_list.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@same_site
def change(request: HttpRequest) -> HttpResponse:
    """Put entries on the list, take one off, move one up, or forget the list; then back to where the reader was."""
    if request.method != "POST":  # loaded again, or typed
        return HttpResponseRedirect(reverse("library:reading_list"))
    if "forget" in request.POST:
        return _forgotten(request)
    mine = list(reading.listed(request))
    put = [slug for slug in reading.unpack(request.POST.get("put", "")) if slug in current().by_slug]
    take = request.POST.get("take", "")
    up = request.POST.get("up", "")
    slugs = [slug for slug in mine if slug != take] + [slug for slug in put if slug not in mine]
    if up in slugs[1:]:
        place = slugs.index(up)
        slugs[place - 1], slugs[place] = slugs[place], slugs[place - 1]
    spot = put[0] if len(put) == 1 else up  # where the reader was on that page
    response = HttpResponseRedirect(_back(request) + (f"#e-{spot}" if spot in slugs else ""))
    try:
        reading.remember(request, response, slugs)
    except reading.ListFull:
        return HttpResponseRedirect(f"{reverse('library:reading_list')}?full=1")
    return response


def _forgotten(request: HttpRequest) -> HttpResponse:
    """The page without a list, and once more the address that brings it back: it is kept nowhere but there."""
    packed = reading.pack(reading.listed(request))
    request.COOKIES.pop(reading.COOKIE, None)
    share_url = whole(request, f"{reverse('library:reading_list')}?r={packed}") if packed else ""
    response = render(request, "library/reading_list.html", {"own": True, "forgotten": True, "share_url": share_url})
    reading.remember(request, response, [])
    return response


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("library:reading_list")
