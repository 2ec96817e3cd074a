"""The front pages: home with its three doors, what each door leads to today, and what this toolbox is."""

import calendar
import json
from typing import Any

from babel.dates import format_date, format_skeleton, get_day_names
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from toolbox import __version__
from toolbox.kernel.projects import doors
from toolbox.kernel.projects.records import Door
from toolbox.kernel.registry.audience import public
from toolbox.library import categories, reading
from toolbox.library.catalogue import Catalogue, Item, current
from toolbox.library.pages.browse import category_rows
from toolbox.library.shown import in_language, listed_browse, locale
from toolbox.library.vocabulary import Face, Kind, Origin, Status
from toolbox.site.attackers import ATTACKERS

GROUPS = {Kind.ORGANISATION, Kind.HOTLINE}
OVER = {Status.CLOSED, Status.DORMANT}
NEAR = 8  # groups of this toolbox on the first page


def _urgent() -> dict[str, str]:
    phone = settings.URGENT_PHONE
    return {"urgent_phone": phone, "urgent_phone_link": "".join(c for c in phone if c.isdigit() or c == "+")}


def _entries(count: int) -> str:
    return ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}


def _groups(count: int) -> str:
    return ngettext("%(count)d group", "%(count)d groups", count) % {"count": count}


def _at_work(catalogue: Catalogue) -> list[Item]:
    """Groups that are not known to have stopped."""
    return [i for i in catalogue.items if i.resource.kind in GROUPS and i.resource.status not in OVER]


def _by_place(groups: list[Item]) -> list[dict[str, Any]]:
    """Groups under the name of the first place that they work in; those that work everywhere come first."""
    names = {
        area.name: (number, in_language(area.name, area.name_es)) for number, area in enumerate(categories.areas())
    }
    places: dict[str, list[Item]] = {}
    for item in groups:
        places.setdefault(next(iter(item.resource.areas), ""), []).append(item)
    order = sorted(places, key=lambda place: names.get(place, (len(names), place)))
    return [
        {"place": names[place][1] if place in names else place, "entries": [item.shown() for item in places[place]]}
        for place in order
    ]


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The three doors, the search and the categories."""
    catalogue = current()
    rows = [{**row, "says": _entries(row["count"])} for row in category_rows(catalogue)]
    near = doors.pages(_language())
    context = {
        "categories": rows,
        "total": len(catalogue.items),
        "near": near[:NEAR],
        "groups": len(near) if len(near) > NEAR else 0,
        **_urgent(),
    }
    return render(request, "site/home.html", context)


def _language() -> str:
    return translation.get_language() or "en"


@public
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """I need support: groups and directories from the library, by what somebody faces."""
    catalogue = current()
    facing = {face: {project.slug for project in categories.projects() if face in project.faces} for face in Face}
    groups = _at_work(catalogue)
    face = next((face for face in Face if face.value == request.GET.get("face")), None)
    there = {f: [item for item in groups if item.facets["kit"] & kits] for f, kits in facing.items()}
    context = {
        "face": str(face.label).capitalize() if face else "",
        "forms": doors.open_forms(Door.SUPPORT, _language()) if not face else [],
        "faces": [
            {
                "name": str(f.label).capitalize(),
                "url": f"{reverse('support')}?face={f.value}",
                "says": _groups(len(there[f])),
            }
            for f in Face
        ],
        "groups": _by_place(there[face]) if face else [],
        "phones": any(item.resource.phone for item in groups),
        "directories": [item.shown() for item in catalogue.items if item.resource.kind == Kind.DIRECTORY],
        **_urgent(),
    }
    return render(request, "site/support.html", context)


@public
@require_safe
def offer(request: HttpRequest) -> HttpResponse:
    """I want to help: the groups of the library, by kind of project."""
    masks = current().masks
    rows = []
    for project in categories.projects():
        chosen = {"kit": project.slug, "kind": Kind.ORGANISATION.value}
        count = masks.matching(chosen).bit_count()
        if count:
            rows.append({**_project(project), "says": _groups(count), "url": listed_browse(**chosen)})
    forms = doors.open_forms(Door.HELP, _language())
    return render(request, "site/offer.html", {"rows": rows, "forms": forms})


def _project(project: categories.Project) -> dict[str, Any]:
    return {
        "name": in_language(project.name, project.name_es),
        "what": in_language(project.what, project.what_es),
    }


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this toolbox is, and what it cannot do yet."""
    return render(
        request, "site/about.html", {"version": __version__, "contact": settings.CONTACT, "source": settings.SOURCE}
    )


@public
@require_safe
def about_list(request: HttpRequest) -> HttpResponse:
    """What the list is, its rules of curation, and its state in numbers."""
    items = current().items
    founding = sum(item.resource.origin == Origin.FOUNDING for item in items)
    context = {
        "total": len(items),
        "founding": founding,
        "added": len(items) - founding,
        "guesses": sum(item.resource.guess for item in items),
        "answered": sum(item.verdict.state in {"ok", "moved"} for item in items),
        "contact": settings.CONTACT,
    }
    return render(request, "site/about_list.html", context)


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is recorded, and what never is."""
    return render(request, "site/privacy.html")


@public
@require_safe
def cannot_protect(request: HttpRequest) -> HttpResponse:
    """What this cannot protect, and what each attacker gets."""
    return render(request, "site/cannot_protect.html", {"attackers": ATTACKERS})


@public
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """A page that tells nothing: a calendar. What this site left in the browser is cleared."""
    return left(request)


def left(request: HttpRequest) -> HttpResponse:
    """The calendar, and the browser told to forget this site."""
    today = timezone.now().date()
    here = locale()
    names = get_day_names("narrow", locale=here)
    order = [(here.first_week_day + offset) % 7 for offset in range(7)]
    weeks = calendar.Calendar(here.first_week_day).monthdayscalendar(today.year, today.month)
    context = {
        "today": format_date(today, "full", locale=here),
        "month": format_skeleton("yMMMM", today, locale=here),
        "weekdays": [names[number] for number in order],
        "weeks": [[day or "" for day in week] for week in weeks],
    }
    response = render(request, "site/leave.html", context)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    if reading.listed(request):
        reading.remember(request, response, [])  # also where the browser heeds no Clear-Site-Data: on plain http
    return response


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the browser shows when the connection is gone."""
    return render(request, "site/offline.html")


@public
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the offline page, in each language, and nothing else."""
    pages = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            nobody = HttpRequest()  # without the reader's cookie: this page stays in the browser
            nobody.path = nobody.path_info = reverse("offline")
            pages[code] = render_to_string("site/offline.html", request=nobody)
    body = render_to_string("site/sw.js", {"pages": json.dumps(pages)})
    return HttpResponse(body, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
