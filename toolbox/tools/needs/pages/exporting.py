"""What a filter of the board shows, as a file: without names by one press, with names after the passphrase."""

import datetime
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
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
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Moved
from toolbox.tools.needs import exporting, keeping
from toolbox.tools.needs.records import Ask
from toolbox.tools.needs.shown import Words
from toolbox.tools.needs.tables import writing
from toolbox.tools.needs.wishes import Wish, wish_of

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


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: CircleRequest, circle: int) -> HttpResponse:
    """Choose a file; `do` says which. What the board shows comes by the address, words to look for by POST."""
    now, wish = timezone.now(), wish_of(request)
    there = exporting.found(request.group, wish, now)
    kind, with_names = request.POST.get("do", ""), False
    if kind.startswith("names-"):
        kind, with_names = kind.removeprefix("names-"), True
    if request.method != "POST" or kind not in KINDS or not there:
        return _page(request, wish, there, WithNames())
    form = WithNames(request.POST if with_names else None)
    if with_names and (status := _refused(request, form, len(there), now)):
        return _page(request, wish, there, form, status)
    media_type, written = KINDS[kind]
    body = written(exporting.rows(request.group, there, now, names=with_names))
    # A name that says nothing: lists of downloads stay on a computer.
    headers = {"Content-Disposition": f'attachment; filename="table.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=media_type, headers=headers)


def _refused(request: CircleRequest, form: WithNames, count: int, now: datetime.datetime) -> int:
    """The status of a page that says why no names are given out; 0 where they are, and it stands in the board."""
    if not form.is_valid():
        return HTTPStatus.OK
    try:
        accounts.opened(request.me, form.cleaned_data["passphrase"])
        exporting.note(request.group, count, now)
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


def _page(
    request: CircleRequest, wish: Wish, there: list[Held[Ask]], form: WithNames, status: int = HTTPStatus.OK
) -> HttpResponse:
    group, count = request.group, len(there)
    board = keeping.board_of(group.circle).value
    words = Words(board, group, timezone.now())
    fields = {
        "show": wish.show,
        "zone": str(wish.zone or ""),
        "category": str(wish.category or ""),
        "language": wish.language,
        "urgency": wish.urgency,
        "by": wish.by,
        "q": wish.words,
    }
    context: dict[str, Any] = {
        "form": form,
        "count": ngettext("%(count)d ask", "%(count)d asks", count) % {"count": count},
        "is_empty": not there,
        "fields": [(name, value) for name, value in fields.items() if value],
        "query": wish.query(),
        "words": wish.words,
        "taken": [
            (
                words.name(one.by),
                moment(one.when),
                ngettext("%(count)d ask", "%(count)d asks", one.count) % {"count": one.count},
            )
            for one in board.taken[:20]
        ],
    }
    return render(request, "needs/export.html", context, status=status)
