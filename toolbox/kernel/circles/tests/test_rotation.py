"""People leave, are removed, and come back, while others do the same: nobody who belongs there is locked out."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from tests.people import again, circle, joins, somebody
from tests.vault.on_disk import at_once, database, kinds
from toolbox.kernel.circles import group, rules
from toolbox.kernel.circles.acts import ending, freezing, inviting, papering, rotating
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.models import InviteRow
from toolbox.kernel.circles.records import Role
from toolbox.kernel.members import doors
from toolbox.kernel.members import me as members
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.models import Freeze, KeyNote, MemberRow
from toolbox.kernel.vault import rotation
from toolbox.kernel.vault.models import Bridge, CircleRow
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.kernel.vault.trouble import NotAMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with database(tmp_path) as path:
        yield path


def opened(who: Group | Me, number: int) -> Group:
    """The circle in somebody's next request."""
    return group.opened(again(who.me if isinstance(who, Group) else who), number)


def names(one: Group) -> list[str]:
    return sorted(person.name for person in one.settings.people)


def three() -> tuple[Group, Group, Group]:
    alder = circle(somebody())
    return alder, *(joins(somebody(), alder, name) for name in ("Birch", "Cedar"))  # type: ignore[return-value]


def test_two_rotations_at_once_and_everybody_still_reads(on_disk: Path) -> None:
    alder, birch, cedar = three()
    slip = alder.circle.put(Slip("kept"), "open")
    requests = [opened(one, alder.id) for one in (alder, birch)]
    assert kinds(at_once(*[partial(rotating.rotate, one) for one in requests])) == ["done", "done"]
    assert CircleRow.objects.get(pk=alder.id).epoch == 3
    for one in (alder, birch, cedar):
        assert opened(one, alder.id).circle.get(Slip, slip.id).value.words == "kept"
    while rotation.carry_on(opened(cedar, alder.id).circle, 1):
        pass
    for one in (alder, birch, cedar):
        members.merge(again(one.me))
        assert opened(one, alder.id).circle.get(Slip, slip.id).value.words == "kept"


def test_two_keepers_who_remove_each_other_at_once(on_disk: Path) -> None:
    alder, birch, cedar = three()
    alder.again()
    alder.change(lambda one: rules.with_role(one, birch.me.id, Role.KEEPER))
    requests = [opened(one, alder.id) for one in (alder, birch)]
    removed = [birch.me.id, alder.me.id]
    results = at_once(*[partial(rotating.remove, one, who) for one, who in zip(requests, removed, strict=True)])
    assert kinds(results) == ["NotAMember", "done"]
    left = opened(cedar, alder.id)
    assert len(left.settings.people) == 2
    assert len(rules.keepers(left.settings)) == 1


def test_somebody_joins_while_somebody_leaves(on_disk: Path) -> None:
    alder, birch, cedar = three()
    code, _entry = inviting.invite(opened(alder, alder.id), timezone.now(), "en")
    dill = somebody()
    leaving = opened(birch, alder.id)
    results = at_once(
        partial(rotating.leave, leaving),
        partial(inviting.accept, dill, code, "Dill", timezone.now()),
    )
    assert results[0] is None
    there = names(opened(cedar, alder.id))
    if isinstance(results[1], inviting.InviteGone):
        assert there == ["Alder", "Cedar"]
    else:
        assert there == ["Alder", "Cedar", "Dill"]
        assert names(opened(dill, alder.id)) == there
    with pytest.raises(NotAMember):
        opened(birch, alder.id)
    assert not InviteRow.objects.exists()


def test_writing_goes_on_while_people_are_removed(on_disk: Path) -> None:
    alder, birch, cedar = three()

    def write() -> int:
        for number in range(10):
            opened(birch, alder.id).circle.put(Slip(f"number {number}"), "open")
        return 10

    results = at_once(write, partial(rotating.remove, opened(alder, alder.id), cedar.me.id))
    assert results == [10, True]
    now = opened(alder, alder.id)
    assert len(now.circle.shelf(Slip, "open")) == 10
    while rotation.carry_on(now.circle):
        pass
    assert len(opened(birch, alder.id).circle.shelf(Slip, "open")) == 10
    assert not Bridge.objects.exists()


def test_one_writes_the_settings_while_another_rotates(on_disk: Path) -> None:
    alder, birch, _cedar = three()
    writer, keeper = opened(birch, alder.id), opened(alder, alder.id)
    results = at_once(
        partial(writer.change, lambda one: rules.renamed(one, birch.me.id, "Silver Birch")),
        partial(rotating.rotate, keeper),
    )
    assert kinds(results) == ["done", "done"]
    assert names(opened(birch, alder.id)) == ["Alder", "Cedar", "Silver Birch"]


def test_every_deed_leaves_a_note_for_everybody_in_the_toolbox() -> None:
    alder, birch, _cedar = three()
    outside = somebody()
    members_now = sorted(MemberRow.objects.values_list("pk", flat=True))
    deeds: list[Callable[[], object]] = [
        lambda: circle(outside, "Elsewhere", "Elm"),
        lambda: rotating.rotate(opened(alder, alder.id)),
        lambda: rotating.remove(opened(alder, alder.id), birch.me.id),
        lambda: rotating.new_key(_with_new_key(opened(alder, alder.id))),
    ]
    for deed in deeds:
        before = set(KeyNote.objects.values_list("pk", flat=True))
        deed()
        fresh = KeyNote.objects.exclude(pk__in=before)
        assert sorted(fresh.values_list("member", flat=True)) == members_now
        assert {len(bytes(one.sealed)) for one in fresh} == {1024 + 48}


def _with_new_key(one: Group) -> Group:
    """The member's list entry still has another public key."""
    one.change(lambda settings: rules.with_key(settings, one.me.id, bytes(range(32)), group.today()))
    return opened(one, one.id)


def test_a_new_public_key_is_written_into_the_list_and_the_old_one_gets_no_more_news() -> None:
    alder, birch, _cedar = three()
    changed = _with_new_key(opened(alder, alder.id))
    rotating.new_key(changed)
    person = rules.person(opened(birch, alder.id).settings, alder.me.id)
    assert person is not None
    assert person.key == doors.public_of(alder.me.private)
    assert person.key_since == group.today()
    version = CircleRow.objects.get(pk=alder.id).list_version
    rotating.new_key(opened(alder, alder.id))
    assert CircleRow.objects.get(pk=alder.id).list_version == version, "nothing new, nothing written"


def test_the_frozen_get_noise_from_every_kind_of_rotation() -> None:
    alder, birch, cedar = three()
    freezing.freeze(opened(alder, alder.id), cedar.me.id, timezone.now())
    freezing.confirm(opened(birch, alder.id), cedar.me.id)
    rotating.rotate(opened(alder, alder.id))
    with pytest.raises(NotAMember):
        opened(cedar, alder.id)
    back = joins(somebody(), opened(alder, alder.id), "Birch", replaces=birch.me.id)
    with pytest.raises(NotAMember):
        opened(cedar, alder.id)
    assert again(cedar.me).circles[alder.id].epoch == 1
    assert again(cedar.me).refused == 0
    Freeze.objects.all().delete()
    joins(somebody(), back, "Cedar", replaces=cedar.me.id)
    assert names(opened(alder, alder.id)) == ["Alder", "Birch", "Cedar"]


def test_newcomers_who_replace_somebody_cannot_be_followed_by_the_old_entry() -> None:
    alder, birch, _cedar = three()
    slip = alder.circle.put(Slip("kept"), "open")
    joins(somebody(), opened(alder, alder.id), "Birch", replaces=birch.me.id)
    with pytest.raises(NotAMember):
        opened(birch, alder.id)
    with pytest.raises(NotAMember):
        birch.circle.get(Slip, slip.id)
    with pytest.raises(NotAMember):
        birch.circle.put(Slip("still here"), "open")


def test_removing_the_paper_member_voids_its_sheets() -> None:
    alder = circle(somebody())
    sheets = papering.make(alder, "Paper")
    rotating.remove_paper(opened(alder, alder.id))
    with pytest.raises(NotAMember):
        opened(papering.come_back(sheets[:2]), alder.id)
    assert rules.paper(opened(alder, alder.id).settings) is None


def test_an_ended_circle_is_gone_for_all(on_disk: Path) -> None:
    alder, birch, _cedar = three()
    inviting.invite(opened(alder, alder.id), timezone.now(), "en")
    requests = [opened(alder, alder.id), opened(birch, alder.id)]
    results = at_once(partial(ending.end, requests[0]), partial(requests[1].circle.put, Slip("just now"), "open"))
    assert results[0] is None
    for one in (alder, birch):
        with pytest.raises(NotAMember):
            opened(one, alder.id)
        members.merge(fresh := again(one.me))
        assert fresh.circles == {}
    assert not InviteRow.objects.exists()
