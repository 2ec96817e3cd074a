"""What the circle that keeps the list has, declared like a tool."""

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.registry.tools import Follows, Step, Tool
from toolbox.library import experiences, sealed
from toolbox.library.curating import codes, holding, waiting
from toolbox.library.curating.records import CURATING


def _taken_back(public: int) -> None:
    experiences.take_back(public)


TOOL = Tool(
    name="curating",
    says=_("The list"),
    summary=_("You keep the public library: look at entries, change them, add some, take some off."),
    urls="toolbox.library.curating.urls",
    home="curating",
    records=(CURATING,),
    order=40,
    here=holding.curates,
    waiting=waiting.waiting,
    rarely=waiting.rarely,
    takes={
        sealed.SUGGESTION: Step(_("Make it an entry of the list"), "curating_sent"),
        sealed.EXPERIENCE: Step(_("Agree on a text"), "curating_told"),
    },
    mailboxes=sealed.mailboxes,
    follows=Follows(ended=holding.when_ended, taken_back=_taken_back, swept=codes.drop_ended),
)
