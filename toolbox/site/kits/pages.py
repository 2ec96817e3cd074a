"""Pages about kits: all of them, one of them, and *where do we start?*."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.projects.kits import finding
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.same_site import same_site
from toolbox.library import experiences
from toolbox.library.pages import sending
from toolbox.library.sealed import EXPERIENCE, taking
from toolbox.library.shown import told
from toolbox.site.kits import fitting, shown

MOST_PEOPLE = 50


@public
@require_safe
def kits(request: HttpRequest) -> HttpResponse:
    """All kits, narrowed down by what people around face."""
    face = request.GET.get("face", "")
    wanted = [kit for kit in finding.in_order() if face not in shown.FACES or face in kit.english.faces]
    faces = [
        {"name": says, "url": f"?face={name}" if name != face else "?", "chosen": name == face}
        for name, says in shown.FACES.items()
    ]
    context = {"rows": [shown.row(kit) for kit in wanted], "faces": faces, "face": shown.FACES.get(face, "")}
    return render(request, "site/kits/list.html", context)


def the_kit(slug: str) -> Kit:
    """A kit by its slug; 404 where there is none."""
    found = finding.kits().get(slug)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def kit(request: HttpRequest, slug: str) -> HttpResponse:
    """One kind of project: what it is, what it takes, how to begin, how it goes wrong, how it ends."""
    context = {
        **shown.page(the_kit(slug)),
        "told": [told(one) for one in experiences.about_kit(slug)],
        "went_url": reverse("went_with_kit", args=[slug]) if taking(EXPERIENCE) else "",
    }
    return render(request, "site/kits/kit.html", context)


@public
@same_site
@require_http_methods(["GET", "HEAD", "POST"])
def went(request: HttpRequest, slug: str) -> HttpResponse:
    """How it went for us with a kind of project: sealed to the circle that keeps the list."""
    found = the_kit(slug)
    return sending.went_with_kit(request, slug, found.name, reverse("kit", args=[slug]))


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Three questions, and what fits. The answers stand in the address and are recorded nowhere."""
    faces = [name for name in request.GET.getlist("face") if name in shown.FACES]
    give = [name for name in request.GET.getlist("give") if name in shown.GIVES]
    typed = request.GET.get("people", "").strip()[:20]
    people = _number(typed)
    wrong = bool(typed) and not people
    asked = bool(faces or give or people) and not wrong
    fits = fitting.fitting(finding.in_order(), faces, people, give) if asked else []
    context = {
        "asked": asked,
        "empty": "people" in request.GET and not (asked or wrong),
        "people": people or typed,
        "wrong": wrong,
        "faces": [{"name": name, "says": says, "chosen": name in faces} for name, says in shown.FACES.items()],
        "gives": [{"name": name, "says": says, "chosen": name in give} for name, says in shown.GIVES.items()],
        "fits": [_fits(one) for one in fits],
    }
    return render(request, "site/start.html", context)


def _fits(one: fitting.Fits) -> dict[str, Any]:
    return {
        **shown.row(one.kit),
        "faces": [shown.FACES[name] for name in one.faces],
        "give": [shown.GIVES[name] for name in one.give],
        "more": one.more,
    }


def _number(text: str) -> int:
    return min(int(text), MOST_PEOPLE) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
