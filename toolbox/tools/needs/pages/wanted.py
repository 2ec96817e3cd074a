"""The needs list: written by the circle, read by everybody where the circle wants that, printed as a sign."""

import datetime
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from msgspec.structs import replace

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.printing import slips
from toolbox.kernel.printing.slips import Slip
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.projects.pages.saving import again
from toolbox.kernel.projects.started import finding as started
from toolbox.kernel.registry.audience import circle_only, public
from toolbox.kernel.ui.addresses import whole
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.ids import new_id, spell, unspelled
from toolbox.kernel.vault.trouble import Moved
from toolbox.tools.needs import keeping, publishing
from toolbox.tools.needs.listing_forms import ThingForm, WordsForm
from toolbox.tools.needs.models import NeedsList
from toolbox.tools.needs.pages.writing import save_trouble
from toolbox.tools.needs.wanted import (
    MOST,
    Enough,
    Level,
    Thing,
    Wanted,
    at_level,
    in_order,
    mark,
    thing,
    with_thing,
    without,
)

READ_AND_WRITE = ["GET", "HEAD", "POST"]
PAPERS = ("a4", "letter")
OLD = 14  # days after which strangers are told that nobody has looked at it


class Line(NamedTuple):
    """A line of the list in the language of the page."""

    id: int
    spelled: str
    says: str
    language: str
    many: str
    level: str
    level_says: str
    tag: str


def levels() -> dict[Level, str]:
    """How much there is, in words."""
    return {Level.WANTED: _("wanted"), Level.ENOUGH: _("enough for now"), Level.FULL: _("full: stop sending")}


_TAGS = {Level.WANTED: "", Level.ENOUGH: "done", Level.FULL: "due"}


def _lines(wanted: Wanted) -> list[Line]:
    language, words = get_language() or "en", levels()
    return [
        Line(
            one.id,
            spell(one.id),
            one.says.here(language),
            one.says.spoken(language),
            one.many,
            one.level.value,
            words[one.level],
            _TAGS[one.level],
        )
        for one in in_order(wanted)
    ]


def _tried(act: Callable[[], object]) -> str:
    """Do something; returns the sentence that says why it could not be done, or nothing where it was."""
    try:
        return save_trouble(act)
    except Enough:
        return _("A list holds %(most)d things. Take one off first.") % {"most": MOST}
    except publishing.AddressTaken:
        return _("Another list here has this address. Add something to it, such as the part of town.")
    except publishing.NothingYet:
        return _("Give the list a name and at least one thing first.")


@circle_only
@require_http_methods(READ_AND_WRITE)
def overview(request: CircleRequest, circle: int) -> HttpResponse:
    """The list with a press for each level; taking it off is one press too."""
    trouble = ""
    if request.method == "POST":
        do, number = request.POST.get("do", ""), unspelled(request.POST.get("thing", ""))
        if do == "off":
            trouble = _tried(lambda: publishing.take_off(request.group))
        elif do == "still":
            trouble = _tried(lambda: publishing.change(request.group, lambda wanted: wanted))
        elif do in set(Level):
            trouble = _tried(lambda: publishing.change(request.group, lambda one: at_level(one, number, Level(do))))
        else:
            raise Http404
        if not trouble:
            return answering.to("needs_list", circle)
    board = keeping.board_of(request.circle).value
    wanted = board.wanted
    row = NeedsList.objects.filter(pk=board.public).first() if board.public else None
    context = {
        "is_new": not wanted.title and not wanted.things,
        "title": wanted.title.here(get_language() or "en"),
        "bring": wanted.bring.here(get_language() or "en"),
        "lines": _lines(wanted),
        "levels": [(one.value, says) for one, says in levels().items()],
        "is_public": row is not None,
        "slug": wanted.slug,
        "address": whole(request, reverse("wanted", args=[wanted.slug])) if wanted.slug else "",
        "changed": day(row.changed) if row else "",
        "gates": started.gates(request.circle, "needs") if row else [],
    }
    return answering.page(request, "needs/list.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def words(request: CircleRequest, circle: int) -> HttpResponse:
    """What it is called, where to bring things, its address."""
    wanted = keeping.board_of(request.circle).value.wanted
    form = WordsForm(request.POST) if request.method == "POST" else WordsForm(initial=WordsForm.of(wanted))
    if form.is_valid():
        title, bring, slug = form.both("title"), form.both("bring"), form.cleaned_data["slug"]
        version = form.cleaned_data["version"]

        def worded(one: Wanted) -> Wanted:
            if version != mark(replace(one, things=())):
                raise Moved(frozenset())
            return replace(one, title=title, bring=bring, slug=slug)

        trouble = _tried(lambda: publishing.change(request.group, worded))
        if not trouble:
            return answering.to("needs_list", circle)
        now = keeping.board_of(request.circle).value.wanted
        form = again(form, mark(replace(now, things=())), trouble)
    return render(request, "needs/list_words.html", {"form": form, "is_public": _is_public(request)})


@circle_only
@require_http_methods(READ_AND_WRITE)
def add(request: CircleRequest, circle: int) -> HttpResponse:
    """One more thing."""
    return _thing(request, None)


@circle_only
@require_http_methods(READ_AND_WRITE)
def change(request: CircleRequest, circle: int, thing: int) -> HttpResponse:
    """A thing changed, or taken off the list."""
    found = _known(request, thing)
    if found is None:  # somebody took it off meanwhile: what was typed becomes a line of its own
        typed = request.method == "POST" and request.POST.get("do") != "remove"
        return _thing(request, None) if typed else _back(circle)
    if request.method == "POST" and request.POST.get("do") == "remove":
        trouble = _tried(lambda: publishing.change(request.group, lambda wanted: without(wanted, thing)))
        return (
            _thing_page(request, ThingForm(initial=ThingForm.of(found)), found, trouble) if trouble else _back(circle)
        )
    return _thing(request, found)


def _back(circle: int) -> HttpResponse:
    return answering.to("needs_list", circle)


def _known(request: CircleRequest, number: int) -> Thing | None:
    return thing(keeping.board_of(request.circle).value.wanted, number)


def _thing(request: CircleRequest, found: Thing | None) -> HttpResponse:
    if request.method != "POST":
        return _thing_page(request, ThingForm(initial=ThingForm.of(found)) if found else ThingForm(), found)
    form = ThingForm(request.POST)
    if not form.is_valid():
        return _thing_page(request, form, found)
    number = found.id if found else new_id()

    def written(wanted: Wanted) -> Wanted:
        there = thing(wanted, number)
        if found and (there is None or form.cleaned_data["version"] != mark(there)):
            raise Moved(frozenset())
        return with_thing(wanted, form.thing(number, there.level if there else Level.WANTED))

    trouble = _tried(lambda: publishing.change(request.group, written))
    if not trouble:
        return _back(request.group.id)
    now = _known(request, number)
    return _thing_page(request, again(form, mark(now) if now else 0, trouble), now)


def _thing_page(request: CircleRequest, form: ThingForm, found: Thing | None, trouble: str = "") -> HttpResponse:
    context = {"form": form, "thing": found.id if found else 0, "is_public": _is_public(request)}
    return answering.page(request, "needs/list_thing.html", context, trouble)


def _is_public(request: CircleRequest) -> bool:
    return bool(keeping.board_of(request.circle).value.public)


@circle_only
@require_http_methods(READ_AND_WRITE)
def publish(request: CircleRequest, circle: int) -> HttpResponse:
    """What becomes public, and that it cannot be unread; then it is."""
    gates, trouble = started.gates(request.circle, "needs"), ""
    if request.method == "POST":
        if gates:
            trouble = _("A step of your project comes first: see below.")
        else:
            trouble = _tried(lambda: publishing.publish(request.group))
        if not trouble:
            return _back(circle)
    board = keeping.board_of(request.circle).value
    wanted = board.wanted
    count = len(wanted.things)
    context = {
        "gates": gates,
        "is_public": bool(board.public),
        "count": ngettext("%(count)d line of the list", "%(count)d lines of the list", count) % {"count": count},
        "can_publish": bool(wanted.title and wanted.things) and not gates,
        "lines": _lines(wanted),
        "bring": wanted.bring.here(get_language() or "en"),
    }
    return answering.page(request, "needs/list_publish.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def sign(request: CircleRequest, circle: int) -> HttpResponse:
    """Choose the paper; then a sign to hang up: also where the list is on no page."""
    board = keeping.board_of(request.circle).value
    row = NeedsList.objects.filter(pk=board.public).first() if board.public else None
    paper, problem, language = request.POST.get("paper", ""), "", get_language() or "en"
    if request.method == "POST" and paper in PAPERS and board.wanted.things:
        address = whole(request, reverse("wanted", args=[row.slug])) if row else ""
        slip = sheet(board.wanted, row.changed if row else today(), address, language)
        try:
            body = slips.printed([slip], language, paper=paper, large=True)  # type: ignore[arg-type]
        except CannotPrint as trouble:
            problem = str(trouble)
        else:
            headers = {"Content-Disposition": 'inline; filename="sheet.pdf"'}
            return HttpResponse(body, content_type="application/pdf", headers=headers)
    status = HTTPStatus.SERVICE_UNAVAILABLE if problem else HTTPStatus.OK
    context = {"problem": problem, "is_public": row is not None, "is_empty": not board.wanted.things}
    return render(request, "needs/list_sign.html", context, status=status)


def sheet(wanted: Wanted, changed: datetime.date, address: str, language: str) -> Slip:
    """The list as a sign, with the day it was last changed and, if it is public, a square that leads to it."""
    words = levels()
    parts: list[slips.Part] = []
    for level in Level:
        rows = tuple((one.says.here(language), one.many) for one in wanted.things if one.level is level)
        if rows:
            says = words[level]
            parts.append(slips.Rows(heading=says[:1].upper() + says[1:], rows=rows))
    if bring := wanted.bring.here(language):
        parts.append(slips.Words(heading=_("Where and when to bring it"), paragraphs=tuple(bring.splitlines())))
    if address:
        parts.append(slips.Code(text=address, qr=address))
    return Slip(
        title=wanted.title.here(language) or _("Needs list"),
        lead=_("As it was on %(day)s. Look whether it still holds.") % {"day": day(changed)},
        parts=tuple(parts),
    )


@public
@require_safe
def wanted(request: HttpRequest, slug: str) -> HttpResponse:
    """A needs list, for everybody: things, the day on which it was last changed, and where to bring them."""
    row = NeedsList.objects.filter(slug=slug).first()
    if row is None:
        raise Http404
    said, language, age = publishing.wanted_of(row), get_language() or "en", (today() - row.changed).days
    context: dict[str, Any] = {
        "title": said.title.here(language),
        "title_language": said.title.spoken(language),
        "bring": said.bring.here(language),
        "bring_language": said.bring.spoken(language),
        "lines": _lines(said),
        "changed": day(row.changed),
        "is_old": age >= OLD,
    }
    return render(request, "needs/wanted.html", context)
