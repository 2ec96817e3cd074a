"""The first steps of a circle, while they are open."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.group import Group
from toolbox.kernel.registry.tools import tools

ENOUGH = 3  # people: so many that one can fall away


class Step(NamedTuple):
    """One step, and whether it is done."""

    says: str
    why: str
    url: str
    done: bool
    next: bool = False  # the one to take now


def first_steps(group: Group) -> list[Step]:
    """What a new circle does first; nothing once all of it is done."""
    here = [group.id]
    steps = [
        Step(
            _("Invite two people"),
            _("With three, nothing is lost when one of you is away."),
            reverse("invite", args=here),
            len(rules.living(group.settings)) >= ENOUGH,
        ),
        Step(
            _("Agree how long things are kept"),
            _("Print the page, talk about it once, and say here that you did."),
            reverse("retention", args=here),
            group.settings.agreed is not None,
        ),
        Step(
            _("Make the paper member"),
            _("Three sheets of paper that open the circle if none of you can."),
            reverse("paper_member", args=here),
            rules.paper(group.settings) is not None,
        ),
        *_first_words(group),
    ]
    now = next((step for step in steps if not step.done), None)
    return [step._replace(next=step is now) for step in steps] if now else []


def _first_words(group: Group) -> list[Step]:
    """Writing something down, in the first tool there is."""
    found = tools()
    if not found:
        return []
    written = any(group.circle.count(kind.struct) for tool in found for kind in tool.records if kind.shelves)
    return [
        Step(
            _("Write down the first thing"),
            _("What you decided tonight, in three lines."),
            reverse(found[0].home, args=[group.id]),
            written,
        )
    ]
