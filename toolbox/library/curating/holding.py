"""Which circle keeps the list: the one that holds the secret. Nothing on the disk says which one that is."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec.structs import replace
from nacl.public import PrivateKey

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.intake import boxes
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held, new
from toolbox.library.curating import codes
from toolbox.library.curating.records import SHELF, Curating
from toolbox.library.models import Curators


def curates(circle: Circle) -> bool:
    """Whether an opened circle keeps the list."""
    if not circle.count(Curating, SHELF):
        return False
    public = Curators.objects.values_list("public", flat=True).first()
    return public is not None and any(_public(held) == bytes(public) for held in circle.shelf(Curating, SHELF))


def did_curate(circle: Circle) -> bool:
    """Whether it kept the list until another circle took over."""
    return bool(circle.count(Curating, SHELF)) and not curates(circle)


def taken_by_somebody() -> bool:
    """Whether any circle keeps the list."""
    return Curators.objects.exists()


def take(group: Group, code: str, now: datetime.datetime) -> bool:
    """Make a circle the one that keeps the list; False where the code is no longer good. Raises Moved.

    First the secret and the mailboxes, sealed, then the public half, in a transaction of its own: together they would
    tell. Secret and mailboxes of an earlier time are used again: whoever presses twice must not put another secret
    under the public half of the first press.
    """
    if not codes.is_good(code, now):
        return False
    earlier = group.circle.shelf(Curating, SHELF)
    pair = PrivateKey(earlier[0].value.private) if earlier else PrivateKey.generate()
    held = earlier[0].now(since=today()) if earlier else new(Curating(private=bytes(pair), since=today()), SHELF)
    value = _with_mailboxes(group, held).value
    with transaction.atomic():
        if not codes.use(code, now):
            return False
        Curators.objects.all().delete()
        Curators.objects.create(
            public=bytes(pair.public_key), suggestions=value.suggestions, experiences=value.experiences
        )
    return True


def _with_mailboxes(group: Group, held: Held[Curating]) -> Held[Curating]:
    """Put the secret, with the mailboxes that it lacks made. Raises Moved."""
    value = held.value
    with transaction.atomic():
        if not value.suggestions:
            made = boxes.make(group, _("The list: suggestions")).value.mailbox
            value = replace(value, suggestions=made)
        if not value.experiences:
            made = boxes.make(group, _("The list: how it went")).value.mailbox
            value = replace(value, experiences=made)
        return group.circle.put(held.now(suggestions=value.suggestions, experiences=value.experiences))


def open_forms(group: Group) -> None:
    """Give the two forms of the circle that keeps the list their mailboxes, where an older toolbox made none.

    Raises Moved where somebody else of the circle does it at the same moment.
    """
    row = Curators.objects.first()
    if row is None or (row.suggestions and row.experiences):
        return
    held = next(one for one in group.circle.shelf(Curating, SHELF) if _public(one) == bytes(row.public))
    value = _with_mailboxes(group, held).value
    Curators.objects.filter(pk=row.pk).update(suggestions=value.suggestions, experiences=value.experiences)


def mailboxes(circle: Circle) -> list[int]:
    """The mailboxes of the two forms, in a circle that keeps the list or did."""
    found = [held.value for held in circle.shelf(Curating, SHELF)]
    return [number for value in found for number in (value.suggestions, value.experiences) if number]


def pause(circle: Circle, *, paused: bool) -> None:
    """Stop or go on taking in, at once for everybody."""
    for held in circle.shelf(Curating, SHELF):
        Curators.objects.filter(public=_public(held)).update(paused=paused)


def lay_down(circle: Circle) -> None:
    """Let a circle no longer keep the list: until another one takes a code, nobody does it in the browser."""
    for held in circle.shelf(Curating, SHELF):
        Curators.objects.filter(public=_public(held)).delete()


def when_ended(circle: Circle) -> Callable[[], None]:
    """What is done once a circle has ended: if it kept the list, nobody does now."""
    mine = [_public(held) for held in circle.shelf(Curating, SHELF)]

    def after() -> None:
        Curators.objects.filter(public__in=mine).delete()

    return after


def _public(held: Held[Curating]) -> bytes:
    return bytes(PrivateKey(held.value.private).public_key)
