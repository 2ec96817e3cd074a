"""Asks or offers as a file: without names by one press, with names after the passphrase."""

import datetime
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, NamedTuple

from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.members import accounts
from toolbox.kernel.members.gate import Crowded
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import moment
from toolbox.kernel.ui.forms import Form, secret
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Moved
from toolbox.tools.needs import exporting, keeping, offered, wishes
from toolbox.tools.needs.offered import OfferWish
from toolbox.tools.needs.shown import Words
from toolbox.tools.needs.tables import writing
from toolbox.tools.needs.wishes import Wish

KINDS = {
    "csv": ("text/csv; charset=utf-8", writing.as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writing.as_xlsx),
}


class WithNames(Form):
    """The passphrase, before names leave the toolbox."""

    passphrase = secret(
        gettext_lazy("Your passphrase"),
        missing=gettext_lazy("Type your passphrase."),
        autocomplete="current-password",
    )


class _Leaving(NamedTuple):
    """What is to leave the toolbox: as a table, and in words for the page."""

    many: int
    rows: Callable[[bool], Iterator[list[str]]]  # with names or without
    wish: Wish | OfferWish
    address: str
    back: str
    back_says: str
    without_names: str
    is_offers: bool = False


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: CircleRequest, circle: int) -> HttpResponse:
    """Asks: choose a file; `do` says which. What the board shows comes by the address, words to look for by POST."""
    group, now, wish = request.group, timezone.now(), wishes.wish_of(request)
    there = exporting.found(group, wish, now)
    leaving = _Leaving(
        many=len(there),
        rows=lambda names: exporting.rows(group, there, now, names=names),
        wish=wish,
        address=reverse("needs_export", args=[circle]),
        back=reverse("needs", args=[circle]) + wish.query(),
        back_says=_("Needs and offers"),
        without_names=_(
            "Number, what is needed, part of town, days, how it stands and how it ended. "
            "Nobody’s name, number, address or words."
        ),
    )
    return _leaves(request, leaving, now)


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def export_offers(request: CircleRequest, circle: int) -> HttpResponse:
    """The same of offers."""
    group, now, wish = request.group, timezone.now(), offered.wish_of(request)
    there = offered.found(group.circle, wish)
    leaving = _Leaving(
        many=len(there),
        rows=lambda names: exporting.offer_rows(group, there, now, names=names),
        wish=wish,
        address=reverse("offers_export", args=[circle]),
        back=reverse("offers", args=[circle]) + wish.query(),
        back_says=_("Offers"),
        without_names=_(
            "Number, what they can do, parts of town, times and how many errands. "
            "Nobody’s name, number, address or words."
        ),
        is_offers=True,
    )
    return _leaves(request, leaving, now)


def _leaves(request: CircleRequest, leaving: _Leaving, now: datetime.datetime) -> HttpResponse:
    """The file that `do` asks for, or the page on which one is chosen."""
    kind, with_names = request.POST.get("do", ""), False
    if kind.startswith("names-"):
        kind, with_names = kind.removeprefix("names-"), True
    if request.method != "POST" or kind not in KINDS or not leaving.many:
        return _page(request, leaving, WithNames())
    form = WithNames(request.POST if with_names else None)
    if with_names and (status := _refused(request, form, leaving, now)):
        return _page(request, leaving, form, status)
    media_type, written = KINDS[kind]
    body = written(leaving.rows(with_names))
    # A name that says nothing: lists of downloads stay on a computer.
    headers = {"Content-Disposition": f'attachment; filename="table.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=media_type, headers=headers)


def _refused(request: CircleRequest, form: WithNames, leaving: _Leaving, now: datetime.datetime) -> int:
    """The status of a page that says why no names are given out; 0 where they are, and it stands in the board."""
    if not form.is_valid():
        return HTTPStatus.OK
    try:
        accounts.opened(request.me, form.cleaned_data["passphrase"])
        exporting.note(request.group, leaving.many, now, offers=leaving.is_offers)
    except accounts.WrongPassphrase:
        form.add_error("passphrase", _("This is not your passphrase. Look at it once more."))
        return HTTPStatus.OK
    except Crowded:
        form.add_error(None, _("Many people are at this door. Try again in a minute. Nothing was taken out."))
        return HTTPStatus.SERVICE_UNAVAILABLE
    except (Moved, OperationalError, TooLarge):
        form.add_error(None, _("It could not be written down that you take this, so nothing was taken out. Try again."))
        return HTTPStatus.CONFLICT
    return 0


def _page(request: CircleRequest, leaving: _Leaving, form: WithNames, status: int = HTTPStatus.OK) -> HttpResponse:
    group = request.group
    board = keeping.board_of(group.circle).value
    words = Words(board, group, timezone.now())
    context: dict[str, Any] = {
        "form": form,
        "leaving": leaving,
        "count": _many(leaving.many, offers=leaving.is_offers),
        "taken": [
            (words.name(one.by), moment(one.when), _many(one.count, offers=one.offers)) for one in board.taken[:20]
        ],
    }
    return render(request, "needs/export.html", context, status=status)


def _many(count: int, *, offers: bool) -> str:
    if offers:
        return ngettext("%(count)d offer", "%(count)d offers", count) % {"count": count}
    return ngettext("%(count)d ask", "%(count)d asks", count) % {"count": count}
