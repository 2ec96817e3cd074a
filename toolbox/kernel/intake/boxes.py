"""The mailboxes of a circle: made, opened, given a new key when the circle has one."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from nacl.public import PrivateKey

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.intake.records import BOXES, Letterbox
from toolbox.kernel.vault import making
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held, new
from toolbox.kernel.vault.ids import new_id

ENOUGH = 2  # people who hold the key before anything is taken in
FORMER = 5  # keys that are kept: what waits is destroyed after 30 days, so older ones open nothing
HANDED_ON = _("What other circles handed on")


def boxes(circle: Circle) -> list[Held[Letterbox]]:
    """The mailboxes of a circle, in the order of their titles."""
    return sorted(circle.shelf(Letterbox, BOXES), key=lambda held: (held.value.title.casefold(), held.id))


def find(circle: Circle, mailbox: int) -> Held[Letterbox] | None:
    """One of them by its mailbox."""
    return next((held for held in boxes(circle) if held.value.mailbox == mailbox), None)


def make(group: Group, title: str) -> Held[Letterbox]:
    """A new mailbox: its public key in clear, its private one among the sealed records of the circle."""
    private, number = PrivateKey.generate(), new_id()
    box = new(Letterbox(mailbox=number, title=title, keys=(bytes(private),), epoch=group.circle.keys.epoch), BOXES)
    until = making.stopped_until(group.circle)
    with transaction.atomic():
        Mailbox.objects.create(
            id=number, public_key=bytes(private.public_key), alone=_alone(group), stopped_until=until
        )
        return group.circle.put(box)


def for_handing_on(group: Group) -> Held[Letterbox]:
    """The mailbox to which a member hands something on to another circle of theirs; made where there is none."""
    title = str(HANDED_ON)
    return next((held for held in boxes(group.circle) if held.value.title == title), None) or make(group, title)


def fresh(group: Group) -> list[Held[Letterbox]]:
    """The mailboxes, each with a key of the circle's present root, and open if enough people hold it.

    Whoever left the circle knows the former keys; a circle that was restored from a backup opens with a new root.
    """
    found = []
    for box in boxes(group.circle):
        stale = box.value.epoch != group.circle.keys.epoch
        found.append(_renewed(group, box) if stale else box)
    others = Mailbox.objects.filter(pk__in=[box.value.mailbox for box in found]).exclude(alone=_alone(group))
    if others.exists():  # looked at first: who only reads must not wait for those who write
        others.update(alone=_alone(group))
    return found


def _renewed(group: Group, box: Held[Letterbox]) -> Held[Letterbox]:
    private = PrivateKey.generate()
    keys = (bytes(private), *box.value.keys)[:FORMER]
    with transaction.atomic():
        Mailbox.objects.filter(pk=box.value.mailbox).update(
            public_key=bytes(private.public_key), closed_by_restore=False
        )
        return group.circle.put(box.now(keys=keys, epoch=group.circle.keys.epoch))


def _alone(group: Group) -> bool:
    return len(rules.living(group.settings)) < ENOUGH


def numbers(circle: Circle) -> list[int]:
    """The mailboxes of a circle by their numbers."""
    return [box.value.mailbox for box in circle.shelf(Letterbox, BOXES)]


def set_stopped(mailboxes: Iterable[int], until: datetime.date | None) -> None:
    """Nothing that waits in them is destroyed until a day, or everything is as usual again."""
    Mailbox.objects.filter(pk__in=list(mailboxes)).update(stopped_until=until)


def set_alone(mailboxes: Iterable[int]) -> None:
    """Too few people hold their keys: nothing more is taken in."""
    Mailbox.objects.filter(pk__in=list(mailboxes)).update(alone=True)
