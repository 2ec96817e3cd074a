"""A circle of two people whose public forms take something in."""

import pytest

from tests.people import again, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes


@pytest.fixture
def two(db: None) -> Group:
    """A circle of two people."""
    own = circle(somebody())
    joins(somebody(), own, "Birch")
    return groups.opened(again(own.me), own.id)


@pytest.fixture
def mailbox(two: Group) -> int:
    """The mailbox of their form."""
    return boxes.make(two, "Groceries").value.mailbox
