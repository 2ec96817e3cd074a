"""What makes a circle the one that keeps the list: a secret whose public half is known."""

import datetime

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.records.values import Id, Value
from toolbox.kernel.registry.kinds import Kind

SHELF = "held"


class Curating(Value, frozen=True, kw_only=True):
    """The private half of a pair (X25519). The public half lies in a table that says nothing of the circle."""

    private: bytes
    since: datetime.date
    suggestions: Id = 0
    """The mailbox of the form by which anybody suggests an entry."""
    experiences: Id = 0
    """The mailbox of the form by which anybody tells how it went."""


CURATING = Kind(
    name="library.curating",
    struct=Curating,
    says=_("that this circle keeps the public list, if it does"),
    title=lambda _curating: "",
)
