"""The inbox: what waits, what is open, what has ended."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import choosing, taking
from toolbox.kernel.intake.acts.taking import Inbox
from toolbox.kernel.intake.pages import narrowing, wishes
from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.intake.pages.rows import Row, taken_row, waiting_row
from toolbox.kernel.intake.pages.wishes import ENDED, WAITING, Wish, fits, of_open, wish_of
from toolbox.kernel.intake.records import DONE, HANDED, OPEN, SPAM, Letterbox, Submission, texts, texts_of_sent
from toolbox.kernel.records.searching import around, matches
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.registry.tools import tools_of
from toolbox.kernel.ui.boards import paged
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing, Moved

A_PAGE = 50


class Looked:
    """A circle's mail, opened for one request."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.boxes = _boxes(group)
        self.inbox: Inbox = taking.inbox(self.boxes)
        with suppress(OperationalError):  # a full disk: what senders added waits on
            self.inbox = taking.settle(group, self.inbox)
        self.open = group.circle.shelf(Submission, OPEN)


def _boxes(group: Group) -> list[Held[Letterbox]]:
    """The mailboxes, with new keys where they need some; as they are where that cannot be now."""
    with suppress(Moved, OperationalError):
        return boxes.fresh(group)
    return boxes.boxes(group.circle)


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: CircleRequest, circle: int) -> HttpResponse:
    """A tab of the inbox; or what has the words that came by POST: they stand in no address."""
    return board(request, wish_of(request))


def board(
    request: CircleRequest,
    wish: Wish,
    *,
    done: str = "",
    link: str = "",
    trouble: str = "",
    others: bool = False,
    status: int = 0,
) -> HttpResponse:
    """The page, with what was just done or could not be.

    `link` leads to the one thing with which it was done; `others` offers what is in other languages.
    """
    group = request.group
    looked = Looked(group)
    rows = _found(looked, wish.words) if wish.words else _rows(looked, wish)
    pages = Paginator(rows, A_PAGE).get_page(wish.page)
    context: dict[str, Any] = {
        "wish": wish,
        "tabs": narrowing.tabs(looked.group, wish, looked.inbox, looked.open),
        "selects": [] if wish.words else narrowing.selects(group, wish, looked),
        "rows": pages.object_list,
        "count": _count(pages.paginator.count, wish),
        **paged(pages),
        "before_url": wish.query(page=str(pages.number - 1)),
        "after_url": wish.query(page=str(pages.number + 1)),
        "damaged": looked.inbox.damaged,
        "behind": looked.inbox.behind,
        "has_boxes": bool(looked.boxes),
        "page_url": public_page(group) if not looked.boxes else "",
        "spoken": spoken(request, wish),
        "is_next": _is_next(looked),
        "some_open": bool(looked.open),
        "done": done,
        "link": link,
        "trouble": trouble,
        "others": others,
    }
    status = status or (HTTPStatus.CONFLICT if trouble else HTTPStatus.OK)
    return render(request, "intake/inbox.html", context, status=status)


def not_here(request: CircleRequest) -> HttpResponse:
    """The page for what was here a moment ago."""
    trouble = _("This is not here any more: somebody took it in or destroyed it, or whoever sent it took it back.")
    return board(request, Wish(), trouble=trouble, status=HTTPStatus.NOT_FOUND)


def _rows(looked: Looked, wish: Wish) -> list[Row]:
    """The things of a tab: what has waited longest comes first, of what has ended the newest."""
    group, now = looked.group, timezone.now()
    if wish.show == WAITING:
        waiting = [one for one in looked.inbox.waiting if not one.hidden]
        return [waiting_row(group, one, now) for one in waiting if fits(wish, one.sent.language, one.box.mailbox)]
    if wish.show in ENDED:
        held = group.circle.shelf(Submission, *ENDED[wish.show])
        held.sort(key=lambda one: (str(one.value.ended or ""), one.id), reverse=True)
    else:
        held = sorted(looked.open, key=lambda one: (one.value.sent, one.id))
        held = [one for one in held if of_open(wish, one, group.me.id)]
    rows = [
        taken_row(group, one) for one in held if fits(wish, one.value.language, one.value.mailbox, one.value.holder)
    ]
    if wish.show == "hidden":
        rows += [waiting_row(group, one, now) for one in looked.inbox.waiting if one.hidden]
    return rows


def _found(looked: Looked, words: str) -> list[Row]:
    """Everything in which all words occur: what waits first, then what was taken in, the newest first."""
    group, now, test = looked.group, timezone.now(), matches(words)
    waiting = [one for one in looked.inbox.waiting if not one.hidden and test("\n".join(texts_of_sent(one.sent)))]
    taken = group.circle.search(words, Submission, OPEN, DONE, SPAM, HANDED)
    taken.sort(key=lambda one: (one.value.sent, one.id), reverse=True)
    return [
        *(waiting_row(group, one, now) for one in waiting),
        *(taken_row(group, one, around(" ".join(texts(one.value)[1:]), words)) for one in taken),
    ]


def _count(count: int, wish: Wish) -> str:
    if wish.words:
        words = ngettext("%(count)d thing has these words.", "%(count)d things have these words.", count)
    elif wish.show == WAITING:
        words = ngettext("%(count)d thing waits, unread.", "%(count)d things wait, unread.", count)
    else:
        words = ngettext("%(count)d thing", "%(count)d things", count)
    return words % {"count": count}


def _is_next(looked: Looked) -> bool:
    """Whether anything is there that somebody could take on."""
    return any(not one.hidden for one in looked.inbox.waiting) or any(map(choosing.is_free, looked.open))


def languages(request: CircleRequest, wish: Wish) -> set[str]:
    """The languages in which somebody takes the next one: the one they chose, or those in which they use this."""
    if wish.language == wishes.ANY:
        return set()
    return {wish.language} if wish.language else {get_language() or "en", request.me.keyring.language or "en"}


def spoken(request: CircleRequest, wish: Wish) -> str:
    """The same in their own words."""
    return ", ".join(sorted(map(own_name, languages(request, wish))))


def public_page(group: Group) -> str:
    """Where a circle's public forms are made, if there is such a room."""
    tool = next((tool for tool in tools_of(group.circle) if tool.name == "page"), None)
    try:
        return reverse(tool.home if tool else "public_page", args=[group.id])
    except NoReverseMatch:
        return ""


def waiting_of(group: Group, envelope: int) -> taking.Waiting:
    """Something that waits, with what its sender added. Raises Missing, Damaged."""
    mine = boxes.boxes(group.circle)
    opened = Looked(group).inbox
    try:
        return opened.find(envelope)
    except Missing:
        return taking.one(mine, envelope)
