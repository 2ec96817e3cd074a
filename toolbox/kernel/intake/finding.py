"""Finds what was sent: for the search over everything in a circle, and for the desk."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.models import Envelope
from toolbox.kernel.intake.records import DONE, OPEN, Submission, texts
from toolbox.kernel.records.searching import around
from toolbox.kernel.registry.tools import Due, Hit
from toolbox.kernel.vault.circle import Circle

SOON = datetime.timedelta(days=9)  # before something unread is destroyed, in which the desk warns


def hits(circle: Circle, words: str) -> Iterator[Hit]:
    """What the search over the whole circle shows of the inbox."""
    found = circle.search(words, Submission, OPEN, DONE)
    for held in sorted(found, key=lambda one: (one.value.sent, one.id), reverse=True):
        yield Hit(held.title, "inbox_item", (circle.id, held.id), around("\n".join(texts(held.value)), words))


def waiting(group: Group, now: datetime.datetime) -> Iterator[Due]:
    """What waits unread, and what of it will soon be destroyed."""
    days = list(Envelope.objects.filter(mailbox__in=boxes.numbers(group.circle)).values_list("dies", flat=True))
    home = reverse("inbox", args=[group.id])
    if days:
        words = ngettext("%(count)d thing waits in the inbox.", "%(count)d things wait in the inbox.", len(days))
        yield Due(words % {"count": len(days)}, home)
    soon = sum(day <= (now + SOON).date() for day in days)
    if soon:
        words = ngettext(
            "%(count)d of them will soon be destroyed unread.", "%(count)d of them will soon be destroyed unread.", soon
        )
        yield Due(words % {"count": soon}, home)
    open_things = group.circle.shelf(Submission, OPEN)
    if news := sum(held.value.news for held in open_things):
        words = ngettext("%(count)d person wrote more.", "%(count)d people wrote more.", news)
        yield Due(words % {"count": news}, f"{home}?show=news")
    mine = sum(held.value.holder == group.me.id for held in open_things)
    if mine:
        yield Due(_("You look after %(count)d of what was sent.") % {"count": mine}, f"{home}?show=mine")
