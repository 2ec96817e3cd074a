"""Moments and roles as the pages of a circle show them, in the language of the request."""

import datetime
from typing import Any

from babel.dates import format_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.circles.records import Role
from toolbox.kernel.ui.days import locale

ROLES: dict[Role, Any] = {
    Role.KEEPER: gettext_lazy("keeper"),
    Role.HELPER: gettext_lazy("helper"),
    Role.PAPER: gettext_lazy("paper member"),
}


def moment(value: datetime.datetime) -> str:
    """Day and hour in UTC, which it names: the toolbox does not know where its members are."""
    here = locale()
    pattern = "EEEE d MMMM, HH:mm" if here.language == "en" else "EEEE, d MMMM, HH:mm"
    spoken = format_datetime(value.astimezone(datetime.UTC), pattern, locale=here)
    return _("%(moment)s (world time, UTC)") % {"moment": spoken}


def role(value: Role) -> str:
    """What a role is called."""
    return str(ROLES[value])
