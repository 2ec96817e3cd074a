"""Members made, signed in, locked out and let in again. Argon2 is slow on purpose: few stories, and long ones."""

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyotp
import pytest

from tests.people import again, somebody
from tests.vault.on_disk import at_once, database, kinds
from toolbox.kernel.members import accounts, doors, me, notes, sealing, sessions, totp
from toolbox.kernel.members.accounts import HandleTaken, WrongPassphrase
from toolbox.kernel.members.doors import Door
from toolbox.kernel.members.models import Freeze, KeyNote, MemberRow, SessionRow
from toolbox.kernel.vault.keys import CircleKeys, new_root
from toolbox.kernel.vault.models import CircleRow
from toolbox.kernel.vault.trouble import Damaged, NotAMember

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2031, 5, 5, 12, 0, tzinfo=datetime.UTC)
SIX = "ladder mustard orbit velvet canoe thimble"
OTHER_SIX = "gravel pumpkin sonnet window beetle harbor"
KEY = bytes(range(32))
SHEET = "ten words of a sheet that nobody else can have"
BYTES = ("salt", "verifier", "public_key", "private", "door", "recovery", "keyring")


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with database(tmp_path) as path:
        yield path


def columns(member: int) -> dict[str, bytes]:
    row = MemberRow.objects.get(pk=member)
    return {name: bytes(getattr(row, name)) for name in BYTES}


def circle_of(who: me.Me, number: int, root: bytes) -> None:
    """A circle whose root waits for somebody as a note to themselves."""
    keys = CircleKeys(root, 1)
    CircleRow.objects.create(id=number, epoch=1, public_key=keys.public, list_version=1)
    inside = notes.to_self(number, keys, "Alder Street", 1, who.keyring_key)
    notes.deposit({who.id: (inside, doors.public_of(who.private))})


def test_a_passphrase_opens_and_a_new_one_takes_its_place() -> None:
    rowan = accounts.make("  Rowan ", SIX, "es")
    assert (rowan.handle, rowan.keyring.language) == ("Rowan", "es")
    with pytest.raises(HandleTaken):
        accounts.make("ROWAN", OTHER_SIX)
    circle_of(rowan, 7, new_root())
    inside = accounts.sign_in("rowan", f" {SIX.upper()}\n", "", NOON)
    assert inside is not None
    assert inside.circle(7).id == 7
    assert not KeyNote.objects.exists(), "signing in takes the notes in"
    assert accounts.sign_in("rowan", OTHER_SIX, "", NOON) is None
    assert accounts.sign_in("nobody", SIX, "", NOON) is None

    with pytest.raises(WrongPassphrase):
        accounts.change_passphrase(inside, OTHER_SIX, SIX)
    cookie = sessions.begin(inside, "", NOON)
    circle_of(inside, 8, new_root())  # made in another window, a moment before the change
    before, hand = columns(rowan.id), inside.hand("freeze", 0)
    changed = accounts.change_passphrase(inside, SIX, OTHER_SIX)
    assert all(before[name] != now for name, now in columns(rowan.id).items())
    assert {name: len(value) for name, value in before.items()} == {
        name: len(value) for name, value in columns(rowan.id).items()
    }
    assert sessions.find(cookie, NOON) is None
    assert set(changed.circles) == {7, 8}
    assert changed.hand("freeze", 0) == hand, "nobody becomes a second voice by a new passphrase"
    with pytest.raises(Damaged):
        again(inside)
    late = CircleKeys(new_root(), 2)  # a rotation by somebody whose list has the old public key still
    CircleRow.objects.filter(pk=7).update(epoch=2, public_key=late.public)
    first = CircleKeys(changed.circles[7].root, 1)
    notes.deposit({rowan.id: (notes.note(7, late, "Alder Street", 2, first), before["public_key"])})
    assert again(changed).circle(7).keys.epoch == 2
    assert accounts.sign_in("rowan", SIX, "", NOON) is None
    assert accounts.sign_in("rowan", OTHER_SIX, "", NOON) is not None


def test_a_recovery_sheet_brings_back_once_and_not_while_frozen() -> None:
    rowan = accounts.make("rowan", SIX)
    assert not accounts.has_sheet_code("rowan", SHEET)
    with pytest.raises(WrongPassphrase):
        accounts.new_sheet(rowan, OTHER_SIX, SHEET)
    size = len(columns(rowan.id)["recovery"])
    accounts.new_sheet(rowan, SIX, "the sheet before it")
    accounts.new_sheet(rowan, SIX, SHEET)
    assert len(columns(rowan.id)["recovery"]) == size
    assert accounts.has_sheet_code("rowan", SHEET)
    assert not accounts.has_sheet_code("rowan", "the sheet before it"), "reprinting voids it"
    assert not accounts.has_sheet_code("nobody", SHEET)

    Freeze.objects.create(member=rowan.id, freezer=bytes(16), until=None)
    assert accounts.recover("rowan", SHEET, OTHER_SIX) is None
    assert accounts.sign_in("rowan", SIX, "", NOON) is None
    Freeze.objects.all().delete()

    cookie = sessions.begin(rowan, "", NOON)
    accounts.set_door(rowan, SIX, Door(totp.new_secret()))
    back = accounts.recover("rowan", SHEET, OTHER_SIX)
    assert back is not None
    assert (back.id, back.private) == (rowan.id, rowan.private)
    assert sessions.find(cookie, NOON) is None
    assert accounts.recover("rowan", SHEET, SIX) is None, "used up"
    assert accounts.recover("nobody", SHEET, SIX) is None
    assert accounts.sign_in("rowan", SIX, "", NOON) is None
    assert accounts.sign_in("rowan", OTHER_SIX, "", NOON) is not None, "and without a second factor"


def test_a_second_factor_stands_before_the_keys_and_each_code_counts_once() -> None:
    secret, (code, another, *_rest) = totp.new_secret(), totp.recovery_codes()
    rowan = accounts.make("rowan", SIX)
    accounts.set_door(rowan, SIX, Door(secret, 0, [totp.hashed(one, KEY) for one in (code, another)], KEY))
    now = pyotp.TOTP(secret).generate_otp(int(NOON.timestamp()) // totp.STEP)
    assert accounts.sign_in("rowan", SIX, "", NOON) is None
    assert accounts.sign_in("rowan", SIX, now, NOON) is not None
    assert accounts.sign_in("rowan", SIX, now, NOON) is None, "whoever looked over a shoulder"
    assert accounts.sign_in("rowan", SIX, code, NOON) is not None
    assert accounts.sign_in("rowan", SIX, code, NOON) is None
    inside = accounts.sign_in("rowan", SIX, "", NOON)
    assert inside is None, "the door asks"
    accounts.change_passphrase(again(rowan), SIX, OTHER_SIX)
    inside = accounts.sign_in("rowan", OTHER_SIX, another, NOON)
    assert inside is not None, "the codes on paper outlive a passphrase"
    assert inside.keyring.wrong == 2, "and whoever tried used ones is told of"


def test_codes_of_a_door_from_before_live_on_under_their_old_key() -> None:
    secret, code = totp.new_secret(), totp.recovery_codes()[0]
    rowan = accounts.make("rowan", SIX)
    unlock = accounts.opened(rowan, SIX).unlock
    accounts.set_door(rowan, SIX, Door(secret, 0, [totp.hashed(code, unlock)]))
    accounts.change_passphrase(again(rowan), SIX, OTHER_SIX)
    assert accounts.sign_in("rowan", OTHER_SIX, code, NOON) is not None


def shown(secret: str, now: datetime.datetime) -> str:
    """What the phone shows."""
    return str(pyotp.TOTP(secret).generate_otp(int(now.timestamp()) // totp.STEP))


def test_who_guesses_codes_waits_longer_each_time_and_paper_still_opens() -> None:
    secret, paper = totp.new_secret(), totp.recovery_codes()[0]
    door, now = Door(secret, 0, [totp.hashed(paper, KEY)], KEY), NOON
    wrong = f"{(int(shown(secret, now)) + 500_000) % 10**6:06d}"
    for minutes in (0, 0, 0, 0, 1, 2, 4, 8):
        door, opens = doors.tried(door, KEY, wrong, now)
        assert not opens
        assert door.wait == (now + datetime.timedelta(minutes=minutes)).timestamp()
        now += datetime.timedelta(minutes=minutes, seconds=0)
    door, _opens = doors.tried(door, KEY, wrong, now)
    assert not doors.tried(door, KEY, shown(secret, now), now).opens, "not even the right one, for sixteen minutes"
    assert doors.tried(door, KEY, wrong, now).door == door, "and nothing that is tried meanwhile makes it longer"
    assert doors.tried(door, KEY, paper, now).opens
    later = now + datetime.timedelta(minutes=16)
    opened = doors.tried(door, KEY, shown(secret, later), later)
    assert opened.opens
    assert (opened.door.wrong, opened.door.wait) == (0, 0)
    for _time in range(40):
        door, _opens = doors.tried(door, KEY, wrong, now)
        now = max(now, datetime.datetime.fromtimestamp(door.wait, datetime.UTC))
    before = datetime.datetime.fromtimestamp(door.wait, datetime.UTC)
    longest = doors.tried(door, KEY, wrong, before).door
    assert longest.wait - door.wait == 86_400, "a day at the most"


def test_a_right_sign_in_says_how_often_somebody_guessed() -> None:
    secret = totp.new_secret()
    rowan = accounts.make("rowan", SIX)
    accounts.set_door(rowan, SIX, Door(secret))
    for _time in range(3):
        assert accounts.sign_in("rowan", SIX, "12", NOON) is None
    assert accounts.sign_in("rowan", SIX, "", NOON) is None, "who forgets the code has guessed nothing"
    inside = accounts.sign_in("rowan", SIX, shown(secret, NOON), NOON)
    assert inside is not None
    assert (inside.keyring.wrong, inside.keyring.door) == (3, True)


def test_dearer_guesses_reach_old_members_at_their_next_sign_in_and_tell_no_handles(settings: Any) -> None:
    rowan = accounts.make("rowan", SIX)
    accounts.make("birch", SIX)
    cookie = sessions.begin(rowan, "", NOON)
    settings.ARGON_MEMORY = 96
    assert accounts._costs_of_nobody(doors.handle_hash("nobody")) == (64 * 1024, 4), "as the members who are there"
    assert accounts.sign_in("rowan", SIX, "", NOON) is not None
    row = MemberRow.objects.get(pk=rowan.id)
    assert (row.memory, row.passes) == (96 * 1024, 4)
    handles = [doors.handle_hash(f"nobody {number}") for number in range(40)]
    assert {accounts._costs_of_nobody(one)[0] for one in handles} == {64 * 1024, 96 * 1024}
    assert accounts._costs_of_nobody(handles[0]) == accounts._costs_of_nobody(handles[0])
    assert accounts.sign_in("rowan", SIX, "", NOON) is not None
    assert accounts.sign_in("rowan", OTHER_SIX, "", NOON) is None
    assert isinstance(sessions.find(cookie, NOON), me.Me), "who is signed in stays so"


def test_who_is_frozen_while_they_sign_in_gets_no_session_that_lives_again() -> None:
    rowan = again(somebody())
    MemberRow.objects.filter(pk=rowan.id).update(stamp=bytes(16))  # a freeze, and they are back
    assert sessions.find(sessions.begin(rowan, "", NOON), NOON) is None
    assert sessions.find(sessions.begin(again(rowan), "", NOON), NOON) is not None


def test_of_two_who_want_one_handle_one_gets_it(on_disk: Path) -> None:
    make = partial(accounts.make, "rowan", SIX)
    assert kinds(at_once(make, make)) == ["HandleTaken", "done"]
    assert MemberRow.objects.count() == 1


def test_every_harm_to_what_a_passphrase_opens_is_seen() -> None:
    key, rowan = bytes(range(32)), somebody()
    private = doors.seal_private(key, rowan.id, doors.new_private())
    door = doors.seal_door(key, rowan.id, Door("secret"))
    for open_it, sealed in ((doors.open_private, private), (doors.open_door, door)):
        harmed = [sealed[:length] for length in range(len(sealed))]
        harmed += [sealed[:at] + bytes([sealed[at] ^ 1 << at % 8]) + sealed[at + 1 :] for at in range(len(sealed))]
        for form in harmed:
            with pytest.raises(Damaged):
                open_it(key, rowan.id, form)
        with pytest.raises(Damaged):
            open_it(key, rowan.id + 1, sealed)


def test_a_member_whom_nobody_can_sign_in_as_looks_like_any_other() -> None:
    """The paper member of a circle: dormant, and not to be told apart."""
    rowan, secret = accounts.make("rowan", SIX), doors.new_private()
    paper = accounts.make_silent(secret)
    assert {name: len(value) for name, value in columns(rowan.id).items()} == {
        name: len(value) for name, value in columns(paper).items()
    }
    rows = [MemberRow.objects.get(pk=one) for one in (rowan.id, paper)]
    assert len({(row.memory, row.passes, row.version, len(bytes(row.handle))) for row in rows}) == 1
    found = accounts.silent(secret)
    assert found is not None
    assert found.id == paper
    assert accounts.silent(doors.new_private()) is None


def test_handles_and_sheets_are_kept_under_the_pepper() -> None:
    assert doors.handle_hash(" Rowan\tTree ") == doors.handle_hash("rowan tree")
    assert doors.handle_hash("rowan") != doors.handle_hash("birch")
    assert doors.handle_hash("Ana María") == doors.handle_hash("ana maria") == doors.handle_hash("ana-ma\u200bria")
    assert doors.fake_salt(b"a") == doors.fake_salt(b"a") != doors.fake_salt(b"b")
    assert len({doors.sheet_key(code) for code in ("a", "b", "ab")}) == 3
    assert len(sealing.noise(0)) == len(doors.seal_private(bytes(32), 1, doors.new_private()))


def test_who_deletes_themselves_leaves_nothing() -> None:
    rowan, birch = somebody(), somebody()
    sessions.begin(rowan, "", NOON)
    notes.deposit({})
    Freeze.objects.create(member=rowan.id, freezer=bytes(16), until=None)
    accounts.delete(rowan)
    assert [row.pk for row in MemberRow.objects.all()] == [birch.id]
    assert set(KeyNote.objects.values_list("member", flat=True)) == {birch.id}
    assert not SessionRow.objects.exists()
    assert not Freeze.objects.exists()
    assert accounts.anybody()
    with pytest.raises(MemberRow.DoesNotExist):
        again(rowan)
    with pytest.raises(NotAMember):
        birch.circle(7)
