"""The needs list changes, becomes public, or is taken off: each in one transaction with the board."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
from django.db import IntegrityError, transaction
from msgspec.structs import replace

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.projects.rules import slug_from
from toolbox.kernel.vault import rows
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.ids import new_id
from toolbox.tools.needs import keeping
from toolbox.tools.needs.models import NeedsList
from toolbox.tools.needs.records import Board
from toolbox.tools.needs.wanted import Wanted


class AddressTaken(Exception):
    """Another list of this toolbox has this address."""


class NothingYet(Exception):
    """A list without a name or without a thing is not published."""


def change(group: Group, rule: Callable[[Wanted], Wanted]) -> Board:
    """Put the list as a rule makes it: at once for everybody, where it is public.

    Raises Moved, AddressTaken, and what the rule raises.
    """

    def changed(board: Board) -> Board:
        return replace(board, wanted=rule(board.wanted))

    try:
        with _alone(group):
            board = keeping.change_board(group, changed).value
            if board.public:
                show(board.public, board.wanted, today())
    except IntegrityError:
        raise AddressTaken from None
    return board


def publish(group: Group) -> Board:
    """Show it to everybody. Raises NothingYet, AddressTaken, Moved."""

    def published(board: Board) -> Board:
        wanted = board.wanted
        if not wanted.title or not wanted.things:
            raise NothingYet
        slug = wanted.slug or slug_from(wanted.title.en or wanted.title.es)
        return replace(board, public=board.public or new_id(), wanted=replace(wanted, slug=slug))

    try:
        with _alone(group):
            board = keeping.change_board(group, published).value
            show(board.public, board.wanted, today())
    except IntegrityError:
        raise AddressTaken from None
    return board


def take_off(group: Group) -> None:
    """Nobody sees it any more. Raises Moved."""
    with _alone(group):
        forget(keeping.board_of(group.circle).value.public)
        keeping.change_board(group, lambda board: replace(board, public=0))


@contextmanager
def _alone(group: Group) -> Iterator[None]:
    """A transaction in which nobody else of the circle writes: what is public is what the board says is public.

    Whoever takes the list off while somebody else says that it still holds comes before or after them, never between.
    """
    with transaction.atomic():
        rows.lock_circle(group.id, alone=True)
        yield


def show(number: int, wanted: Wanted, day: datetime.date) -> None:
    """Write down in clear what strangers see, inside a transaction."""
    body = msgspec.json.encode(wanted).decode()
    NeedsList.objects.update_or_create(id=number, defaults={"slug": wanted.slug, "changed": day, "body": body})


def forget(number: int) -> None:
    """Delete what was public under a number."""
    NeedsList.objects.filter(pk=number).delete()


def wanted_of(row: NeedsList) -> Wanted:
    """What a public list says."""
    return msgspec.json.decode(row.body, type=Wanted)


def ended(circle: Circle) -> Callable[[], None]:
    """The circle ends: afterwards its list is not public any more."""
    public = keeping.board_of(circle).value.public
    return lambda: forget(public)
