"""What an entry said before: listed, compared, brought back."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.library import keeping, versions
from toolbox.library.columns import cells
from toolbox.library.curating import comparing, shown
from toolbox.library.curating.gate import curators, entry, whole
from toolbox.library.keeping import CannotEdit, Moved
from toolbox.library.models import Version
from toolbox.library.shown import day, words
from toolbox.library.vocabulary import How


@circle_only
@curators
@require_safe
def all_versions(request: CircleRequest, circle: int, slug: str) -> HttpResponse:
    """The versions of an entry, newest first."""
    resource = entry(slug)
    context = {
        "resource": resource,
        "name": words(resource, "name"),
        "rows": shown.version_rows(circle, resource),
        "most": versions.MOST,
    }
    return render(request, "curating/versions.html", context)


@circle_only
@curators
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: CircleRequest, circle: int, slug: str, edition: int) -> HttpResponse:
    """One version: what was changed then, and how it differs from now; a POST brings it back as the newest."""
    resource = entry(slug)
    kept = {one.edition: one for one in Version.objects.filter(resource=resource)}
    if edition not in kept:
        raise Http404
    one, trouble = kept[edition], ""
    if request.method == "POST":
        said = _("as on %(day)s") % {"day": day(one.day)}
        try:
            keeping.bring_back(slug, edition, today(), edition=whole(request.POST.get("edition", "")), said=said)
        except Moved:
            trouble = _("Somebody else changed this entry just now. Look at how it stands now, then try again.")
        except CannotEdit as cannot:
            trouble = str(cannot)
        else:
            return HttpResponseRedirect(reverse("curating_entry", args=[circle, slug]))
        resource = entry(slug)
    before = max((other for other in kept if other < edition), default=0)
    context = {
        "resource": resource,
        "name": words(resource, "name"),
        "one": one,
        "when": day(one.day),
        "how": How(one.how).label,
        "first": not before,
        "then": comparing.compared(kept[before].cells, one.cells) if before else [],
        "since": comparing.compared(one.cells, cells(resource)),
        "trouble": trouble,
    }
    return render(request, "curating/version.html", context, status=409 if trouble else 200)
