"""A circle that keeps the list, with two people of it, each with a browser."""

from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.group import Group
from toolbox.library.curating import codes, holding
from toolbox.library.tests.shelf import FRIDGE, LETTERS, PANTRY, load


class Desk(NamedTuple):
    """Alder's circle with Birch in it; it keeps the list."""

    group: Group
    alder: Client
    birch: Client

    def at(self, rest: str = "") -> str:
        """An address below the circle's."""
        return reverse("curating", args=[self.group.id]) + rest


@pytest.fixture
def desk(db: None) -> Desk:
    load(FRIDGE, PANTRY, LETTERS)
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    group = circle_of(alder)
    assert holding.take(group, codes.new_code(timezone.now()), timezone.now())
    return Desk(group, browser(again(alder.me)), browser(again(birch.me)))


def circle_of(group: Group) -> Group:
    """The circle as it stands now."""
    return groups.opened(again(group.me), group.id)
