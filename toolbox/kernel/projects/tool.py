"""The public page of a circle."""

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.notices import marking
from toolbox.kernel.projects import doors, publishing
from toolbox.kernel.projects.records import DRAFT, Draft
from toolbox.kernel.registry.tools import Follows, Tool
from toolbox.kernel.vault.circle import Circle


def _ended(circle: Circle) -> Callable[[], None]:
    held = publishing.draft_of(circle)
    return partial(_gone, held.value) if held else lambda: None


def _gone(draft: Draft) -> None:
    publishing.forget(draft.public)
    for one in draft.forms:
        marking.forget_channel(one.mailbox)


TOOL = Tool(
    name="page",
    says=_("Public page"),
    summary=_("What strangers see of you, if you want: words, hours, a number, and forms that reach only you."),
    urls="toolbox.kernel.projects.urls",
    home="public_page",
    records=(DRAFT,),
    order=30,
    mailboxes=doors.mailboxes,
    follows=Follows(ended=_ended),
)
