"""A circle of the town: made, joined by invite, and set back in time as if it had been there for long."""

import datetime
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import freezing, inviting, making, papering, stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Settings
from toolbox.kernel.members import me as members
from toolbox.kernel.members.me import Me
from toolbox.kernel.vault.ids import new_id
from toolbox.site.demo.script import Circle, Proposing


def again(me: Me) -> Me:
    """The same member with the news that came since."""
    return members.load(me.id, me.private, me.keyring_key)


def gathered(circle: Circle, residents: Mapping[str, Me], now: datetime.datetime) -> int:
    """Make a circle with all its people; returns its id. Whoever made it invites the others."""
    founder, *others = circle.person
    made = making.make(again(residents[founder.handle]), circle.name, circle.purpose, founder.name)
    for person in others:
        inviter = groups.opened(again(residents[founder.handle]), made)
        code, _entry = inviting.invite(inviter, now, "en", role=person.role)
        inviting.accept(again(residents[person.handle]), code, person.name, now)
    groups.opened(again(residents[founder.handle]), made).change(_long_ago(circle, now.date()))
    return made


def _long_ago(circle: Circle, today: datetime.date) -> Callable[[Settings], Settings]:
    """What makes a circle of today one that has met for months."""

    def day(days: int) -> datetime.date:
        return today - datetime.timedelta(days=days)

    since = {person.name: day(person.since) for person in circle.person}

    def rule(settings: Settings) -> Settings:
        return replace(
            settings,
            made=day(circle.made),
            agreed=day(circle.agreed),
            agreements=circle.agreements,
            shortened=circle.shortened,
            people=tuple(replace(one, since=since[one.name]) for one in settings.people),
        )

    return rule


def opened(circle: Circle, number: int, residents: Mapping[str, Me]) -> dict[str, Group]:
    """The circle as each of its people opens it, by handle."""
    return {one.handle: groups.opened(again(residents[one.handle]), number) for one in circle.person}


def happened(circle: Circle, there: Mapping[str, Group], now: datetime.datetime) -> tuple[list[str], str]:
    """What goes on in the circle now. Returns the three shares of its paper member and its open invite's code."""
    shares, code = [], ""
    if circle.paper:
        shares = papering.make(_fresh(there[circle.paper.by]), circle.paper.name)
    if circle.stop:
        stopping.stop(_fresh(there[circle.stop.by]))
    if circle.proposal:
        _propose(circle.proposal, there, now.date())
    if circle.invite:
        code, _entry = inviting.invite(_fresh(there[circle.invite.by]), now, "en", for_whom=circle.invite.for_whom)
    if circle.freeze:
        who = there[circle.freeze.who].me.id
        freezing.freeze(there[circle.freeze.by], who, now)
        freezing.confirm(there[circle.freeze.confirmed], who)
        freezing.restore(there[circle.freeze.wanted], who, now)
    return shares, code


def _propose(proposal: Proposing, there: Mapping[str, Group], today: datetime.date) -> None:
    by, about = there[proposal.by].me.id, there[proposal.about].me.id
    day, number = today - datetime.timedelta(days=proposal.days), new_id()
    _fresh(there[proposal.by]).change(lambda one: rules.proposed(one, proposal.act, by, day, number, about))


def _fresh(group: Group) -> Group:
    """The circle with its settings as they are by now."""
    group.again()
    return group
