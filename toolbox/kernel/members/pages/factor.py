"""The second factor: set up with a picture for the phone, or turned off."""

import os
import re
from typing import Any, NamedTuple

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from toolbox.kernel.members import accounts, totp
from toolbox.kernel.members.doors import Door
from toolbox.kernel.members.gate import Crowded
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.printing import qr
from toolbox.kernel.registry.audience import member_only
from toolbox.kernel.ui.forms import Form, secret, text

_SECRET = re.compile(r"[A-Z2-7]{32}")
_SVG = re.compile(r'viewBox="0 0 (\d+) \d+"><path stroke="#000" d="([^"]+)"')
MARGIN = 4  # squares of white around a QR code (ISO/IEC 18004)
SCALE = 6  # pixels a square
OFF = "off"  # the name of the button that turns it off


class SetUp(Form):
    """One code from the phone, and the passphrase that seals the secret. The secret travels until it is confirmed."""

    # Under a name that never travels through a sign-in.
    proposed = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    code = text(
        gettext_lazy("The six digits that your phone shows"),
        most=20,
        missing=gettext_lazy("Type the six digits that your phone shows now."),
        inputmode="numeric",
        autocomplete="one-time-code",
    )
    passphrase = secret(
        gettext_lazy("Your passphrase"),
        missing=gettext_lazy("Type your passphrase."),
        autocomplete="current-password",
    )

    def __init__(self, data: Any = None, **how: Any) -> None:
        given = str(data.get("proposed", "")) if data is not None else ""
        self.secret = given if _SECRET.fullmatch(given) else totp.new_secret()
        if data is not None:
            data = data.copy()
            data["proposed"] = self.secret
        super().__init__(data, **how)
        self.fields["proposed"].initial = self.secret

    def clean_code(self) -> int:
        """The time step of the code."""
        step = totp.step_for(self.secret, self.cleaned_data["code"], timezone.now(), 0)
        if step is None:
            raise forms.ValidationError(
                _("These are not the digits for this picture. Wait for the next ones; is your phone’s clock right?")
            )
        return step


class TurnOff(Form):
    """The passphrase, in a second form of the page."""

    passphrase = secret(
        gettext_lazy("Your passphrase"),
        missing=gettext_lazy("Type your passphrase."),
        autocomplete="current-password",
    )

    def __init__(self, data: Any = None, **how: Any) -> None:
        super().__init__(data, auto_id="off_%s", **how)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: MemberRequest) -> HttpResponse:
    """Set up, or turned off."""
    if request.method != "POST":
        return _page(request, SetUp(), TurnOff())
    if OFF in request.POST:
        return _turn_off(request, TurnOff(request.POST))
    form = SetUp(request.POST)
    if not form.is_valid():
        return _page(request, form, TurnOff())
    codes, key = totp.recovery_codes(), os.urandom(32)
    door = Door(form.secret, form.cleaned_data["code"], [totp.hashed(code, key) for code in codes], key)
    status = _set(request, form, door)
    if status:
        return _page(request, form, TurnOff(), status)
    return render(request, "members/codes.html", {"codes": codes})


def _turn_off(request: MemberRequest, form: TurnOff) -> HttpResponse:
    if not form.is_valid():
        return _page(request, SetUp(), form)
    status = _set(request, form, Door())
    return _page(request, SetUp(), form, status) if status else render(request, "members/factor_off.html")


def _set(request: MemberRequest, form: Form, door: Door) -> int:
    """Store the door; returns 0, or the status of the page that says why not."""
    try:
        accounts.set_door(request.me, form.cleaned_data["passphrase"], door)
    except accounts.WrongPassphrase:
        form.add_error("passphrase", _("This is not your passphrase. Look at it once more."))
        return 200
    except Crowded:
        form.add_error(None, _("Many people are at this door. Try again in a minute."))
        return 503
    return 0


def _page(request: MemberRequest, form: SetUp, off: TurnOff, status: int = 200) -> HttpResponse:
    address = totp.address(form.secret)
    context = {
        "form": form,
        "off": off,
        "is_on": request.me.keyring.door,
        "groups": _in_fours(form.secret),
        "address": address,
        "picture": _picture(address),
    }
    return render(request, "members/factor.html", context, status=status)


def _in_fours(secret: str) -> list[str]:
    return [secret[start : start + 4] for start in range(0, len(secret), 4)]


class Picture(NamedTuple):
    """A QR code as an element of the page: an address of its own for it would hold the secret."""

    box: str
    side: int
    line: str


def _picture(address: str) -> Picture | None:
    found = _SVG.search(qr.svg(address) or "")
    if found is None:
        return None
    side = int(found[1]) + 2 * MARGIN
    return Picture(f"{-MARGIN} {-MARGIN} {side} {side}", side * SCALE, found[2])
