"""Notes: how a new root reaches somebody who is not there. Nothing that is not vouched for is believed."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest
from nacl.public import PrivateKey, PublicKey, SealedBox

from tests.people import again, somebody
from tests.vault.on_disk import at_once, database, kinds
from toolbox.kernel.members import doors, me, notes
from toolbox.kernel.members.keyring import Entry
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.models import KeyNote, MemberRow
from toolbox.kernel.members.notes import Inside
from toolbox.kernel.vault import padding
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.keys import CircleKeys, new_root
from toolbox.kernel.vault.models import CircleRow
from toolbox.kernel.vault.trouble import Damaged, NotAMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with database(tmp_path) as path:
        yield path


class House:
    """A circle's row and its roots, without anything in it."""

    def __init__(self) -> None:
        self.id = new_id()
        self.keys = [CircleKeys(new_root(), 1)]
        CircleRow.objects.create(id=self.id, epoch=1, public_key=self.keys[0].public, list_version=1)

    def rotate(self) -> None:
        self.keys.append(CircleKeys(new_root(), len(self.keys) + 1))
        CircleRow.objects.filter(pk=self.id).update(epoch=self.keys[-1].epoch, public_key=self.keys[-1].public)

    def welcome(self, who: Me) -> None:
        inside = notes.to_self(self.id, self.keys[-1], "Alder Street", 1, who.keyring_key)
        notes.deposit({who.id: (inside, doors.public_of(who.private))})

    def news(self, epoch: int = 0) -> Inside:
        """The note about an epoch, the newest if it is not said."""
        number = (epoch or len(self.keys)) - 1
        return notes.note(self.id, self.keys[number], "Alder Street", 1, self.keys[number - 1])

    def tell(self, who: Me, inside: Inside) -> None:
        notes.deposit({who.id: (inside, doors.public_of(who.private))})


def slip(who: Me, content: bytes) -> None:
    """Put a note before somebody as whoever can write into the database may: their public key is there in clear."""
    sealed = SealedBox(PublicKey(doors.public_of(who.private))).encrypt(content)
    KeyNote.objects.create(member=who.id, sealed=sealed)


def opens(who: Me, house: House) -> bool:
    try:
        again(who).circle(house.id)
    except NotAMember:
        return False
    return True


def taken(who: Me) -> Me:
    """The member after their notes were merged."""
    fresh = again(who)
    me.merge(fresh)
    return fresh


def test_every_deed_leaves_one_note_of_one_size_for_everybody() -> None:
    rowan, others = somebody(), [somebody() for _number in range(5)]
    house = House()
    house.welcome(rowan)
    house.rotate()
    house.tell(rowan, house.news())
    notes.deposit({})
    assert sorted(KeyNote.objects.values_list("member", flat=True)) == sorted(
        [*[one.id for one in others], rowan.id] * 3
    )
    sizes = {len(bytes(sealed)) for sealed in KeyNote.objects.values_list("sealed", flat=True)}
    assert sizes == {padding.KIB + 48}


def test_the_longest_name_does_not_make_a_note_longer() -> None:
    keys = CircleKeys(new_root(), (1 << 31) - 1)
    inside = notes.note((1 << 62) - 1, keys, "𝄞" * 300, (1 << 31) - 1, keys)
    assert len(padding.pad(msgspec.msgpack.encode(inside), padding.KIB)) == padding.KIB


def test_news_reaches_who_it_is_for_and_noise_says_nothing() -> None:
    rowan, birch, house = somebody(), somebody(), House()
    house.welcome(rowan)
    house.rotate()
    house.tell(rowan, house.news())
    assert again(rowan).circles[house.id].epoch == 2
    assert opens(rowan, house)
    assert again(birch).circles == {}
    assert again(rowan).refused == again(birch).refused == 0
    assert taken(birch).keyring.aside == 0


def test_several_rotations_are_followed_in_any_order() -> None:
    rowan, house = somebody(), House()
    house.welcome(rowan)
    for _time in range(4):
        house.rotate()
    for epoch in (4, 2, 5, 3):
        house.tell(rowan, house.news(epoch))
    fresh = taken(rowan)
    assert fresh.circles[house.id].root == house.keys[-1].root
    assert fresh.keyring.aside == 0
    assert not KeyNote.objects.filter(member=rowan.id).exists()
    assert opens(rowan, house)


def forged(house: House, kind: str) -> Inside:
    """What somebody may write who is not, or not any more, in the circle."""
    root = CircleKeys(new_root(), 3)
    match kind:
        case "without a voucher":
            return Inside(house.id, 3, root.root, "Alder Street", 1)
        case "vouched for under another root":
            return notes.note(house.id, root, "Alder Street", 1, CircleKeys(new_root(), 2))
        case "vouched for by a former member's old root, for a later epoch":
            return notes.note(house.id, root, "Alder Street", 1, house.keys[0])
        case "vouched for under today's root, for an epoch too far":
            return notes.note(house.id, CircleKeys(new_root(), 4), "Alder Street", 1, house.keys[1])
        case "of today's epoch":
            return notes.note(house.id, CircleKeys(new_root(), 2), "Alder Street", 1, house.keys[0])
        case "of an epoch that is over":
            return notes.note(house.id, CircleKeys(new_root(), 1), "Alder Street", 1, house.keys[0])
        case "true but for its name":
            return msgspec.structs.replace(house.news(2), name="Elsewhere")
        case "true but for its list":
            return msgspec.structs.replace(house.news(2), list_version=9)
        case "true but of another circle":
            return msgspec.structs.replace(house.news(2), circle=new_id())
        case "with half a root":
            return msgspec.structs.replace(house.news(2), root=bytes(16))
        case "of a circle of their own":
            return notes.to_self(new_id(), root, "A trap", 1, bytes(32))
    raise AssertionError(kind)


@pytest.mark.parametrize(
    "kind",
    [
        "without a voucher",
        "vouched for under another root",
        "vouched for by a former member's old root, for a later epoch",
        "vouched for under today's root, for an epoch too far",
        "of today's epoch",
        "of an epoch that is over",
        "true but for its name",
        "true but for its list",
        "true but of another circle",
        "with half a root",
        "of a circle of their own",
    ],
)
def test_a_forged_note_is_set_aside_and_counted(kind: str) -> None:
    rowan, house = somebody(), House()
    house.welcome(rowan)
    house.rotate()
    house.tell(rowan, house.news())
    me.merge(again(rowan))
    before = again(rowan).circles
    house.tell(rowan, forged(house, kind))
    assert again(rowan).refused == 1
    assert again(rowan).circles == before
    fresh = taken(rowan)
    assert fresh.keyring.aside == 1
    assert fresh.circles == before
    assert taken(rowan).keyring.aside == 1, "counted once"
    assert opens(rowan, house)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        padding.pad(b"nonsense", padding.KIB),
        padding.pad(msgspec.msgpack.encode([-1, 1, bytes(32), "x", 1, bytes(32)]), padding.KIB),
        padding.pad(msgspec.msgpack.encode([1, -1, bytes(32), "x", 1, bytes(32)]), padding.KIB),
        padding.pad(msgspec.msgpack.encode([1 << 63, 1, bytes(32), "x", 1, bytes(32)]), padding.KIB),
        padding.pad(msgspec.msgpack.encode([1, 1, bytes(32), "x", 1 << 40, bytes(32)]), padding.KIB),
        padding.pad(msgspec.msgpack.encode({"circle": 1}), padding.KIB),
    ],
)
def test_nonsense_before_somebodys_door_does_not_keep_them_out(content: bytes) -> None:
    rowan, house = somebody(), House()
    house.welcome(rowan)
    slip(rowan, content)
    assert opens(rowan, house)
    assert taken(rowan).keyring.aside == 1


def test_every_cut_and_scratch_on_a_note_is_seen() -> None:
    rowan, house = somebody(), House()
    house.welcome(rowan)
    sealed = bytes(KeyNote.objects.get(member=rowan.id).sealed)
    cut = [sealed[:length] for length in range(0, len(sealed), 5)]
    scratched = [sealed[:at] + bytes([sealed[at] ^ 1 << at % 8]) + sealed[at + 1 :] for at in range(0, len(sealed), 3)]
    harmed = [*cut, *scratched, sealed + b"\0"]
    assert notes.read(harmed, [rowan.private]) == ([], len(harmed))
    assert len(notes.read([sealed], [bytes(PrivateKey.generate()), rowan.private])[0]) == 1


def test_a_note_for_somebody_else_is_of_no_use() -> None:
    rowan, birch, house = somebody(), somebody(), House()
    house.welcome(rowan)
    KeyNote.objects.filter(member=birch.id).delete()
    KeyNote.objects.filter(member=rowan.id).update(member=birch.id)
    assert again(birch).circles == {}
    assert again(birch).refused == 1
    house.tell(birch, notes.to_self(house.id, house.keys[0], "Alder Street", 1, rowan.keyring_key))
    assert again(birch).circles == {}


def test_a_root_that_is_not_the_circles_opens_nothing_and_is_forgotten() -> None:
    """Somebody who is in the circle vouches for a root of their own invention."""
    rowan, house = somebody(), House()
    house.welcome(rowan)
    house.tell(rowan, notes.note(house.id, CircleKeys(new_root(), 2), "Alder Street", 1, house.keys[0]))
    CircleRow.objects.filter(pk=house.id).update(epoch=2, public_key=CircleKeys(new_root(), 2).public)
    assert not opens(rowan, house)
    assert taken(rowan).circles == {}


def test_circles_that_ended_leave_the_keyring() -> None:
    rowan, house, other = somebody(), House(), House()
    house.welcome(rowan)
    other.welcome(rowan)
    assert set(taken(rowan).circles) == {house.id, other.id}
    CircleRow.objects.filter(pk=house.id).delete()
    assert set(taken(rowan).circles) == {other.id}


def test_who_was_left_out_of_a_rotation_keeps_an_entry_that_opens_nothing() -> None:
    rowan, house = somebody(), House()
    house.welcome(rowan)
    house.rotate()
    notes.deposit({})
    assert not opens(rowan, house)
    assert not opens(taken(rowan), house)


def test_wishes_and_notes_are_written_together() -> None:
    rowan, house = somebody(), House()
    house.welcome(rowan)
    fresh = again(rowan)
    me.change(fresh, language="es", idle=5)
    assert (fresh.keyring.language, fresh.keyring.idle) == ("es", 5)
    assert set(again(rowan).keyring.circles) == {house.id}


def test_a_keyring_that_was_changed_or_belongs_to_somebody_else_is_damaged() -> None:
    rowan, birch = somebody(), somebody()
    rows = {one: MemberRow.objects.get(pk=one) for one in (rowan.id, birch.id)}
    MemberRow.objects.filter(pk=rowan.id).update(keyring=bytes(rows[birch.id].keyring))
    with pytest.raises(Damaged):
        again(rowan)
    MemberRow.objects.filter(pk=rowan.id).update(keyring=bytes(rows[rowan.id].keyring), version=9)
    with pytest.raises(Damaged):
        again(rowan)


def test_sessions_that_merge_at_once_lose_no_note_and_take_none_twice(on_disk: Path) -> None:
    rowan = somebody()
    houses = [House() for _number in range(6)]
    for house in houses:
        house.welcome(rowan)
        house.rotate()
        house.tell(rowan, house.news())
    slip(rowan, b"nonsense")
    sessions = [again(rowan) for _number in range(4)]
    assert kinds(at_once(*[partial(me.merge, one) for one in sessions])) == ["done"] * 4
    fresh = again(rowan)
    assert {circle: entry.epoch for circle, entry in fresh.keyring.circles.items()} == {one.id: 2 for one in houses}
    assert fresh.keyring.aside == 1, "counted by one of them only"
    assert MemberRow.objects.get(pk=rowan.id).version == 1 + 4
    assert not KeyNote.objects.filter(member=rowan.id).exists()


def test_notes_that_come_while_others_are_merged_are_not_lost(on_disk: Path) -> None:
    rowan = somebody()
    houses = [House() for _number in range(8)]

    def arrive() -> None:
        for house in houses:
            house.welcome(rowan)

    def merge() -> None:
        for _time in range(12):
            me.merge(again(rowan))

    assert kinds(at_once(arrive, merge, merge)) == ["done"] * 3
    assert set(taken(rowan).keyring.circles) == {house.id for house in houses}


def test_wishes_of_two_sessions_at_once_are_both_kept(on_disk: Path) -> None:
    rowan = somebody()
    one, other = again(rowan), again(rowan)
    results = at_once(partial(me.change, one, language="es"), partial(me.change, other, look="dark"))
    assert kinds(results) == ["done", "done"]
    ring = again(rowan).keyring
    assert (ring.language, ring.look) == ("es", "dark")


def test_what_merging_knows_is_pure() -> None:
    keys = [CircleKeys(new_root(), epoch) for epoch in (1, 2, 3)]
    own = bytes(32)
    circles = {5: Entry(keys[0].root, 1, "Alder Street", 1)}
    news = [notes.note(5, keys[2], "Alder Street", 3, keys[1]), notes.note(5, keys[1], "Alder Street", 2, keys[0])]
    found, refused = notes.merged(circles, news, own)
    assert (found[5].epoch, found[5].list_version, refused) == (3, 3, 0)
    assert circles[5].epoch == 1, "what was given is left as it was"
    older = notes.to_self(5, keys[0], "Alder Street", 1, own)
    assert notes.merged(found, [older], own) == (found, 0)
