"""The list: searching, narrowing down, sorting, paging; as a whole and by category."""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from toolbox.kernel.registry.audience import public
from toolbox.library import categories, reading
from toolbox.library.catalogue import Catalogue, Item, current, newest, ranked
from toolbox.library.choices import chips, selects, sorts
from toolbox.library.filters import Filters, parse
from toolbox.library.search import Found
from toolbox.library.search.words import folded_words
from toolbox.library.shown import in_language

PAGE = 50


class Page(NamedTuple):
    """One page of results, with the addresses of the pages before and after."""

    items: Sequence[Item]
    first: int
    total: int
    before: str
    after: str


@public
@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """The whole list, or what is left of it."""
    return _browse(request, {})


@public
@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One category with its introduction."""
    found = categories.find(slug)
    if found is None:
        raise Http404
    introduction = {
        "heading": in_language(found.name, found.name_es),
        "introduction": in_language(found.introduction, found.introduction_es),
        "notice": in_language(found.notice, found.notice_es),
    }
    return _browse(request, introduction, category=slug)


@public
@require_safe
def category_list(request: HttpRequest) -> HttpResponse:
    """All categories, in the founding list's order."""
    return render(request, "library/categories.html", {"categories": category_rows(current())})


def category_rows(catalogue: Catalogue) -> list[dict[str, Any]]:
    """The categories as rows: name, address, introduction and number of entries."""
    counts = catalogue.masks.counts({})["category"]
    return [
        {
            "name": in_language(found.name, found.name_es),
            "introduction": in_language(found.introduction, found.introduction_es),
            "url": reverse("library:category", args=[found.slug]),
            "count": counts.get(found.slug, 0),
        }
        for found in categories.load()
    ]


def _browse(request: HttpRequest, heading: dict[str, str], **fixed: str) -> HttpResponse:
    catalogue = current()
    part = bool(request.htmx and not request.htmx.history_restore_request)  # type: ignore[attr-defined]
    filters = parse({**request.GET.dict(), **fixed}, catalogue.allowed)
    found = catalogue.index.search(filters.words) if filters.words else None
    items = _ordered(catalogue.matching(filters), filters, found)
    page = _page(items, filters, request.GET.get("after", ""), request.GET.get("before", ""))
    context = {
        **heading,
        "filters": filters,
        "filter_form": _filter_form(catalogue, filters, found, again=part),
        "chips": chips(filters),
        "page": page,
        "rows": _rows(catalogue, page.items, reading.listed(request), found),
        "did_you_mean": found.did_you_mean if found else None,
        "did_you_mean_url": f"{here()}?{filters.query(q=found.did_you_mean)}" if found and found.did_you_mean else "",
        "loose": found.loose if found else False,
        "everywhere_url": f"{here()}?{Filters({}, filters.words).query()}" if filters.words and filters.chosen else "",
        "booklet_url": f"{reverse('library:booklet')}?{filters.query(sort='')}",
    }
    response = render(request, "library/_again.html" if part else "library/browse.html", context)
    if part:  # the address as the form without scripts would have made it, but for what is empty
        response.headers["HX-Replace-Url"] = f"{here()}?{filters.query()}" if filters.any or filters.sort else here()
    patch_vary_headers(response, ["HX-Request"])
    return response


def here() -> str:
    """The address of the whole list: narrowed-down views are queries of it."""
    return reverse("library:browse")


def _filter_form(catalogue: Catalogue, filters: Filters, found: Found | None, *, again: bool) -> SafeString:
    """The fields that narrow the list down. Without words to search for they are the same for everybody.

    `again` is for a page that has them already and changes while somebody types.
    """

    def make(among: int | None = None) -> SafeString:
        counts = catalogue.masks.counts(filters.chosen, among)
        context = {"again": again, "selects": selects(filters, counts), "sorts": sorts(filters)}
        return SafeString(render_to_string("library/_filters.html", context))

    if found is not None:
        return make(catalogue.masks.of(catalogue.number[key] for key in found.keys))
    return catalogue.fragment(("filters", str(again), filters.query()), make)


def _ordered(items: list[Item], filters: Filters, found: Found | None) -> list[Item]:
    if found is not None:
        items = ranked(items, found)
    match filters.sort:
        case "name":
            return sorted(items, key=lambda item: folded_words(item.shown().name.text))
        case "new":
            return sorted(items, key=newest, reverse=True)
        case "year":
            return sorted(items, key=lambda item: item.resource.since or 9999)
    return items


def _page(items: list[Item], filters: Filters, after: str, before: str) -> Page:
    """The page after (or before) the entry with a slug: an address that stays right while the list grows."""
    place = {item.slug: number for number, item in enumerate(items)}
    start = place[after] + 1 if after in place else max(0, place[before] - PAGE) if before in place else 0
    start = start if start < len(items) else 0  # nothing comes after the last entry: begin again
    end = start + PAGE
    return Page(
        items[start:end],
        start + 1,
        len(items),
        f"{here()}?{filters.query(before=items[start].slug)}" if 0 < start < len(items) else "",
        f"{here()}?{filters.query(after=items[end - 1].slug)}" if end < len(items) else "",
    )


def _rows(catalogue: Catalogue, items: Sequence[Item], listed: Sequence[str], found: Found | None) -> list[SafeString]:
    """The rows as HTML. Without words to search for they are the same for everybody."""
    if found is not None:
        return [_row(item, item.slug in listed, found) for item in items]
    rows = []
    for item in items:
        on = item.slug in listed
        rows.append(catalogue.fragment(("row", item.slug, str(on)), partial(_row, item, on, None)))
    return rows


def _row(item: Item, listed: bool, found: Found | None) -> SafeString:
    shown = item.shown()
    marked = {"name": found.mark(shown.name.text), "offers": found.mark(shown.offers.text)} if found else {}
    html = render_to_string(
        "library/_row.html",
        {"item": shown, "listed": listed, "name": shown.name.text, "offers": shown.offers.text, **marked},
    )
    return SafeString(html)
