"""Which circle keeps the list: the one that holds the secret. Nothing on the disk says which one that is."""

import datetime
from collections.abc import Callable

from django.db import transaction
from nacl.public import PrivateKey

from toolbox.kernel.circles.group import Group, today
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

    First the secret, sealed, then the public half, in a transaction of its own: together they would tell.
    """
    if not codes.is_good(code, now):
        return False
    pair = PrivateKey.generate()
    value = Curating(private=bytes(pair), since=today())
    earlier = group.circle.shelf(Curating, SHELF)
    held = Held(earlier[0].id, value, SHELF, 0, earlier[0].version) if earlier else new(value, SHELF)
    group.circle.put(held)
    with transaction.atomic():
        if not codes.use(code, now):
            return False
        Curators.objects.all().delete()
        Curators.objects.create(public=bytes(pair.public_key))
    return True


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
