"""A legal paper came: nothing of this circle is destroyed, work goes on, and other circles are not touched."""

import datetime

import pytest

from tests.people import again, circle, joins, somebody
from toolbox.kernel.circles import group
from toolbox.kernel.circles.acts import agreeing, ending, rotating, stopping
from toolbox.kernel.circles.records import Act
from toolbox.kernel.circles.rules import NotAllowed
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.kernel.vault.trouble import Stopped

pytestmark = pytest.mark.django_db

TWO_WEEKS = datetime.timedelta(days=14)


def test_one_says_it_and_nothing_is_destroyed_for_two_weeks() -> None:
    alder, other = circle(somebody()), circle(somebody(), "Elsewhere", "Elm")
    slip, theirs = alder.circle.put(Slip("kept"), "open"), other.circle.put(Slip("gone"), "open")
    until = stopping.stop(alder)
    assert until == group.today() + TWO_WEEKS == stopping.until(alder)
    assert stopping.until(other) is None
    assert [(one.by, one.until) for one in alder.settings.stops] == [(alder.me.id, until)]
    with pytest.raises(Stopped):
        alder.circle.destroy(slip)
    with pytest.raises(Stopped):
        ending.end(group.opened(again(alder.me), alder.id))
    other.circle.destroy(theirs)
    ending.end(group.opened(again(other.me), other.id))


def test_work_goes_on_and_so_do_people() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    slip = alder.circle.put(Slip("before"), "open")
    alder.again()
    stopping.stop(alder)
    slip = birch.circle.put(slip.now(words="after").on("done", group.today()))
    rotating.remove(group.opened(again(alder.me), alder.id), cedar.me.id)
    now = group.opened(again(birch.me), alder.id)
    assert now.circle.get(Slip, slip.id).value.words == "after"
    assert stopping.until(now) is not None, "a new key does not lift it"


def test_two_extend_and_two_lift() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    alder.again()
    until = stopping.stop(alder)
    assert stopping.stop(alder) == until, "said once more on the same day it is no longer"
    agreeing.propose(alder, Act.EXTEND)
    number = alder.settings.proposals[0].id
    with pytest.raises(NotAllowed):
        agreeing.agree(alder, number)
    birch.again()
    agreeing.agree(birch, number)
    assert stopping.until(alder) == until + TWO_WEEKS
    assert birch.settings.proposals == ()
    agreeing.propose(birch, Act.LIFT)
    alder.again()
    agreeing.agree(alder, alder.settings.proposals[0].id)
    assert stopping.until(alder) is None
    slip = alder.circle.put(Slip("gone"), "open")
    alder.circle.destroy(slip)
