"""What needs and offers are, for the circle's page and for tests over all tools."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.registry.tools import Follows, Step, Tool
from toolbox.kernel.vault.circle import Circle
from toolbox.tools.needs import errands, finding, keeping, kits, publishing
from toolbox.tools.needs.imports import IMPORT
from toolbox.tools.needs.records import ASK, BOARD, OFFER
from toolbox.tools.needs.rules import arriving


def _ended(circle: Circle) -> Callable[[], None]:
    """The circle ends: afterwards nothing of it is public, and no errand of it lies in a receipt."""
    done = (publishing.ended(circle), errands.ended(circle))

    def then() -> None:
        for one in done:
            one()

    return then


TOOL = Tool(
    name="needs",
    says=_("Needs and offers"),
    summary=_("Who asks for what, who can do it, who does it by when, and how it ended."),
    urls="toolbox.tools.needs.urls",
    public="toolbox.tools.needs.public_urls",
    home="needs",
    records=(ASK, OFFER, BOARD, IMPORT),
    order=15,
    here=finding.here,
    search=finding.hits,
    waiting=finding.waiting,
    open=finding.still_open,
    kit=kits.problems,
    takes={
        arriving.ASK: Step(_("Put it on the board"), "needs_take_on", "need", keeping.heard),
        arriving.OFFER: Step(_("Put it with the offers"), "needs_take_on", "offer", keeping.heard),
    },
    follows=Follows(ended=_ended),
)
