"""Lines of the desk about promises: what ran out, what helpers said, whom to ask how it went."""

import datetime
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import taking
from toolbox.kernel.registry.tools import Due
from toolbox.tools.needs import incoming, keeping
from toolbox.tools.needs.records import ENDED, OPEN, Ask, Offer
from toolbox.tools.needs.rules import asks

MOST_READ = 100  # envelopes that the desk opens for answers: some 50 ms. Of more it only says how many wait
MOST_OPENED = 500  # offers, or asks that have ended, that the desk looks into


def read(group: Group) -> None:
    """Put what helpers answered to their asks: the desk is where somebody looks first."""
    if 0 < taking.count(boxes.boxes(group.circle)) <= MOST_READ:
        incoming.arrived(group)


def promised(group: Group, values: Sequence[Ask], now: datetime.datetime) -> Iterator[Due]:
    """Whose days are over, and whose soon will be: nobody without an account is told by the machine."""
    today, due = timezone.localdate(now), f"{reverse('needs', args=[group.id])}?show=due"
    late = sum(asks.stands(ask, today) is asks.Stands.DUE for ask in values)
    if late:
        words = ngettext(
            "The days of %(count)d ask are over: make it free again, or ask how it went.",
            "The days of %(count)d asks are over: make them free again, or ask how they went.",
            late,
        )
        yield Due(words % {"count": late}, due)
    soon = sum(
        ask.claim is not None and bool(ask.claim.offer) and ask.claim.until >= today and asks.nudge(ask, today)
        for ask in values
    )
    if soon:
        words = ngettext(
            "%(count)d helper has one day left: ask whether they still do it.",
            "%(count)d helpers have one day left: ask whether they still do it.",
            soon,
        )
        yield Due(words % {"count": soon}, due)


def afterwards(group: Group, now: datetime.datetime) -> Iterator[Due]:
    """Whom to ask how it went, and which helpers wrote."""
    home, circle = reverse("needs", args=[group.id]), group.circle
    if 0 < circle.count(Ask, ENDED) <= MOST_OPENED and keeping.board_of(circle).value.follow_days:
        today = timezone.localdate(now)
        follow = [held.value.follow for held in circle.shelf(Ask, ENDED)]
        if count := sum(day is not None and day <= today for day in follow):
            words = ngettext("Ask %(count)d person how it went.", "Ask %(count)d people how it went.", count)
            yield Due(words % {"count": count}, f"{home}?show=follow")
    if 0 < circle.count(Offer, OPEN) <= MOST_OPENED and (
        news := sum(held.value.news for held in circle.shelf(Offer, OPEN))
    ):
        words = ngettext("%(count)d person who offers wrote more.", "%(count)d people who offer wrote more.", news)
        yield Due(words % {"count": news}, f"{reverse('offers', args=[group.id])}?show=news")
