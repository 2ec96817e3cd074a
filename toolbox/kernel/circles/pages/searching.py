"""Searching a circle: every tool looks into what it keeps. What was looked for stands in no address."""

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.registry.tools import Hit, Tool, tools_of
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault.circle import Circle

MOST = 50  # of one tool
LONGEST = 200  # letters


class Search(Form):
    """The words to look for."""

    words = text(
        _("What are you looking for?"),
        most=LONGEST,
        hint=_("Names, numbers, any words. Capitals and accents make no difference."),
        missing=_("Type a word to look for."),
        autocomplete="off",
        spellcheck="false",
    )


class Line(NamedTuple):
    """One thing that was found."""

    title: str
    url: str
    excerpt: str


class Found(NamedTuple):
    """What a tool found."""

    tool: str
    lines: list[Line]
    more: bool


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def circle_search(request: CircleRequest, circle: int) -> HttpResponse:
    """Look in all tools. By POST only: an address would stay in the browser's history."""
    form = Search(request.POST if request.method == "POST" else None)
    searched = form.is_valid()
    words = form.cleaned_data["words"] if searched else ""
    found = (
        [one for one in everywhere(tools_of(request.circle), request.circle, words) if one.lines] if searched else []
    )
    context = {
        "form": form,
        "searched": searched,
        "found": found,
        "count": sum(len(one.lines) for one in found),
        "more": any(one.more for one in found),
        "most": MOST,
    }
    return render(request, "circles/search.html", context)


def everywhere(among: Iterable[Tool], circle: Circle, words: str) -> list[Found]:
    """What each tool that can search finds, at most `MOST` things of each."""
    return [_found(tool, tool.search(circle, words)) for tool in among if tool.search is not None]


def _found(tool: Tool, hits: Iterable[Hit]) -> Found:
    first = list(islice(hits, MOST + 1))
    lines = [Line(hit.title, reverse(hit.url_name, args=hit.args), hit.excerpt) for hit in first[:MOST]]
    return Found(str(tool.says), lines, len(first) > MOST)
