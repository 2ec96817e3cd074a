"""Two people of one circle, each with a browser."""

from typing import NamedTuple

import pytest
from django.test import Client
from django.utils import timezone

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.group import Group
from toolbox.kernel.vault.held import Held
from toolbox.tools.notes import keeping
from toolbox.tools.notes.records import Page
from toolbox.tools.notes.rules import Words


class Street(NamedTuple):
    """Alder's circle with Birch in it."""

    group: Group
    alder: Client
    birch: Client

    def note(self, title: str = "Phone numbers", text: str = "Lawyer: 555-0100\nVan: 555-0111") -> Held[Page]:
        """A note that stands already."""
        return keeping.begin(self.group, Words(title, text), timezone.now())

    def now(self, page: Held[Page]) -> Held[Page]:
        """A note as it stands now."""
        return self.group.circle.get(Page, page.id)


@pytest.fixture
def street(db: None) -> Street:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    group = groups.opened(again(alder.me), alder.id)
    return Street(group, browser(again(alder.me)), browser(again(birch.me)))
