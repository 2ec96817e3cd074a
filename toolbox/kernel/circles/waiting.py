"""What waits for a member in a circle: the lines of the desk."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import freezing, stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Act
from toolbox.kernel.members.me import is_frozen
from toolbox.kernel.ui.days import moment


class Waiting(NamedTuple):
    """One line: what waits, and where it is dealt with."""

    says: str
    url: str


def waiting(group: Group, now: datetime.datetime) -> list[Waiting]:
    """Everything in a circle that wants this member's eye, the most pressing first."""
    home = reverse("circle", args=[group.id])
    lines = []
    until = stopping.until(group)
    if until is not None:
        lines.append(Waiting(_("A legal paper came: nothing is destroyed."), reverse("legal_paper", args=[group.id])))
    for one in rules.living(group.settings):
        if one.member != group.me.id and is_frozen(one.member, now):
            lines.append(Waiting(_frozen(group, one.member, one.name), reverse("freeze", args=[group.id, one.member])))
    for proposal in group.settings.proposals:
        if proposal.second:
            lines.append(
                Waiting(
                    _("You two agreed that %(about)s comes back. Make the invite.")
                    % {"about": group.name_of(proposal.about)},
                    reverse("readmit", args=[group.id, proposal.about]),
                )
            )
        elif proposal.by != group.me.id and rules.may(group.settings, proposal.act, group.me.id, proposal.about):
            lines.append(Waiting(_wanted(group, proposal.act, proposal.by, proposal.about), home))
    if group.settings.agreed is None and until is None:
        lines.append(
            Waiting(_("You have not agreed yet how long things are kept."), reverse("retention", args=[group.id]))
        )
    if len(rules.living(group.settings)) == 1:
        lines.append(Waiting(_("You are alone here. Invite somebody."), reverse("invite", args=[group.id])))
    return lines


def _frozen(group: Group, member: int, name: str) -> str:
    row = freezing.of(member)
    if row is None or row.until is None:
        return _("%(name)s is frozen. When they are back, say so.") % {"name": name}
    says = {"name": name, "moment": moment(row.until)}
    if freezing.froze(group, row):
        return _("%(name)s is frozen. Somebody else must confirm it, or it lapses: %(moment)s.") % says
    return _("%(name)s is frozen. Confirm it, or it lapses: %(moment)s.") % says


def _wanted(group: Group, act: Act, by: int, about: int) -> str:
    names = {"by": group.name_of(by) or "?", "about": group.name_of(about) or "?"}
    match act:
        case Act.REMOVE:
            return _("%(by)s wants to remove %(about)s. A second keeper must agree.") % names
        case Act.READMIT:
            return _("%(by)s says that %(about)s lost their passphrase. A second one must agree.") % names
        case Act.END:
            return _("%(by)s wants to end this circle. A second keeper must agree.") % names
        case Act.EXTEND:
            return _("%(by)s wants to extend the legal stop. A second one must agree.") % names
        case Act.LIFT:
            return _("%(by)s wants to lift the legal stop. A second one must agree.") % names
