"""An arrested comrade: frozen by one for a day, by two until two want them back."""

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from tests.people import again, circle, joins, somebody
from tests.vault.on_disk import at_once, database, kinds
from toolbox.kernel.circles.acts import freezing, rotating
from toolbox.kernel.circles.acts.freezing import OneAlready
from toolbox.kernel.circles.group import Group, opened
from toolbox.kernel.circles.records import Role
from toolbox.kernel.circles.rules import NotAllowed
from toolbox.kernel.members import sessions
from toolbox.kernel.members.me import is_frozen
from toolbox.kernel.members.models import Freeze
from toolbox.kernel.vault.trouble import NotAMember

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(hours=25)


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with database(tmp_path) as path:
        yield path


@pytest.fixture
def now() -> datetime.datetime:
    return timezone.now()


def people(count: int) -> list[Group]:
    alder = circle(somebody())
    others = [joins(somebody(), alder, f"Person {number}") for number in range(count - 1)]
    everybody = [alder, *others]
    for one in everybody:
        one.again()
    return everybody


def test_one_freezes_and_it_lapses_after_a_day(now: datetime.datetime) -> None:
    alder, birch = people(2)
    cookie = sessions.begin(birch.me, "4711", now)
    freezing.freeze(alder, birch.me.id, now)
    freezing.freeze(alder, birch.me.id, now)
    assert Freeze.objects.count() == 1
    assert is_frozen(birch.me.id, now)
    assert sessions.find(cookie, now) is None
    row = freezing.of(birch.me.id)
    assert row is not None
    assert row.until is not None
    assert (row.until.minute, row.until.second) == (0, 0)
    assert now + freezing.LAPSES <= row.until <= now + DAY
    assert not is_frozen(birch.me.id, now + DAY)
    freezing.drop_lapsed(now + DAY)
    assert not Freeze.objects.exists()


def test_a_second_one_confirms_and_then_it_lasts(now: datetime.datetime) -> None:
    alder, birch, cedar = people(3)
    freezing.freeze(alder, cedar.me.id, now)
    with pytest.raises(NotAllowed):
        freezing.confirm(alder, cedar.me.id)
    with pytest.raises(NotAllowed):
        freezing.confirm(birch, alder.me.id)
    freezing.confirm(birch, cedar.me.id)
    freezing.drop_lapsed(now + DAY)
    assert is_frozen(cedar.me.id, now + 100 * DAY)


def test_two_want_them_back_and_one_person_is_one_voice(now: datetime.datetime) -> None:
    alder, birch, cedar, dill = people(4)
    freezing.freeze(alder, dill.me.id, now)
    freezing.confirm(birch, dill.me.id)
    assert not freezing.restore(cedar, dill.me.id, now)
    assert not freezing.restore(cedar, dill.me.id, now)
    row = freezing.of(dill.me.id)
    assert row is not None
    assert freezing.wants(cedar, row)
    assert not freezing.wants(alder, row)
    assert freezing.froze(alder, row)
    with pytest.raises(NotAllowed):
        freezing.restore(dill, dill.me.id, now)
    assert freezing.restore(alder, dill.me.id, now)
    assert not is_frozen(dill.me.id, now)
    with pytest.raises(NotAllowed):
        freezing.restore(alder, dill.me.id, now)


def test_where_one_is_left_one_is_enough(now: datetime.datetime) -> None:
    alder, birch = people(2)
    freezing.freeze(alder, birch.me.id, now)
    row = freezing.of(birch.me.id)
    assert row is not None
    assert row.needed == 1
    assert freezing.restore(alder, birch.me.id, now)


def test_nobody_freezes_two_or_themselves_or_strangers(now: datetime.datetime) -> None:
    alder, birch, cedar = people(3)
    stranger = circle(somebody(), "Elsewhere", "Elm")
    for who, member in ((alder, alder.me.id), (alder, stranger.me.id), (stranger, alder.me.id)):
        with pytest.raises(NotAllowed):
            freezing.freeze(who, member, now)
    freezing.freeze(alder, birch.me.id, now)
    with pytest.raises(OneAlready):
        freezing.freeze(alder, cedar.me.id, now)
    with pytest.raises(NotAllowed):
        freezing.confirm(stranger, birch.me.id)
    with pytest.raises(NotAllowed):
        freezing.restore(stranger, birch.me.id, now)
    assert not is_frozen(cedar.me.id, now)
    freezing.freeze(alder, cedar.me.id, now + DAY)
    assert is_frozen(cedar.me.id, now + DAY)


def test_a_row_does_not_say_who_froze(now: datetime.datetime) -> None:
    alder, birch, cedar = people(3)
    freezing.freeze(alder, cedar.me.id, now)
    freezing.confirm(birch, cedar.me.id)
    row = Freeze.objects.get()
    assert row.confirmed is not None
    shown = bytes(row.freezer) + bytes(row.confirmed) + bytes(row.restorers)
    assert not [one for one in (alder, birch) if one.me.id.to_bytes(8, "big") in shown]
    assert bytes(row.freezer) != bytes(row.confirmed)


def test_two_who_want_somebody_back_at_once_are_two(on_disk: Path, now: datetime.datetime) -> None:
    alder, birch, cedar = people(3)
    freezing.freeze(alder, cedar.me.id, now)
    results = at_once(*[partial(freezing.restore, one, cedar.me.id, now) for one in (alder, birch)])
    assert sorted(map(str, results)) == ["False", "True"]
    assert not is_frozen(cedar.me.id, now)


def test_one_who_freezes_two_at_once_freezes_one(on_disk: Path, now: datetime.datetime) -> None:
    alder, birch, cedar = people(3)
    requests = [Group(alder.circle, again(alder.me), alder.held) for _number in range(2)]
    results = at_once(
        *[
            partial(freezing.freeze, one, member, now)
            for one, member in zip(requests, (birch.me.id, cedar.me.id), strict=True)
        ]
    )
    assert kinds(results) == ["OneAlready", "done"]
    assert Freeze.objects.count() == 1


def test_two_who_freeze_one_at_once_leave_one_freeze(on_disk: Path, now: datetime.datetime) -> None:
    alder, birch, cedar = people(3)
    results = at_once(*[partial(freezing.freeze, one, cedar.me.id, now) for one in (alder, birch)])
    assert kinds(results) == ["done", "done"]
    assert Freeze.objects.count() == 1


def test_a_session_that_slept_through_the_freeze_is_over_too() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    now = timezone.now()
    cookie = sessions.begin(again(birch.me), "2468", now)
    alder.again()
    freezing.freeze(alder, birch.me.id, now)
    assert freezing.restore(alder, birch.me.id, now)
    assert sessions.find(cookie, now) is None
    assert sessions.find(sessions.begin(again(birch.me), "", now), now)


def test_who_was_frozen_during_a_new_key_comes_back_by_an_invite_in_the_same_place() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch", role=Role.KEEPER)
    now = timezone.now()
    alder.again()
    cedar = joins(somebody(), alder, "Cedar")
    freezing.freeze(alder, birch.me.id, now)
    cedar.again()
    freezing.confirm(cedar, birch.me.id)
    alder.again()
    rotating.rotate(alder)
    now_alder = opened(again(alder.me), alder.id)
    assert not freezing.restore(now_alder, birch.me.id, now)
    assert freezing.restore(opened(again(cedar.me), alder.id), birch.me.id, now)
    with pytest.raises(NotAMember):
        opened(again(birch.me), alder.id)
    back = joins(again(birch.me), now_alder, "Birch")
    roles = {one.name: one.role for one in back.settings.people}
    assert roles == {"Alder": Role.KEEPER, "Cedar": Role.HELPER, "Birch": Role.KEEPER}


def test_a_smaller_circle_brings_nobody_back_alone(now: datetime.datetime) -> None:
    alder, birch, cedar, dill = people(4)
    freezing.freeze(alder, dill.me.id, now)
    freezing.confirm(birch, dill.me.id)
    informer = circle(again(cedar.me), "Two of us", "Cedar")
    joins(again(dill.me), informer, "Dill")
    informer.again()
    assert not freezing.restore(informer, dill.me.id, now)
    assert is_frozen(dill.me.id, now)
    assert freezing.restore(alder, dill.me.id, now)


def test_nobody_is_shut_out_by_one_voice_and_a_new_key(now: datetime.datetime) -> None:
    alder, birch, cedar = people(3)
    freezing.freeze(alder, birch.me.id, now)
    with pytest.raises(NotAllowed):
        rotating.rotate(alder)
    freezing.confirm(cedar, birch.me.id)
    rotating.rotate(alder)
