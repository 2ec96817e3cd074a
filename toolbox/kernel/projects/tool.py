"""The public page of a circle."""

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.projects import publishing
from toolbox.kernel.projects.records import DRAFT
from toolbox.kernel.registry.tools import Follows, Tool
from toolbox.kernel.vault.circle import Circle


def _ended(circle: Circle) -> Callable[[], None]:
    held = publishing.draft_of(circle)
    return partial(publishing.forget, held.value.public if held else 0)


TOOL = Tool(
    name="page",
    says=_("Public page"),
    summary=_("What strangers see of you, if you want: words, hours, a number, and forms that reach only you."),
    urls="toolbox.kernel.projects.urls",
    home="public_page",
    records=(DRAFT,),
    order=30,
    follows=Follows(ended=_ended),
)
