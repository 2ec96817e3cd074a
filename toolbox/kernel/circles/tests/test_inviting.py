"""An invite on paper: good once, for 72 hours, for the circle as it was when it was written."""

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from tests.people import again, circle, joins, somebody
from tests.vault.on_disk import at_once, database, kinds
from toolbox.kernel.circles import group, rules
from toolbox.kernel.circles.acts import inviting, rotating
from toolbox.kernel.circles.acts.inviting import InviteGone, NameTaken
from toolbox.kernel.circles.models import InviteRow
from toolbox.kernel.circles.records import Role
from toolbox.kernel.vault.models import CircleRow

pytestmark = pytest.mark.django_db

CODE = 7  # words


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with database(tmp_path) as path:
        yield path


def hours(count: float) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(hours=count)


def test_a_slip_of_paper_brings_somebody_in_however_it_is_typed() -> None:
    alder = circle(somebody())
    code, entry = inviting.invite(alder, timezone.now(), "es", for_whom="the neighbour", role=Role.KEEPER)
    assert len(code.split()) == CODE
    _circle, held, found = inviting.look(code.upper().replace(" ", " - "), timezone.now())
    assert (held.value.name, found.words) == ("Alder Street", "the neighbour")
    birch = somebody()
    inviting.accept(birch, f"  {code.replace(' ', chr(10))}", "Birch", timezone.now())
    joined = group.opened(again(birch), alder.id)
    assert joined.is_keeper
    assert joined.settings.invites == ()
    assert not InviteRow.objects.filter(pk=entry.row).exists()
    assert CircleRow.objects.get(pk=alder.id).list_version == 2


def test_the_row_says_neither_who_nor_where() -> None:
    alder = circle(somebody())
    code, entry = inviting.invite(alder, timezone.now(), "en", for_whom="the neighbour")
    row = InviteRow.objects.get(pk=entry.row)
    shown = bytes(row.lookup) + bytes(row.sealed)
    hidden = [alder.id.to_bytes(8, "big"), alder.me.id.to_bytes(8, "big"), alder.circle.keys.root, b"neighbour"]
    assert not [one for one in [*hidden, code.encode()] if one in shown]
    assert (row.ends.minute, row.ends.second, row.ends.microsecond) == (0, 0, 0)
    assert len(bytes(row.sealed)) == 1024 + 28


def test_of_two_who_use_one_slip_at_once_one_is_in(on_disk: Path) -> None:
    alder = circle(somebody())
    code, _entry = inviting.invite(alder, timezone.now(), "en")
    people = [somebody() for _number in range(3)]
    results = at_once(
        *[partial(inviting.accept, one, code, f"Person {number}", timezone.now()) for number, one in enumerate(people)]
    )
    assert kinds(results) == ["InviteGone", "InviteGone", "done"]
    inside = [one for one, result in zip(people, results, strict=True) if result == alder.id]
    alder.again()
    assert [one.member for one in alder.settings.people] == [alder.me.id, inside[0].id]
    for one in people:
        assert (alder.id in again(one).circles) is (one in inside)


def test_two_slips_at_once_bring_both_in(on_disk: Path) -> None:
    alder = circle(somebody())
    codes = [inviting.invite(alder, timezone.now(), "en")[0] for _number in range(2)]
    people = [somebody() for _number in range(2)]
    results = at_once(
        *[
            partial(inviting.accept, one, code, f"Person {number}", timezone.now())
            for number, (one, code) in enumerate(zip(people, codes, strict=True))
        ]
    )
    assert kinds(results) == ["done", "done"]
    for one in people:
        assert len(group.opened(again(one), alder.id).settings.people) == 3


def test_an_invite_from_before_a_new_key_leads_nowhere() -> None:
    alder = circle(somebody())
    code, entry = inviting.invite(alder, timezone.now(), "en")
    kept = InviteRow.objects.get(pk=entry.row)
    rotating.rotate(group.opened(again(alder.me), alder.id))
    assert not InviteRow.objects.exists()
    kept.save(force_insert=True)  # somebody had a copy of the row
    with pytest.raises(InviteGone):
        inviting.look(code, timezone.now())
    with pytest.raises(InviteGone):
        inviting.accept(somebody(), code, "Birch", timezone.now())


def test_too_late_withdrawn_mistyped_and_of_an_ended_circle() -> None:
    alder = circle(somebody())
    code, entry = inviting.invite(alder, timezone.now(), "en")
    assert inviting.look(code, hours(70))
    for wrong, when in ((code, hours(73)), (code + " word", timezone.now()), ("", timezone.now())):
        with pytest.raises(InviteGone):
            inviting.look(wrong, when)
    inviting.drop_ended(hours(70))
    assert InviteRow.objects.exists()
    inviting.drop_ended(hours(73))
    assert not InviteRow.objects.exists()
    alder.again()
    assert inviting.open_invites(alder.settings, hours(73)) == ()
    inviting.withdraw(alder, entry.row)
    assert alder.settings.invites == ()
    code, _entry = inviting.invite(alder, timezone.now(), "en")
    CircleRow.objects.filter(pk=alder.id).delete()
    with pytest.raises(InviteGone):
        inviting.look(code, timezone.now())


def test_every_scratch_on_an_invite_is_seen_and_another_row_is_of_no_use() -> None:
    alder = circle(somebody())
    code, entry = inviting.invite(alder, timezone.now(), "en")
    other_code, other = inviting.invite(alder, timezone.now(), "en")
    sealed = bytes(InviteRow.objects.get(pk=entry.row).sealed)
    cut = [sealed[:length] for length in range(0, len(sealed), 101)]
    scratched = [sealed[:at] + bytes([sealed[at] ^ 1 << at % 8]) + sealed[at + 1 :] for at in range(0, 1052, 17)]
    for harmed in [*cut, *scratched, bytes(InviteRow.objects.get(pk=other.row).sealed)]:
        InviteRow.objects.filter(pk=entry.row).update(sealed=harmed)
        with pytest.raises(InviteGone):
            inviting.look(code, timezone.now())
    InviteRow.objects.filter(pk=entry.row).update(sealed=sealed)
    assert inviting.look(code, timezone.now())[2].row == entry.row
    assert inviting.look(other_code, timezone.now())[2].row == other.row


def test_names_are_taken_once_and_people_are_in_once() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    alder.again()
    code, _entry = inviting.invite(alder, timezone.now(), "en")
    with pytest.raises(NameTaken):
        inviting.accept(somebody(), code, " BIRCH", timezone.now())
    with pytest.raises(rules.NotAllowed):
        inviting.accept(birch.me, code, "Somebody else", timezone.now())
    assert inviting.look(code, timezone.now())


def test_there_are_not_more_open_invites_than_anybody_can_watch() -> None:
    alder = circle(somebody())
    for _number in range(inviting.MOST_OPEN):
        inviting.invite(alder, timezone.now(), "en")
    with pytest.raises(rules.NotAllowed):
        inviting.invite(alder, timezone.now(), "en")
    inviting.withdraw(alder, alder.settings.invites[0].row)
    inviting.invite(alder, timezone.now(), "en")
