"""The first page of the circle that keeps the list: what waits, and the way to every entry."""

from contextlib import suppress
from typing import Any

from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.projects import doors
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.boards import paged
from toolbox.kernel.vault.trouble import Moved
from toolbox.library import sealed
from toolbox.library.curating import holding, mailed, rota, shown, waiting
from toolbox.library.curating.gate import curators
from toolbox.library.models import Resource
from toolbox.library.sealed import SUGGESTION
from toolbox.library.search.words import folded_words

FIRST = 5  # of the rota, on the first page
MOST = 50  # of a search
A_PAGE = 100  # of what is printed and shared out
LONGEST = 200  # characters


@circle_only
@curators
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: CircleRequest, circle: int) -> HttpResponse:
    """What waits; and entries by name, those off the list too. What is looked for stands in no address.

    `do` is pause or open: the two public forms take nothing in for now, or go on.
    """
    if request.POST.get("do") in {"pause", "open"}:
        holding.pause(request.circle, paused=request.POST["do"] == "pause")
        return HttpResponseRedirect(reverse("curating", args=[circle]))
    words = " ".join(request.POST.get("q", "").split())[:LONGEST]
    found = named(words) if words else []
    counts = rota.counts(today())
    with suppress(Moved, OperationalError):  # a full disk: the forms get their mailboxes and keys another time
        holding.open_forms(request.group)
        boxes.fresh(request.group)
    context = {
        "words": words,
        "found": shown.rows(circle, found[:MOST]),
        "count": len(found),
        "most": MOST,
        "waits": list(waiting.lines(circle, counts)),
        **_mail(request),
        "due": counts.due,
        "first": shown.rows(circle, rota.due(today())[:FIRST]),
        "retired": Resource.objects.exclude(retired_on=None).count(),
    }
    return render(request, "curating/home.html", context)


def _mail(request: CircleRequest) -> dict[str, Any]:
    """What people sent about the list, and whether its two forms take anything in."""
    mail = mailed.mail(request.group)
    taking = sealed.taking(SUGGESTION)
    return {
        "unread": mail.unread,
        "sent": [shown.mail_row(request.group, held) for held in (*mail.suggestions, *mail.experiences)][:MOST],
        "paused": taking is not None and taking.paused,
        "alone": taking is None or bool(doors.shut([taking.mailbox])),
    }


def named(words: str) -> list[Resource]:
    """The entries whose name has words that begin so, or whose slug it is; accents and capitals aside."""
    wanted = folded_words(words)
    entries = Resource.objects.only("slug", "name", "name_es", "url", "phone", "looked_on", "retired_on")
    return [one for one in entries if one.slug == words or (wanted and _fits(one, wanted))]


def _fits(entry: Resource, wanted: list[str]) -> bool:
    there = folded_words(f"{entry.name} {entry.name_es}")
    return all(any(word.startswith(begin) for word in there) for begin in wanted)


@circle_only
@curators
@require_safe
def rota_list(request: CircleRequest, circle: int) -> HttpResponse:
    """What nobody looked at for a year, to be printed and shared out."""
    pages = Paginator(rota.due(today()), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": shown.rows(circle, pages.object_list),
        "count": pages.paginator.count,
        **paged(pages),
        "before_url": f"?page={pages.number - 1}",
        "after_url": f"?page={pages.number + 1}",
    }
    return render(request, "curating/rota.html", context)


@circle_only
@curators
@require_safe
def following(request: CircleRequest, circle: int) -> HttpResponse:
    """On to the next entry of the rota, or of the one after `?after=`; back to the first page where there is none."""
    slug = rota.following(today(), request.GET.get("after", ""))
    if not slug:
        return HttpResponseRedirect(reverse("curating", args=[circle]))
    return HttpResponseRedirect(reverse("curating_entry", args=[circle, slug]))


@circle_only
@curators
@require_safe
def links(request: CircleRequest, circle: int) -> HttpResponse:
    """Addresses that were gone, or led elsewhere, the last two times."""
    addresses, untried = rota.addresses()
    context = {
        "rows": shown.gone_rows(circle, rota.gone_or_moved()),
        "untried": untried,
        "none_tried": 0 < addresses == untried,
    }
    return render(request, "curating/links.html", context)


@circle_only
@curators
@require_safe
def retired(request: CircleRequest, circle: int) -> HttpResponse:
    """What was taken off the list."""
    entries = Resource.objects.exclude(retired_on=None).order_by("-retired_on", "slug")
    return render(request, "curating/retired.html", {"rows": shown.rows(circle, entries)})
