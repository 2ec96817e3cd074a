"""Four friends and a circle: made, joined, rotated, left, lost and found."""

import pytest
from django.utils import timezone

from tests.people import again, circle, joins, somebody
from toolbox.kernel.circles import group, rules
from toolbox.kernel.circles.acts import agreeing, freezing, inviting, papering, rotating, stopping
from toolbox.kernel.circles.records import Act, Role
from toolbox.kernel.members import me as members
from toolbox.kernel.vault import rotation
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.kernel.vault.trouble import NotAMember

pytestmark = pytest.mark.django_db


def test_two_people_read_each_others_words() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    held = alder.circle.put(Slip("groceries for four"), "open")
    assert birch.circle.get(Slip, held.id).value.words == "groceries for four"
    assert [one.value.words for one in birch.circle.search("GROCERIES four", Slip)] == ["groceries for four"]
    assert birch.circle.search("bail", Slip) == []


def test_who_was_removed_reads_nothing_more_and_the_others_everything() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    cedar = joins(somebody(), alder, "Cedar")
    slips = [alder.circle.put(Slip(f"number {number}"), "open") for number in range(30)]
    alder.again()
    assert rotating.remove(alder, birch.me.id)
    with pytest.raises(NotAMember):
        group.opened(again(birch.me), alder.id)
    now = group.opened(again(cedar.me), alder.id)
    assert now.circle.moving
    assert len(now.circle.shelf(Slip, "open")) == 30
    while rotation.carry_on(now.circle, 7):
        assert len(now.circle.shelf(Slip, "open")) == 30
    last = group.opened(again(alder.me), alder.id)
    assert not last.circle.moving
    assert {held.value for held in last.circle.shelf(Slip, "open")} == {held.value for held in slips}


def test_a_write_during_a_rotation_is_sealed_again() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    held = birch.circle.put(Slip("before"), "open")
    alder.again()
    rotating.rotate(alder)
    changed = birch.circle.put(held.now(words="after"))
    assert group.opened(again(alder.me), alder.id).circle.get(Slip, changed.id).value.words == "after"


def test_leaving_and_the_last_one() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    rotating.leave(group.opened(again(alder.me), alder.id))
    left = group.opened(again(birch.me), alder.id)
    assert [one.name for one in rules.keepers(left.settings)] == ["Birch"]
    with pytest.raises(rules.NotAllowed):
        rotating.leave(left)


def test_a_lost_passphrase_comes_back_in_the_same_place() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    slip = alder.circle.put(Slip("kept"), "open")
    back = joins(somebody(), group.opened(again(alder.me), alder.id), "Birch", replaces=birch.me.id)
    assert [one.name for one in back.settings.people] == ["Alder", "Birch"]
    assert back.circle.get(Slip, slip.id).value.words == "kept"
    assert group.opened(again(alder.me), alder.id).circle.get(Slip, slip.id).value.words == "kept"
    with pytest.raises(NotAMember):
        group.opened(again(birch.me), alder.id)


def test_paper_opens_the_circle_when_all_are_gone() -> None:
    alder = circle(somebody())
    shares = papering.make(alder, "Paper")
    slip = alder.circle.put(Slip("kept"), "open")
    rotating.rotate(group.opened(again(alder.me), alder.id))
    paper = papering.come_back([shares[0], shares[2]])
    assert group.opened(paper, alder.id).circle.get(Slip, slip.id).value.words == "kept"


def test_a_used_invite_and_a_withdrawn_one_lead_nowhere() -> None:
    alder = circle(somebody())
    code, entry = inviting.invite(alder, timezone.now(), "es")
    inviting.accept(somebody(), code.upper(), "Birch", timezone.now())
    with pytest.raises(inviting.InviteGone):
        inviting.look(code, timezone.now())
    alder.again()
    code, entry = inviting.invite(alder, timezone.now(), "es")
    inviting.withdraw(alder, entry.row)
    with pytest.raises(inviting.InviteGone):
        inviting.look(code, timezone.now())


def test_an_arrested_comrade_is_frozen_and_comes_back() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    now = timezone.now()
    alder.again()
    birch.again()
    freezing.freeze(alder, cedar.me.id, now)
    assert members.is_frozen(cedar.me.id, now)
    assert not freezing.restore(alder, cedar.me.id, now)
    assert freezing.restore(birch, cedar.me.id, now)
    assert not members.is_frozen(cedar.me.id, now)


def test_notes_are_merged_once_and_the_keyring_holds() -> None:
    alder = circle(somebody())
    me = again(alder.me)
    members.merge(me)
    rotating.rotate(group.opened(again(me), alder.id))
    rotating.rotate(group.opened(again(me), alder.id))
    fresh = again(me)
    members.merge(fresh)
    assert group.opened(again(fresh), alder.id).circle.keys.epoch == 3


def test_who_was_removed_forgets_the_root_and_the_name_at_the_next_sign_in() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    me = again(birch.me)
    members.merge(me)
    assert alder.id in me.keyring.circles
    alder.again()
    rotating.remove(alder, me.id)
    members.merge(me)
    assert alder.id not in me.keyring.circles


def test_what_was_taken_back_is_not_done_by_a_page_that_was_open_before() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name, role=Role.KEEPER) for name in ("Birch", "Cedar"))
    alder.again()
    agreeing.propose(alder, Act.REMOVE, cedar.me.id)
    number = alder.settings.proposals[0].id
    birch.again()  # the page of the second keeper is open
    agreeing.take_back(alder, number)
    with pytest.raises(rules.NotAllowed):
        agreeing.agree(birch, number)
    assert group.opened(again(cedar.me), alder.id)


def test_a_legal_stop_is_not_lifted_when_nobody_wants_it_any_more() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    alder.again()
    stopping.stop(alder)
    agreeing.propose(alder, Act.LIFT)
    number = alder.settings.proposals[0].id
    birch.again()
    agreeing.take_back(alder, number)
    with pytest.raises(rules.NotAllowed):
        agreeing.agree(birch, number)
    assert stopping.until(birch) is not None
