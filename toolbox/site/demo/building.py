"""Builds the town: all of it or nothing."""

import datetime
from typing import NamedTuple

from django.db import transaction

from toolbox.kernel.members import accounts
from toolbox.kernel.members.me import Me
from toolbox.site.demo import gathering, listing, pinning
from toolbox.site.demo.chance import passphrase
from toolbox.site.demo.script import Town


class Built(NamedTuple):
    """What stands, and the codes that are told once and written nowhere."""

    residents: dict[str, Me]  # by handle
    circles: dict[str, int]  # ids by name
    shares: dict[str, list[str]]  # three by circle
    codes: dict[str, str]  # of open invites, by circle


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
        for circle in town.circles:
            there = gathering.opened(circle, circles[circle.name], residents)
            pinning.pin(circle, there, seed, now.date())
            shares, code = gathering.happened(circle, there, now)
            built.shares.update({circle.name: shares} if shares else {})
            built.codes.update({circle.name: code} if code else {})
            if town.listing and town.listing.circle == circle.name:
                listing.keep_the_list(town.listing, there[circle.person[0].handle], now)
        return built
