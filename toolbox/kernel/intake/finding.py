"""Finds what was sent: for the search over everything in a circle, and for the desk."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import taking
from toolbox.kernel.intake.models import Envelope
from toolbox.kernel.intake.records import DONE, OPEN, Submission, texts, texts_of_sent, title
from toolbox.kernel.records.searching import around, matches
from toolbox.kernel.registry.tools import Due, Hit
from toolbox.kernel.vault.circle import Circle

SOON = datetime.timedelta(days=9)  # before something unread is destroyed, in which the desk warns
MOST_OPENED = 500  # open records that the desk looks into: some 50 ms. Of more it only says how many there are


def hits(circle: Circle, words: str) -> Iterator[Hit]:
    """What the search over the whole circle shows of the inbox: what was taken in, then what waits."""
    found = circle.search(words, Submission, OPEN, DONE)
    for held in sorted(found, key=lambda one: (one.value.sent, one.id), reverse=True):
        yield Hit(held.title, "inbox_item", (circle.id, held.id), around("\n".join(texts(held.value)), words))
    test = matches(words)
    for one in taking.inbox(boxes.boxes(circle)).waiting:
        text = "\n".join(texts_of_sent(one.sent))
        if not one.hidden and test(text):
            yield Hit(title(one.sent), "inbox_new", (circle.id, one.id), around(text, words))


def waiting(group: Group, now: datetime.datetime) -> Iterator[Due]:
    """What waits unread, what of it is soon destroyed (a legal stop spares it), and what is open for this member."""
    days = list(Envelope.objects.filter(mailbox__in=boxes.numbers(group.circle)).values_list("dies", flat=True))
    home = reverse("inbox", args=[group.id])
    if days:
        words = ngettext("%(count)d thing waits in the inbox.", "%(count)d things wait in the inbox.", len(days))
        yield Due(words % {"count": len(days)}, home)
    soon = 0 if stopping.until(group) else sum(day <= (now + SOON).date() for day in days)
    if soon:
        words = ngettext(
            "%(count)d of them will soon be destroyed unread.", "%(count)d of them will soon be destroyed unread.", soon
        )
        yield Due(words % {"count": soon}, home)
    yield from _open(group, home)


def _open(group: Group, home: str) -> Iterator[Due]:
    count = group.circle.count(Submission, OPEN)
    if count > MOST_OPENED:
        yield Due(_("%(count)d things of the inbox are open.") % {"count": count}, f"{home}?show=open")
        return
    open_things = group.circle.shelf(Submission, OPEN) if count else []
    if news := sum(held.value.news for held in open_things):
        words = ngettext("%(count)d person wrote more.", "%(count)d people wrote more.", news)
        yield Due(words % {"count": news}, f"{home}?show=news")
    mine = sum(held.value.holder == group.me.id for held in open_things)
    if mine:
        yield Due(_("You look after %(count)d of what was sent.") % {"count": mine}, f"{home}?show=mine")
