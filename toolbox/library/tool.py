"""What the circle that keeps the list has, declared like a tool."""

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.registry.tools import Follows, Tool
from toolbox.library.curating import codes, holding, waiting
from toolbox.library.curating.records import CURATING

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
    follows=Follows(ended=holding.when_ended, swept=codes.drop_ended),
)
