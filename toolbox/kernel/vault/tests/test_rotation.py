"""A new root: everything stays readable to who holds it, at every step, and to nobody else."""

import pytest

from toolbox.kernel.vault import rotation
from toolbox.kernel.vault.bridges import bridged
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import new
from toolbox.kernel.vault.keys import CircleKeys
from toolbox.kernel.vault.models import Bridge, CircleRow, Record, Wrap
from toolbox.kernel.vault.tests.opening import House
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.kernel.vault.trouble import Damaged, Missing, Moved, NotAMember

pytestmark = pytest.mark.django_db


def house_with(count: int) -> House:
    house = House()
    with house.opened().change() as box:
        box.put(*[new(Slip(f"number {number}"), "open") for number in range(count)])
    return house


def numbers(circle: Circle) -> list[str]:
    return sorted(one.value.words for one in circle.shelf(Slip, "open"))


def test_all_is_there_at_every_step() -> None:
    house = house_with(20)
    before = numbers(house.opened())
    house.rotate()
    rest = [rotation.left(house.opened())]
    while rest[-1]:
        assert numbers(house.opened()) == before
        assert house.opened().count(Slip, "open") == 20
        rest.append(rotation.carry_on(house.opened(), 3))
    assert rest == [20, 17, 14, 11, 8, 5, 2, 0]
    assert numbers(house.opened()) == before
    assert not house.opened().moving
    assert not Bridge.objects.exists()


def test_a_rotation_wraps_anew_with_new_nonces_and_leaves_bodies_alone() -> None:
    house = house_with(10)

    def rows() -> tuple[set[bytes], set[bytes], set[bytes], set[bytes]]:
        slips = Record.objects.exclude(pk=house.settings.id)
        wraps = Wrap.objects.exclude(pk=house.settings.id)
        return (
            {bytes(one.body) for one in slips},
            {bytes(one.token) for one in slips},
            {bytes(one.nonce) for one in wraps},
            {bytes(one.key) for one in wraps},
        )

    before = rows()
    house.rotate_wholly()
    after = rows()
    assert before[0] == after[0]
    for was, now in zip(before[1:], after[1:], strict=True):
        assert not was & now


def test_rotations_on_top_of_unfinished_ones_chain() -> None:
    house = house_with(9)
    first = house.keys
    for _time in range(3):
        house.rotate()
        rotation.carry_on(house.opened(), 2)
    found = bridged(house.id, house.keys)
    assert sorted(found) == [1, 2, 3]
    assert found[1].root == first.root
    assert len(numbers(house.opened())) == 9
    while rotation.carry_on(house.opened(), 2):
        assert len(numbers(house.opened())) == 9
    assert not Bridge.objects.exists()
    assert set(Record.objects.values_list("epoch", flat=True)) == {4}


def test_who_holds_an_old_root_only_reads_nothing_more() -> None:
    house = house_with(3)
    former = house.opened_by_former()
    one = former.shelf(Slip, "open")[0]
    house.rotate()
    for deed in (
        lambda: former.get(Slip, one.id),
        lambda: former.shelf(Slip, "open"),
        lambda: former.search("number", Slip),
        lambda: former.put(one.now(words="still here")),
        lambda: former.put(Slip("new"), "open"),
        lambda: former.destroy(one),
        lambda: Circle(house.id, former.keys),
    ):
        with pytest.raises(NotAMember):
            deed()
    rotation.carry_on(house.opened())
    assert former.count(Slip, "open") == 0


def test_an_old_root_opens_no_wrap_that_was_carried_over() -> None:
    house = house_with(3)
    old = house.keys
    house.rotate_wholly()
    CircleRow.objects.filter(pk=house.id).update(epoch=old.epoch, public_key=old.public)
    Record.objects.update(epoch=old.epoch)
    thief = Circle(house.id, old)
    assert thief.shelf(Slip, "open") == []
    with pytest.raises(Damaged):
        thief.get(Slip, Record.objects.exclude(pk=house.settings.id)[0].pk)


def test_whoever_begins_from_what_has_moved_changes_nothing() -> None:
    house = house_with(1)
    one, other = house.opened(), house.opened()
    settings = house.now(one)
    other.put(settings.now(words="somebody joined"))
    with pytest.raises(Moved):
        rotation.begin(one, settings, lambda _keys, _version: None)
    fresh = house.now(one)
    house.rotate()
    with pytest.raises(Moved):
        rotation.begin(one, fresh, lambda _keys, _version: None)
    assert CircleRow.objects.get(pk=house.id).epoch == 2
    assert Bridge.objects.count() == 1


def test_a_beginning_that_fails_at_its_last_step_never_was() -> None:
    house = house_with(2)

    def fail(_keys: CircleKeys, _version: int) -> None:
        raise RuntimeError

    circle = house.opened()
    with pytest.raises(RuntimeError):
        rotation.begin(circle, house.now(circle), fail)
    assert not Bridge.objects.exists()
    assert not house.opened().moving
    assert len(numbers(house.opened())) == 2
    house.rotate_wholly()
    assert len(numbers(house.opened())) == 2


def test_a_circle_that_is_no_more_is_not_rotated() -> None:
    house = house_with(1)
    circle = house.opened()
    settings = house.now(circle)
    house.end()
    with pytest.raises(Missing):
        rotation.begin(circle, settings, lambda _keys, _version: None)


def test_what_a_request_began_before_a_rotation_is_sealed_again_within_it() -> None:
    house = house_with(2)
    circle = house.opened()
    one = circle.shelf(Slip, "open")[0]
    house.rotate()
    circle.put(one.now(words="after"))
    row = Record.objects.get(pk=one.id)
    assert row.epoch == 2
    assert house.opened().get(Slip, one.id).value.words == "after"
    assert rotation.left(house.opened()) == 1
