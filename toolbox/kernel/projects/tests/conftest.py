"""Two people of a circle, and the browser of one of them."""

import pytest
from django.test import Client

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.group import Group


@pytest.fixture
def two(db: None) -> Group:
    """A circle of two, as its keeper sees it."""
    own = circle(somebody())
    joins(somebody(), own, "Birch")
    return groups.opened(again(own.me), own.id)


@pytest.fixture
def me(two: Group) -> Client:
    """The keeper's browser."""
    return browser(again(two.me))
