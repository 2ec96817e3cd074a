"""A shift at a browser: signed in, fallen asleep, woken by the PIN, over; and what nobody can do to it."""

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.people import again, somebody
from tests.vault.on_disk import at_once, database
from toolbox.kernel.members import boot, me, sealing, sessions
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.models import Freeze, MemberRow, SessionRow
from toolbox.kernel.members.sessions import Asleep
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.trouble import Damaged

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2031, 5, 5, 12, 0, tzinfo=datetime.UTC)
PIN = "4711"


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with database(tmp_path) as path:
        yield path


def later(hours: float = 0, minutes: float = 0) -> datetime.datetime:
    return NOON + datetime.timedelta(hours=hours, minutes=minutes)


def found(cookie: bytes, now: datetime.datetime = NOON) -> Me:
    """The member of an awake session."""
    who = sessions.find(cookie, now)
    assert isinstance(who, Me)
    return who


def asleep(cookie: bytes, now: datetime.datetime) -> Asleep:
    session = sessions.find(cookie, now)
    assert isinstance(session, Asleep)
    return session


def test_a_cookie_opens_its_members_session_with_their_keys() -> None:
    rowan = somebody()
    cookie = sessions.begin(rowan, PIN, NOON)
    who = found(cookie)
    assert (who.id, who.private, who.keyring_key) == (rowan.id, rowan.private, rowan.keyring_key)
    assert who.ends == later(hours=12)
    assert len(cookie) == sessions.COOKIE
    assert sessions.begin(rowan, PIN, NOON) != cookie


def test_a_shift_sleeps_after_a_quarter_of_an_hour_and_ends_after_twelve() -> None:
    cookie = sessions.begin(somebody(), PIN, NOON)
    for minutes in range(10, 10 * 14, 10):
        found(cookie, later(minutes=minutes))  # being asked keeps it awake
    session = asleep(cookie, later(hours=3))
    woken = sessions.wake(session, f" {PIN} ", later(hours=3))
    assert woken is not None
    found(cookie, later(hours=3, minutes=10))
    assert asleep(cookie, later(hours=11, minutes=59))
    assert sessions.find(cookie, later(hours=12)) is None
    assert sessions.find(cookie, later(hours=12, minutes=1)) is None


def test_without_a_pin_what_falls_asleep_is_erased() -> None:
    cookie = sessions.begin(somebody(), "", NOON)
    assert sessions.find(cookie, later(minutes=15)) is None
    assert not SessionRow.objects.exists()


def test_a_member_may_make_both_shorter() -> None:
    rowan = somebody()
    me.change(rowan, idle=10, hours=2)
    cookie = sessions.begin(again(rowan), PIN, NOON)
    assert asleep(cookie, later(minutes=10))
    assert sessions.find(cookie, later(hours=2)) is None


def test_no_exact_time_stands_in_a_row() -> None:
    sessions.begin(somebody(), PIN, NOON + datetime.timedelta(minutes=2, seconds=17, microseconds=40))
    row = SessionRow.objects.get()
    for moment in (row.ends, row.awake_until):
        assert (moment.minute % 5, moment.second, moment.microsecond) == (0, 0, 0)
    assert sessions.down(NOON) == NOON
    assert row.awake_until <= NOON + datetime.timedelta(minutes=17, seconds=18), "never longer than was said"


def test_five_wrong_pins_erase_it() -> None:
    cookie = sessions.begin(somebody(), PIN, NOON)
    night = later(hours=1)
    for left in (4, 3, 2, 1):
        session = asleep(cookie, night)
        assert sessions.wake(session, "0000", night) is None
        assert sessions.tries_left(session) == left
    session = asleep(cookie, night)
    assert sessions.wake(session, "", night) is None
    assert sessions.tries_left(session) == 0
    assert sessions.wake(session, PIN, night) is None, "a page that was open before is of no use either"
    assert sessions.find(cookie, night) is None


def test_the_right_pin_gives_all_tries_back() -> None:
    cookie = sessions.begin(somebody(), PIN, NOON)
    session = asleep(cookie, later(hours=1))
    assert sessions.wake(session, "0000", later(hours=1)) is None
    assert sessions.wake(session, PIN, later(hours=1)) is not None
    assert sessions.tries_left(session) == 5


def test_many_pins_at_once_are_still_five_tries(on_disk: Path) -> None:
    cookie = sessions.begin(somebody(), PIN, NOON)
    night = later(hours=1)
    session = asleep(cookie, night)
    wrong = [partial(sessions.wake, session, f"{number:04}", night) for number in range(8)]
    assert at_once(*wrong) == [None] * 8
    assert sessions.find(cookie, night) is None
    assert sessions.wake(session, PIN, night) is None


def test_another_cookie_another_row_and_a_scratched_row_open_nothing() -> None:
    rowan, birch = somebody(), somebody()
    cookie, other = sessions.begin(rowan, PIN, NOON), sessions.begin(birch, PIN, NOON)
    assert sessions.find(bytes(32), NOON) is None
    mine, theirs = SessionRow.objects.get(pk=found(cookie).session), SessionRow.objects.get(pk=found(other).session)
    SessionRow.objects.filter(pk=mine.pk).update(sealed=bytes(theirs.sealed))
    assert sessions.find(cookie, NOON) is None
    sealed = bytes(mine.sealed)
    for harmed in (sealed[:-1], sealed[1:], b"", sealed + b"\0", *scratched(sealed)):
        SessionRow.objects.filter(pk=mine.pk).update(sealed=harmed)
        assert sessions.find(cookie, NOON) is None
    SessionRow.objects.filter(pk=mine.pk).update(sealed=sealed)
    assert found(cookie).id == rowan.id


def scratched(sealed: bytes) -> list[bytes]:
    return [sealed[:at] + bytes([sealed[at] ^ 1 << at % 8]) + sealed[at + 1 :] for at in range(0, len(sealed), 29)]


def test_whoever_holds_the_disk_and_the_cookie_lacks_the_key_of_this_run() -> None:
    cookie = sessions.begin(somebody(), PIN, NOON)
    row = SessionRow.objects.get()
    assert cookie not in bytes(row.cookie) + bytes(row.sealed)
    assert boot.boot_key() not in bytes(row.sealed)
    with pytest.raises(Damaged):
        sealing.unseal(cookie, sessions.LABEL, row.pk, row.sealed, sessions.Inside)
    assert len(boot.boot_key()) == 32


def test_whoever_writes_into_the_row_cannot_put_its_end_off() -> None:
    cookie = sessions.begin(somebody(), PIN, NOON)
    SessionRow.objects.update(ends=later(hours=48), awake_until=later(hours=48))
    assert sessions.find(cookie, later(hours=12, minutes=1)) is None


def test_a_frozen_members_session_is_erased() -> None:
    rowan = somebody()
    cookie = sessions.begin(rowan, PIN, NOON)
    Freeze.objects.create(member=rowan.id, freezer=bytes(16), until=later(hours=24))
    assert sessions.find(cookie, NOON) is None
    Freeze.objects.all().delete()
    assert sessions.find(cookie, NOON) is None


def test_new_keys_elsewhere_and_a_deleted_member_end_a_session() -> None:
    rowan, birch = somebody(), somebody()
    cookies = [sessions.begin(one, PIN, NOON) for one in (rowan, birch)]
    MemberRow.objects.filter(pk=rowan.id).update(version=2)
    MemberRow.objects.filter(pk=birch.id).delete()
    for cookie in cookies:
        assert sessions.find(cookie, NOON) is None
    assert not SessionRow.objects.exists()


def test_members_see_and_end_their_own_sessions_only() -> None:
    rowan, birch = somebody(), somebody()
    first, second = (found(sessions.begin(rowan, PIN, later(minutes=minutes))) for minutes in (0, 30))
    theirs = found(sessions.begin(birch, PIN, NOON))
    assert [row.pk for row in sessions.own(rowan)] == [second.session, first.session]
    assert not sessions.end_own(rowan, theirs.session)
    assert not sessions.end_own(rowan, new_id())
    assert sessions.end_own(rowan, first.session)
    sessions.end_all(rowan, but=second.session)
    assert [row.pk for row in sessions.own(rowan)] == [second.session]
    sessions.end_all(rowan)
    assert [row.pk for row in SessionRow.objects.all()] == [theirs.session]


def test_rows_of_a_member_say_nothing_of_who_it_is() -> None:
    rowan = somebody()
    sessions.begin(rowan, PIN, NOON)
    row = SessionRow.objects.get()
    hidden = (rowan.id.to_bytes(8, "big"), rowan.private, rowan.keyring_key, PIN.encode())
    shown = b"".join((bytes(row.cookie), bytes(row.family), bytes(row.sealed)))
    assert not [one for one in hidden if one in shown]
    assert len(bytes(row.sealed)) == 1024 + 28


def test_what_is_over_is_dropped() -> None:
    sessions.begin(somebody(), PIN, NOON)
    open_still = sessions.begin(somebody(), PIN, later(hours=6))
    assert sessions.drop_ended(later(hours=12)) == 1
    assert found(open_still, later(hours=6))
