"""A circle keeps things for a shorter time: by its keepers, never longer, and not while a legal paper stops it."""

import datetime

import pytest
from django.urls import reverse
from msgspec.structs import replace

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.records import Settings
from toolbox.kernel.circles.rules import NotAllowed
from toolbox.kernel.circles.tests.sending import send, send_blind
from toolbox.kernel.retention import days, shortening
from toolbox.kernel.vault.tests.slips import SLIP

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)


def test_shorter_but_never_longer_again() -> None:
    settings = Settings(
        name="Alder Street", made=datetime.date(2026, 3, 2), people=(), agreed=datetime.date(2026, 3, 2)
    )
    assert shortening.offered(SLIP, {}) == (7, 30)
    week = shortening.shorter(settings, {SLIP.name: 7})
    assert days.days(SLIP, week.shortened) == 7
    assert week.agreed is None, "what was agreed on was something else"
    assert shortening.offered(SLIP, week.shortened) == (7,)
    for wanted in (30, 365, 1):
        with pytest.raises(NotAllowed):
            shortening.shorter(week, {SLIP.name: wanted})
    assert shortening.shorter(week, {SLIP.name: 7}) is week


def test_a_keeper_shortens_and_the_agreement_wants_to_be_made_anew() -> None:
    alder = circle(somebody())
    alder.change(lambda one: replace(one, agreed=DAY))
    page, client = reverse("shorten", args=[alder.id]), browser(alder.me)
    fields = {kind.name: str(days.days(kind, {})) for kind in days.kept_kinds()}
    answer = send(client, page, **{**fields, SLIP.name: "7"})
    assert answer["Location"] == reverse("retention", args=[alder.id])
    now = group.opened(again(alder.me), alder.id).settings
    assert now.shortened == {SLIP.name: 7}
    assert now.agreed is None
    assert "shorter here" in client.get(answer["Location"]).content.decode()


def test_helpers_do_not_and_nobody_does_while_a_paper_stops_it() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    page, fields = reverse("shorten", args=[alder.id]), {kind.name: "7" for kind in days.kept_kinds()}
    helper = send_blind(browser(birch.me), page, reverse("new_circle"), **fields)
    assert helper.status_code == 409
    assert "Only keepers change this." in helper.content.decode()
    alder.again()
    stopping.stop(alder)
    stopped = send_blind(browser(alder.me), page, reverse("new_circle"), **fields)
    assert stopped.status_code == 409
    assert "A legal paper came." in stopped.content.decode()
    assert group.opened(again(alder.me), alder.id).settings.shortened == {}
