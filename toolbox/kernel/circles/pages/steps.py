"""The first steps of a circle, while they are open."""

from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import inviting, stopping
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
    """What a new circle does first, as far as this member can; nothing once all of it is done."""
    here = [group.id]
    coming = [one for one in inviting.open_invites(group.settings, timezone.now()) if not one.replaces]
    steps = [
        Step(
            _("Invite two people"),
            _("With three, nothing is lost when one of you is away."),
            reverse("invite", args=here),
            len(rules.living(group.settings)) + len(coming) >= ENOUGH,
        ),
        *_agreement(group),
        *_paper(group),
        *_first_words(group),
    ]
    now = next((step for step in steps if not step.done), None)
    return [step._replace(next=step is now) for step in steps] if now else []


def _agreement(group: Group) -> list[Step]:
    """Agreeing how long things are kept: not while a legal paper stops it, a day of then would be held against them."""
    done = group.settings.agreed is not None
    if stopping.until(group) and not done:
        return []
    return [
        Step(
            _("Agree how long things are kept"),
            _("Print the page, talk about it once, and say here that you did."),
            reverse("retention", args=[group.id]),
            done,
        )
    ]


def _paper(group: Group) -> list[Step]:
    """Making the paper member: for keepers, and only until they say that the circle wants none."""
    made = rules.paper(group.settings) is not None
    if not made and (group.settings.no_paper or not group.is_keeper):
        return []
    return [
        Step(
            _("Make the paper member"),
            _("Three sheets of paper that open the circle if none of you can."),
            reverse("paper_member", args=[group.id]),
            made,
        )
    ]


def _first_words(group: Group) -> list[Step]:
    """Writing something down, in the tool that is made for it."""
    found = [tool for tool in tools() if tool.first_words]
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
