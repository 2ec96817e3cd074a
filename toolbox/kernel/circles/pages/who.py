"""Who can read what in a circle: its people, the server, and whoever takes the disk."""

import datetime
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Person, Role
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.members.me import is_frozen
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day


class Reader(NamedTuple):
    """Somebody who can read the circle."""

    name: str
    says: str
    frozen: bool


@circle_only
@require_safe
def who_reads(request: CircleRequest, circle: int) -> HttpResponse:
    """Everybody who can read this circle, by name, and what everybody else gets."""
    group, now = request.group, timezone.now()
    context = {
        "readers": readers(group, now),
        "invites": sum(one.ends > now for one in group.settings.invites),
    }
    return render(request, "circles/who.html", context)


def readers(group: Group, now: datetime.datetime) -> list[Reader]:
    """The people of a circle, those who were there first at the top, paper at the end."""
    people = sorted(group.settings.people, key=lambda one: (one.role == Role.PAPER, one.since, one.name.casefold()))
    return [Reader(one.name, _says(group, one), is_frozen(one.member, now)) for one in people]


def _says(group: Group, person: Person) -> str:
    names = {"day": day(person.since)}
    if person.role == Role.PAPER:
        return _("on three sheets of paper, since %(day)s: whoever has two of them can read everything") % names
    if person.member == group.me.id:
        return _("you, since %(day)s") % names
    return _("since %(day)s") % names
