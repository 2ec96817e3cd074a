"""A list of fifty needs twice: sealed, and as an ordinary Django site would do it. The template is the same."""

from types import SimpleNamespace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from benchmarks.vault.needs import Need, line
from benchmarks.vault.plain.models import Membership, PlainNeed
from toolbox.kernel.circles import context
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only, public

PAGE = 50


@circle_only
def sealed(request: CircleRequest, circle: int) -> HttpResponse:
    """A shelf of a circle, or what a search finds on it."""
    words = request.GET.get("q", "")
    found = request.circle.search(words, Need, "open") if words else request.circle.shelf(Need, "open")
    found.sort(key=lambda held: (held.value.day, held.id), reverse=True)
    lines = [line(held.id, held.value, words) for held in found[:PAGE]]
    return render(request, "plain/needs.html", {"lines": lines, "count": len(found)})


@public
def plain(request: HttpRequest, number: int) -> HttpResponse:
    """The same from plain rows: session, member, membership, circle, rows."""
    if not request.user.is_authenticated:
        raise Http404
    mine = get_object_or_404(Membership.objects.select_related("circle"), circle=number, member=request.user.pk)
    people = Membership.objects.filter(circle=number).count()
    found = list(PlainNeed.objects.filter(circle=number, shelf="open").order_by("-day", "-id")[:PAGE])
    group = SimpleNamespace(id=mine.circle.pk)
    words = {
        "me": request.user,
        "group": group,
        "circle_name": mine.circle.name,
        "ways": context.ways(request, group),  # type: ignore[arg-type]
        "who_reads": f"Only the {people} people of this circle can read this.",
        "lines": [line(row.pk, row) for row in found],
        "count": len(found),
    }
    return render(request, "plain/needs.html", words)
