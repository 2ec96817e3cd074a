"""The inbox of a circle, and what becomes of strangers' mail when something happens to the circle."""

import datetime
from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.intake import boxes, sweeping
from toolbox.kernel.intake.finding import hits, waiting
from toolbox.kernel.intake.records import LETTERBOX, SUBMISSION
from toolbox.kernel.registry.tools import Follows, Tool
from toolbox.kernel.vault.circle import Circle


def _stopped(circle: Circle, until: datetime.date | None) -> None:
    boxes.set_stopped(boxes.numbers(circle), until)


def _fewer(circle: Circle, people: int) -> Callable[[], None]:
    return partial(boxes.set_alone, boxes.numbers(circle) if people < boxes.ENOUGH else [])


def _ended(circle: Circle) -> Callable[[], None]:
    return partial(sweeping.end, boxes.numbers(circle))


TOOL = Tool(
    name="inbox",
    says=_("Inbox"),
    summary=_("What people without an account sent you, and your answers."),
    urls="toolbox.kernel.intake.urls",
    home="inbox",
    records=(LETTERBOX, SUBMISSION),
    order=20,
    search=hits,
    waiting=waiting,
    follows=Follows(stopped=_stopped, fewer=_fewer, ended=_ended, skipped=sweeping.spare, swept=sweeping.sweep),
)
