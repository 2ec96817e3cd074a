"""A text is published only as both agreed to it, and can be taken back at once."""

import pytest
from django.utils import timezone

from tests.people import again, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import coming_back, proposing, taking
from toolbox.kernel.intake.acts.coming_back import Opened
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.intake.slips import Tells
from toolbox.kernel.intake.tests.mail import inbox, sends, taken
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Group:
    own = circle(somebody())
    joins(somebody(), own, "Birch")
    return groups.opened(again(own.me), own.id)


def back(code: Code) -> Opened:
    found = coming_back.find(code)
    assert found is not None
    return found


def merged(group: Group, held: Held[Submission]) -> Held[Submission]:
    taking.merge(group, inbox(group).news)
    return group.circle.get(Submission, held.id)


def test_yes_no_and_taken_back(two: Group) -> None:
    code = sends(boxes.make(two, "How it went").value.mailbox)
    held = proposing.propose(two, taken(two), "We cooked for forty.", timezone.now())
    assert proposing.agreed(held) is None
    asked = back(code).told[-1]
    assert (asked.tells, asked.text) == (Tells.PROPOSED, "We cooked for forty.")
    coming_back.refuse(back(code), asked.proposal, "Fifty.", new_id(), timezone.now())
    held = merged(two, held)
    assert held.value.said[-1].text == "Fifty."
    held = proposing.propose(two, held, "We cooked for fifty.", timezone.now())
    coming_back.agree(back(code), back(code).told[-1].proposal, new_id(), timezone.now())
    held = merged(two, held)
    proposal = proposing.agreed(held)
    assert proposal is not None
    assert proposal.text == "We cooked for fifty."
    held = proposing.published(two, held, proposal, 77, timezone.now())
    assert proposing.agreed(held) is None, "it is published"
    with pytest.raises(LookupError):
        coming_back.take_back(back(code), 78, new_id(), timezone.now())
    coming_back.take_back(back(code), 77, new_id(), timezone.now())
    held = merged(two, held)
    assert held.value.proposals[-1].public == 0
    assert back(code).told[-1].tells is Tells.TAKEN_BACK


def test_an_old_yes_publishes_no_newer_text(two: Group) -> None:
    code = sends(boxes.make(two, "How it went").value.mailbox)
    held = proposing.propose(two, taken(two), "We cooked.", timezone.now(), b"cooked")
    first = back(code).told[-1].proposal
    held = proposing.propose(two, held, "They cooked.", timezone.now(), b"they")
    assert [one.kept for one in held.value.proposals] == [b"", b"they"], "of the older one only its words"
    coming_back.agree(back(code), first, new_id(), timezone.now())
    assert proposing.agreed(merged(two, held)) is None
