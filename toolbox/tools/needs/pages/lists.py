"""What is asked for, who can do what, texts to send: each a list that the circle makes its own."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.tools.needs import keeping
from toolbox.tools.needs.howforms import CategoryForm, MessageForm, SkillForm
from toolbox.tools.needs.pages.how import change
from toolbox.tools.needs.records import Ask, Board, Category, Offer
from toolbox.tools.needs.rules import boards
from toolbox.tools.needs.rules import settings as rules

READ_AND_WRITE = ["GET", "HEAD", "POST"]


class Sort(NamedTuple):
    """One of the lists."""

    field: str  # of the board
    all: str  # the address name of the list
    one: str  # of one of it
    new: str  # of a new one
    form: Any
    heading: Any
    lead: Any
    empty: Any
    add: Any
    change: Any


CATEGORIES = Sort(
    "categories",
    "needs_categories",
    "needs_category",
    "needs_category_new",
    CategoryForm,
    gettext_lazy("What is asked for"),
    gettext_lazy(
        "What your board knows. A choice of a form that has the same words is found here, and stands on the ask."
    ),
    gettext_lazy("Nothing stands here yet. Begin with what people ask for most, such as groceries."),
    gettext_lazy("Add something that is asked for"),
    gettext_lazy("Change something that is asked for"),
)
SKILLS = Sort(
    "skills",
    "needs_skills",
    "needs_skill",
    "needs_skill_new",
    SkillForm,
    gettext_lazy("What people can do"),
    gettext_lazy("Offers name these, and what is asked for names those who can do it."),
    gettext_lazy("Nothing stands here yet. Begin with what you lack most, such as driving."),
    gettext_lazy("Add a skill"),
    gettext_lazy("Change a skill"),
)
MESSAGES = Sort(
    "messages",
    "needs_messages",
    "needs_message",
    "needs_message_new",
    MessageForm,
    gettext_lazy("Texts to send"),
    gettext_lazy("They stand beside every call, in the language of whoever is called, to be copied into a message."),
    gettext_lazy("You have none of your own yet: three short ones are shown beside each call until you write some."),
    gettext_lazy("Add a text"),
    gettext_lazy("Change a text"),
)


@circle_only
@require_http_methods(READ_AND_WRITE)
def categories(request: CircleRequest, circle: int) -> HttpResponse:
    """What is asked for, as a tree."""
    return _list(request, CATEGORIES)


@circle_only
@require_http_methods(READ_AND_WRITE)
def category(request: CircleRequest, circle: int, number: int = 0) -> HttpResponse:
    """Something that is asked for: new, changed, or taken away."""
    return _one(request, CATEGORIES, number)


@circle_only
@require_http_methods(READ_AND_WRITE)
def skills(request: CircleRequest, circle: int) -> HttpResponse:
    """What people can do."""
    return _list(request, SKILLS)


@circle_only
@require_http_methods(READ_AND_WRITE)
def skill(request: CircleRequest, circle: int, number: int = 0) -> HttpResponse:
    """A skill: new, changed, or taken away."""
    return _one(request, SKILLS, number)


@circle_only
@require_http_methods(READ_AND_WRITE)
def messages(request: CircleRequest, circle: int) -> HttpResponse:
    """Texts to copy into a message."""
    return _list(request, MESSAGES)


@circle_only
@require_http_methods(READ_AND_WRITE)
def message(request: CircleRequest, circle: int, number: int = 0) -> HttpResponse:
    """A text: new, changed, or taken away."""
    return _one(request, MESSAGES, number)


def _list(request: CircleRequest, sort: Sort) -> HttpResponse:
    trouble = _pressed(request, sort) if request.method == "POST" else ""
    if request.method == "POST" and not trouble:
        return HttpResponseRedirect(reverse(sort.all, args=[request.group.id]))
    board = keeping.board_of(request.circle).value
    context = {"sort": sort, "rows": _rows(request, sort, board), "url_new": reverse(sort.new, args=[request.group.id])}
    return answering.page(request, "needs/how_list.html", context, trouble)


def _pressed(request: CircleRequest, sort: Sort) -> str:
    """Up, down, hidden, shown again. It is found by its name, so that nobody presses on another one."""
    name, do = request.POST.get("which", ""), request.POST.get("do", "")

    def with_it(rule: Callable[[Any], Any]) -> Callable[[Board], Board]:
        return lambda board: replace(board, **{sort.field: rule(getattr(board, sort.field))})

    def hidden(items: Any, *, is_hidden: bool) -> Any:
        return tuple(replace(one, hidden=is_hidden) if one.name == name else one for one in items)

    acts = {
        "up": with_it(lambda items: rules.moved(items, name, -1)),
        "down": with_it(lambda items: rules.moved(items, name, 1)),
    }
    if sort is not MESSAGES:
        acts["hide"] = with_it(lambda items: hidden(items, is_hidden=True))
        acts["show"] = with_it(lambda items: hidden(items, is_hidden=False))
    if do not in acts:
        raise Http404
    if rules.found(getattr(keeping.board_of(request.circle).value, sort.field), name) is None:
        return _("It is not here any more: somebody took it away.")
    return change(request.group, lambda _now: True, acts[do])


def _rows(request: CircleRequest, sort: Sort, board: Board) -> list[dict[str, Any]]:
    language, items = get_language() or "en", getattr(board, sort.field)
    place = {one.name: number for number, one in enumerate(items, 1)}
    in_order = list(boards.tree(board)) if sort is CATEGORIES else [(0, one) for one in items]
    can = {one.name: one.says.here(language) for one in board.skills}
    return [
        {
            "name": one.name,
            "url": reverse(sort.one, args=[request.group.id, place[one.name]]),
            "says": one.name if sort is MESSAGES else one.says.here(language),
            "deep": "– " * depth,
            "text": one.says.here(language) if sort is MESSAGES else "",
            "lang": one.says.spoken(language),
            "facts": _facts(one, can) if isinstance(one, Category) else ([_("with a car")] if _car(one) else []),
            "hides": sort is not MESSAGES,
            "hidden": getattr(one, "hidden", False),
        }
        for depth, one in in_order
    ]


def _car(one: Any) -> bool:
    return bool(getattr(one, "car", False))


def _facts(one: Category, can: dict[str, str]) -> list[str]:
    found = [", ".join(can[name] for name in one.by if name in can)]
    if one.remote:
        found.append(_("by phone or mail"))
    if one.car:
        found.append(_("with a car"))
    if one.cap:
        found.append(_("at most %(count)d in %(days)d days") % {"count": one.cap, "days": one.cap_days})
    if one.out:
        found.append(_("out of stock"))
    return [fact for fact in found if fact]


def _one(request: CircleRequest, sort: Sort, number: int) -> HttpResponse:
    board = keeping.board_of(request.circle).value
    items, back = getattr(board, sort.field), reverse(sort.all, args=[request.group.id])
    which = request.POST.get("which", "")
    if request.method != "POST" and number:
        if number > len(items):
            return HttpResponseRedirect(back)  # somebody took one away meanwhile
        which = items[number - 1].name
    before = rules.found(items, which)
    form = sort.form(board, before, request.POST if request.method == "POST" else None)
    form.fields["which"].initial = which
    form.fields["mark"].initial = rules.mark(before) if before else ""
    trouble = ""
    if request.POST.get("do") == "remove" and before is not None:
        trouble = change(request.group, lambda _now: True, lambda now: _without(request, sort, now, which))
        if not trouble:
            return HttpResponseRedirect(back)
        form = sort.form(board, before)  # nothing was typed that could be lost: the list stands as it is
        form.fields["which"].initial, form.fields["mark"].initial = which, rules.mark(before)
    elif form.is_valid():
        trouble = _save(request, sort, form)
        if not trouble:
            return HttpResponseRedirect(back)
        before = rules.found(getattr(keeping.board_of(request.circle).value, sort.field), which)
        form.over(rules.mark(before) if before else "", trouble)
        trouble = ""
    context = {"sort": sort, "form": form, "before": before, "back": back}
    return answering.page(request, "needs/how_one.html", context, trouble)


def _save(request: CircleRequest, sort: Sort, form: Any) -> str:
    """Put it, if it is still as it was shown. One that was taken away meanwhile is a new one at the second press."""
    which, mark = str(form.cleaned_data["which"]), str(form.cleaned_data["mark"])

    def is_same(board: Board) -> bool:
        now = rules.found(getattr(board, sort.field), which)
        return (rules.mark(now) if now else "") == mark

    return change(request.group, is_same, lambda now: form.changed(now, rules.found(getattr(now, sort.field), which)))


def _without(request: CircleRequest, sort: Sort, board: Board, name: str) -> Board:
    if sort is CATEGORIES:
        used = sum(name in held.value.wants for held in request.circle.shelf(Ask))
        return rules.without_category(board, name, used)
    if sort is SKILLS:
        used = sum(name in held.value.can for held in request.circle.shelf(Offer))
        return rules.without_skill(board, name, used)
    return replace(board, messages=rules.without(board.messages, name))
