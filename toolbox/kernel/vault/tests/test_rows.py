"""Sealed rows in the database: changed, cut, swapped or moved, none of them is ever taken for another."""

import msgspec
import pytest
from django.db import connection
from django.db.models import Model

from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault import filing, rotation
from toolbox.kernel.vault.bridges import bridged
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.keys import CircleKeys, new_root
from toolbox.kernel.vault.models import Bridge, CircleRow, File, Frame, Record, Wrap
from toolbox.kernel.vault.rotation import carry_on
from toolbox.kernel.vault.tests.leaflets import LEAFLET, Leaflet, as_of
from toolbox.kernel.vault.tests.opening import House
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.kernel.vault.trouble import Damaged, Missing, NotAMember, TooNew

pytestmark = pytest.mark.django_db


def swap(table: type[Model], column: str, one: int, other: int) -> None:
    """Let two rows change places in one column."""
    values = {key: table._default_manager.values_list(column, flat=True).get(pk=key) for key in (one, other)}
    table._default_manager.filter(pk=one).update(**{column: values[other]})
    table._default_manager.filter(pk=other).update(**{column: values[one]})


def broken(circle: Circle, record: int) -> bool:
    """Whether a record is refused, alone and with its shelf."""
    with pytest.raises(Damaged):
        circle.get(Slip, record)
    return record not in {one.id for one in [*circle.shelf(Slip, "open"), *circle.search("", Slip, "open")]}


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def circle(house: House) -> Circle:
    return house.opened()


def two(circle: Circle) -> tuple[Held[Slip], Held[Slip]]:
    return circle.put(Slip("one"), "open"), circle.put(Slip("other"), "open")


@pytest.mark.parametrize(
    ("table", "column"), [(Record, "body"), (Wrap, "key"), (Wrap, "nonce"), (Record, "epoch"), (Record, "token")]
)
def test_a_part_of_another_record_is_refused(circle: Circle, table: type[Model], column: str) -> None:
    one = circle.put(Slip("one"), "open")
    circle.put(Slip("other"), "done")
    if column == "epoch":
        Record.objects.filter(pk=one.id).update(epoch=2)
    else:
        other = circle.shelf(Slip, "done")[0]
        swap(table, column, one.id, other.id)
    assert broken(circle, one.id)


def test_two_records_that_change_places_whole_are_refused(circle: Circle) -> None:
    one, other = two(circle)
    swap(Record, "body", one.id, other.id)
    swap(Wrap, "key", one.id, other.id)
    swap(Wrap, "nonce", one.id, other.id)
    assert broken(circle, one.id)
    assert broken(circle, other.id)


def test_every_changed_bit_of_a_token_hides_the_record_or_is_damage(circle: Circle) -> None:
    one = circle.put(Slip("one"), "open")
    token = bytes(Record.objects.get(pk=one.id).token)
    for bit in range(8 * len(token)):
        changed = bytes(byte ^ (1 << bit % 8 if place == bit // 8 else 0) for place, byte in enumerate(token))
        Record.objects.filter(pk=one.id).update(token=changed)
        with pytest.raises(Damaged):
            circle.get(Slip, one.id)
        assert circle.shelf(Slip, "open") == []


def test_a_record_on_the_token_of_another_shelf_or_project_is_refused(house: House, circle: Circle) -> None:
    one = circle.put(Slip("one"), "open")
    for token in (
        house.keys.token(0, "test.slip", "done"),
        house.keys.token(5, "test.slip", "open"),
        house.keys.token(0, "test.leaflet", "open"),
    ):
        Record.objects.filter(pk=one.id).update(token=token)
        with pytest.raises(Damaged):
            circle.get(Slip, one.id)
    assert circle.shelf(Leaflet, "open") == circle.search("", Leaflet, "open") == []
    assert circle.unopened == {one.id}


def test_one_record_that_does_not_open_hides_no_other(circle: Circle) -> None:
    good, bad = two(circle)
    Record.objects.filter(pk=bad.id).update(body=b"scratched")
    assert circle.unopened == set()
    assert [held.id for held in circle.shelf(Slip, "open")] == [good.id]
    assert circle.unopened == {bad.id}
    circle.unopened.clear()
    assert [held.id for held in circle.search("o", Slip, "open")] == [good.id]
    assert circle.unopened == {bad.id}
    assert circle.get(Slip, good.id).value == good.value
    with pytest.raises(Damaged):
        circle.get(Slip, bad.id)


def test_a_record_that_was_moved_to_another_circle_opens_nowhere(circle: Circle) -> None:
    elsewhere = House()
    one = circle.put(Slip("one"), "open")
    token = elsewhere.keys.token(0, "test.slip", "open")
    Record.objects.filter(pk=one.id).update(circle=elsewhere.id, token=token)
    with pytest.raises(Missing):
        circle.get(Slip, one.id)
    assert broken(elsewhere.opened(), one.id)


def test_ids_of_others_are_missing_whoever_asks(circle: Circle) -> None:
    theirs = House().opened().put(Slip("theirs"), "open")
    mine = circle.put(Slip("mine"), "open", project=5)
    for record, project in ((theirs.id, 0), (mine.id, 0), (mine.id, 6), (new_id(), 0)):
        with pytest.raises(Missing):
            circle.get(Slip, record, project)
    with pytest.raises(Missing):
        circle.get(Leaflet, mine.id, 5)
    for deed in (circle.put, circle.destroy):
        with pytest.raises(Missing):
            deed(theirs)
    assert Record.objects.filter(pk=theirs.id).exists()
    assert circle.get(Slip, mine.id, 5).value.words == "mine"


def test_a_record_without_its_wrap_is_missing(circle: Circle) -> None:
    one = circle.put(Slip("one"), "open")
    Wrap.objects.filter(pk=one.id).delete()
    with pytest.raises(Missing):
        circle.get(Slip, one.id)


def test_older_versions_are_brought_up_and_newer_ones_shown_to_nobody(circle: Circle) -> None:
    new = LEAFLET.schema
    try:
        object.__setattr__(LEAFLET, "schema", 4)
        newer = circle.put(Leaflet("Tomorrow's", 5, "Alder"), "open")
        object.__setattr__(LEAFLET, "schema", 2)
        older = circle.put(Leaflet("Yesterday's", 5, "Birch"), "open")
    finally:
        object.__setattr__(LEAFLET, "schema", new)
    assert circle.get(Leaflet, older.id).value == Leaflet("Yesterday's", 5, "nobody yet")
    with pytest.raises(TooNew):
        circle.get(Leaflet, newer.id)
    for found in (circle.shelf(Leaflet, "open"), circle.search("", Leaflet, "open")):
        assert [held.id for held in found] == [older.id]
    assert circle.unopened == {newer.id}
    assert as_of(4).schema != LEAFLET.schema


def test_a_root_opens_its_own_circle_only(house: House, circle: Circle) -> None:
    elsewhere = House()
    for number, keys in (
        (house.id, elsewhere.keys),
        (elsewhere.id, house.keys),
        (new_id(), house.keys),
        (house.id, CircleKeys(new_root(), 1)),
        (house.id, CircleKeys(house.keys.root, 2)),
    ):
        with pytest.raises(NotAMember):
            Circle(number, keys)
    key = bytes(CircleRow.objects.get(pk=house.id).public_key)
    for bit in range(0, 256, 7):
        changed = bytes(byte ^ (1 << bit % 8 if place == bit // 8 else 0) for place, byte in enumerate(key))
        CircleRow.objects.filter(pk=house.id).update(public_key=changed)
        with pytest.raises(NotAMember):
            house.opened_by_former()


def test_every_harm_to_a_bridge_is_seen(house: House) -> None:
    house.rotate()
    row = Bridge.objects.get(circle=house.id)
    nonce, root = bytes(row.nonce), bytes(row.root)
    forms = [(nonce, root[:length]) for length in range(len(root))]
    forms += [(nonce[:length], root) for length in range(len(nonce))]
    for place in range(len(nonce + root)):
        both = bytearray(nonce + root)
        both[place] ^= 1 << place % 8
        forms.append((bytes(both[: len(nonce)]), bytes(both[len(nonce) :])))
    for harmed in forms:
        Bridge.objects.filter(pk=row.pk).update(nonce=harmed[0], root=harmed[1])
        with pytest.raises(Damaged):
            bridged(house.id, house.keys)


def test_a_bridge_leads_to_its_own_epoch_and_circle_only(house: House) -> None:
    house.rotate()
    row = Bridge.objects.get(circle=house.id)
    Bridge.objects.filter(pk=row.pk).update(epoch=0)
    with pytest.raises(Damaged):
        house.opened()
    Bridge.objects.filter(pk=row.pk).update(epoch=1, circle=(elsewhere := House()).id)
    elsewhere.rotate()
    with pytest.raises(Damaged):
        elsewhere.opened()


def test_one_damaged_record_does_not_stop_a_rotation(house: House, circle: Circle) -> None:
    slips = [circle.put(Slip(f"number {number}"), "open") for number in range(6)]
    Record.objects.filter(pk=slips[0].id).update(body=b"scratched")
    Wrap.objects.filter(pk=slips[1].id).update(key=b"scratched")
    house.rotate()
    assert carry_on(on := house.opened()) == 2
    assert rotation.broken(on) == 2, "these are all that are left: it ends with them"
    assert carry_on(on, 1) == 2
    assert rotation.broken(on) == 1
    now = house.opened()
    assert now.moving, "the bridge stays for what did not open"
    for slip in slips[2:]:
        assert now.get(Slip, slip.id).value == slip.value
    for slip in slips[:2]:
        with pytest.raises(Damaged):
            now.get(Slip, slip.id)


def sealed_file(content: bytes) -> tuple[int, Attachment]:
    receiving = Receiving()
    receiving.write(content)
    attachment = receiving.finish("photo.jpg", "image/jpeg")
    return receiving.id, attachment


def test_frames_that_change_places_are_refused() -> None:
    one, attachment = sealed_file(b"a" * 200_000)
    other, also = sealed_file(b"b" * 200_000)
    first = {file: Frame.objects.get(file=file, number=0).pk for file in (one, other)}
    swap(Frame, "body", first[one], first[other])
    for file in (attachment, also):
        with pytest.raises(Damaged):
            b"".join(filing.content(file))
    swap(Frame, "body", first[one], first[other])
    assert b"".join(filing.content(attachment)) == b"a" * 200_000
    swap(Frame, "body", first[one], Frame.objects.get(file=one, number=1).pk)
    with pytest.raises(Damaged):
        b"".join(filing.content(attachment))


def test_a_file_that_lost_a_frame_or_was_given_another_number_is_refused() -> None:
    one, attachment = sealed_file(b"a" * 200_000)
    other = new_id()
    File.objects.filter(pk=one).update(id=other)
    Frame.objects.filter(file=one).update(file=other)
    with pytest.raises(Damaged):
        b"".join(filing.content(attachment))
    renamed = msgspec.structs.replace(attachment, file=other)
    with pytest.raises(Damaged):
        b"".join(filing.content(renamed))
    Frame.objects.filter(file=other).update(file=one)
    assert b"".join(filing.content(attachment)) == b"a" * 200_000
    Frame.objects.filter(file=one).order_by("-number")[0].delete()
    with pytest.raises(Damaged):
        b"".join(filing.content(attachment))


def test_the_rows_say_no_more_than_they_must(circle: Circle) -> None:
    """Two records of very different words and one shelf differ in id and noise only."""
    short, long = circle.put(Slip("a"), "open"), circle.put(Slip("b" * 900), "open")
    columns = [field.name for field in Record._meta.fields]
    one, other = (Record.objects.get(pk=held.id) for held in (short, long))
    assert [name for name in columns if getattr(one, name) != getattr(other, name)] == ["id", "body"]
    assert len(one.body) == len(other.body)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM vault_record WHERE rowid = id")
            assert cursor.fetchone()[0] == Record.objects.count(), "no hidden number counts them"
