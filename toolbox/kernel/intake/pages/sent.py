"""The acknowledgement: it is sent, who reads it by when, and the code to come back with."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.intake import codes, fields
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.fields import Asking
from toolbox.kernel.intake.pages.shown import Shown, by_day
from toolbox.kernel.intake.worded import worded
from toolbox.kernel.printing import qr
from toolbox.kernel.records import phones
from toolbox.kernel.ui.days import day

REACH = "reach"  # the field by which the acknowledgement remembers whether there is another way to answer


def around(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    """What stands around the questions: who asks, who reads it by when, whom to call, what is never asked.

    It is sent to an address of its own: a browser forgets a page that it kept when something is sent to its address.
    """
    phone = {"says": phones.shown(shown.phone, settings.REGION), "dials": phones.dialled(shown.phone)}
    return {
        "shown": shown,
        "send_to": f"{request.path}?sent",
        "name": worded(shown.form.title),
        "lead": worded(shown.form.lead),
        "never": [worded(one) for one in shown.form.never],
        "by": day(by_day(shown.days, timezone.localdate())) if shown.days else "",
        "phone": phone if shown.phone else None,
    }


def page(
    request: HttpRequest, shown: Shown, code: Code, data: QueryDict, form: Asking, *, again: bool, typed: bool
) -> HttpResponse:
    """The acknowledgement. `again`: this form was sent before; `typed`: somebody typed the code to try it."""
    reach = data[REACH] == "1" if REACH in data else fields.reaches(form.answers())
    wrong = mistake(code, data.get("typed", "")) if typed else ""
    context = {
        **around(request, shown),
        "code": code.text,
        "parts": codes.parts(code),
        "digits": code.text.isdecimal(),
        "qr": SafeString(qr.svg(code.text) or ""),  # made by us, of words or digits alone
        "carried": codes.carried(code, shown.mailbox),
        "again": again,
        "reach": reach,
        "no_number": not (reach or typed or REACH in data) and form.lacks_number(),
        "has_it": typed and not wrong,
        "wrong": wrong,
        "typed": data.get("typed", "")[:400] if typed else "",
    }
    return render(request, "intake/sent.html", context)


def mistake(code: Code, text: str) -> str:
    """Which word of a typed code is wrong, in a sentence; empty where all are right."""
    wanted, found = codes.parts(code), codes.parts(codes.typed(text))
    if found == wanted:
        return ""
    if not found:
        return _("Type the code as it stands on your paper.")
    for number, (right, typed) in enumerate(zip(wanted, found, strict=False), 1):
        if right != typed:
            words = _("Group %(number)d is not right.") if code.text.isdecimal() else _("Word %(number)d is not right.")
            return " ".join([words % {"number": number}, _("Look at it once more on your paper.")])
    if code.text.isdecimal():
        return _("Some digits are missing, or too many. The code has %(count)d.") % {"count": codes.DIGITS}
    words = ngettext("This is %(found)d word.", "These are %(found)d words.", len(found)) % {"found": len(found)}
    return " ".join([words, _("The code has %(count)d.") % {"count": len(wanted)}])
