"""What every page of a bell does: take an address, have its code typed back, send a test, take the bell away."""

import secrets
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from toolbox.kernel.notices import keeping, rules, texts, where
from toolbox.kernel.notices.keeping import Later, Tried
from toolbox.kernel.notices.rules import Says, Whose
from toolbox.kernel.notices.where import Way, Where
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault.trouble import Damaged

PUBLIC = "https://ntfy.sh/"  # the server that the app of that name takes by itself
_LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
TOPIC = 16  # letters: 79 bits


class Address(Form):
    """Where a bell is to ring."""

    address = text(
        gettext_lazy("Where it rings"),
        most=300,
        missing=gettext_lazy("Type the address at which it is to ring."),
        dir="ltr",
        autocomplete="off",
        autocapitalize="none",
        spellcheck="false",
    )

    def clean_address(self) -> Where:
        """The address, read."""
        return where.read(self.cleaned_data["address"])


class Code(Form):
    """The code that was sent there."""

    code = text(
        gettext_lazy("The six digits that came"),
        most=20,
        missing=gettext_lazy("Type the six digits that came."),
        inputmode="numeric",
        autocomplete="off",
    )

    def clean_code(self) -> str:
        """Six digits in any script, with or without a space."""
        found = "".join(str(int(sign)) for sign in self.cleaned_data["code"] if sign.isdecimal())
        if len(found) != rules.DIGITS:
            raise forms.ValidationError(_("The code has six digits, such as 482 913."))
        return found


class Answer(NamedTuple):
    """What became of a form: done and onward, or the form again with a sentence."""

    form: Form | None = None
    trouble: str = ""


def act(request: HttpRequest, whose: int, kind: Whose) -> Answer:
    """Do what a button of the page says."""
    try:
        return _act(request, whose, kind)
    except Later as later:
        return Answer(Address(request.POST) if request.POST.get("do") == "give" else None, _wait(later))


def _act(request: HttpRequest, whose: int, kind: Whose) -> Answer:
    now = timezone.now()
    match request.POST.get("do"):
        case "give":
            form = Address(request.POST)
            if not form.is_valid():
                return Answer(form)
            keeping.give(whose, kind, form.cleaned_data["address"], now)
        case "confirm":
            return _confirm(Code(request.POST), whose)
        case "again":
            keeping.once_more(whose, now)
        case "test":
            keeping.test(whose, now)
        case "remove":
            keeping.remove(whose)
    return Answer()


def _confirm(form: Code, whose: int) -> Answer:
    if not form.is_valid():
        return Answer(form)
    match keeping.confirm(whose, form.cleaned_data["code"]):
        case Tried.WRONG:
            form.add_error("code", _("This is not the code that was sent. Look at it once more. Three tries in all."))
            return Answer(form)
        case Tried.GONE:
            return Answer(trouble=_("That code does not count any more. Give the address once more."))
    return Answer()


def _wait(later: Later) -> str:
    if not later.minutes:
        return _("Enough was sent for today. Try again tomorrow.")
    return ngettext(
        "Something was sent a short while ago. Try again in %(count)d minute.",
        "Something was sent a short while ago. Try again in %(count)d minutes.",
        later.minutes,
    ) % {"count": later.minutes}


def shown(whose: int, answer: Answer) -> dict[str, Any]:
    """What the templates need."""
    bell = keeping.of(whose)
    ways = where.ways()
    found: dict[str, Any] = {
        "trouble": answer.trouble,
        "hour": f"{settings.BELL_HOUR}:00",
        "arrived": texts.lines(Says.ARRIVED),
        "due": texts.lines(Says.DUE),
        "mail": Way.MAIL in ways,
        "ntfy": Way.NTFY in ways,
    }
    if bell is None:
        form = answer.form if isinstance(answer.form, Address) else Address()
        return {**found, "stands": "none" if ways else "off", "form": form, "topic": PUBLIC + _topic()}
    try:
        address = where.unseal(bell.pk, bell.sealed).address
    except Damaged:
        address = "?"
    waits = bell.unconfirmed_until is not None
    return {
        **found,
        "stands": "waits" if waits else "rings",
        "form": answer.form if isinstance(answer.form, Code) else Code(),
        "address": address,
        "failed": bell.failed,
        "coming": bell.says in {Says.CODE, Says.TEST},
    }


def _topic() -> str:
    """A name that nobody guesses, for a topic that nobody else reads."""
    return "".join(secrets.choice(_LETTERS) for _letter in range(TOPIC))
