"""Roles as the pages of a circle show them, in the language of the request."""

from typing import Any

from django.utils.translation import gettext_lazy

from toolbox.kernel.circles.records import Role

ROLES: dict[Role, Any] = {
    Role.KEEPER: gettext_lazy("keeper"),
    Role.HELPER: gettext_lazy("helper"),
    Role.PAPER: gettext_lazy("paper member"),
}


def role(value: Role) -> str:
    """What a role is called."""
    return str(ROLES[value])
