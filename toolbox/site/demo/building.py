"""Builds the town: all of it or nothing."""

import datetime
from typing import NamedTuple, TypeAlias

from django.db import transaction

from toolbox.kernel.circles.group import Group
from toolbox.kernel.members import accounts
from toolbox.kernel.members.me import Me
from toolbox.site.demo import beginnings, boards, fronts, gathering, listing, pinning, strangers, tables
from toolbox.site.demo.chance import passphrase
from toolbox.site.demo.script import Town


class Built(NamedTuple):
    """What stands, and the codes that are told once and written nowhere."""

    residents: dict[str, Me]  # by handle
    circles: dict[str, int]  # ids by name
    shares: dict[str, list[str]]  # three by circle
    codes: dict[str, str]  # of open invites, by circle


There: TypeAlias = dict[str, dict[str, Group]]
"""The circles by name, as each of their people opens them."""


def build(town: Town, seed: int, now: datetime.datetime) -> Built:
    """Build a town in a database without members. Killed half way, nothing of it is there.

    Raises HandleTaken where it stands already, Crowded, and CannotPrint.
    """
    # Argon2 runs inside the transaction here, which no page may do: nobody else uses a town that does not stand yet.
    with transaction.atomic():
        residents = {
            one.handle: accounts.make(one.handle, passphrase(seed, one.handle, one.language), one.language)
            for one in town.residents
        }
        circles = {one.name: gathering.gathered(one, residents, now) for one in town.circles}
        built = Built(residents, circles, {}, {})
        there = {one.name: gathering.opened(one, circles[one.name], residents) for one in town.circles}
        for circle in town.circles:
            pinning.pin(circle, there[circle.name], seed, now.date())
        _outside(town, there, seed, now)
        for circle in town.circles:  # at the end: a legal paper would forbid much of what happened before it came
            shares, code = gathering.happened(circle, there[circle.name], now)
            built.shares.update({circle.name: shares} if shares else {})
            built.codes.update({circle.name: code} if code else {})
        return built


def _outside(town: Town, there: There, seed: int, now: datetime.datetime) -> None:
    """What the circles began, what they keep in public, and what strangers sent them."""
    for project in town.startings.project:
        beginnings.begin(project, there[project.circle], now.date())
    forms = fronts.put_up(town.strangers.page, there)
    if town.listing:
        keeper = town.circle(town.listing.circle).person[0].handle
        listing.keep_the_list(town.listing, there[town.listing.circle][keeper], now)
        forms |= listing.forms(town.listing)
    if town.askings:
        people = there[town.askings.circle]
        boards.fill(town.askings, people, seed, now)
        tables.fill(town.askings, people[min(people)], now)
    for number, one in enumerate(town.strangers.sent):
        strangers.tell(number, one, there, forms, seed, now)
