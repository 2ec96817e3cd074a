"""The sweep: what is due is destroyed, what is stopped waits, and nothing of it stays in the database's files."""

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from tests.people import again, circle, joins, somebody
from tests.vault.on_disk import at_once, bytes_of, database
from toolbox.kernel.circles import group
from toolbox.kernel.circles.acts import freezing, inviting, stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.models import InviteRow
from toolbox.kernel.members import founding, sessions
from toolbox.kernel.members.models import FoundingCode, Freeze, SessionRow
from toolbox.kernel.retention import days
from toolbox.kernel.retention.sweep import due, each_minute, is_due, lift_ended, sweep
from toolbox.kernel.vault import held, weeks
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.models import CircleRow, File, Frame, Record, Wrap
from toolbox.kernel.vault.tests.slips import SLIP, Slip
from toolbox.kernel.vault.trouble import Missing

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2031, 5, 5)
NOON = datetime.datetime(2031, 5, 5, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with database(tmp_path) as path:
        yield path


def ended(one: Group, words: str, dies: datetime.date | None) -> Held[Slip]:
    return one.circle.put(held.new(Slip(words), "open").on("done" if dies else "open", dies))


def words(one: Group) -> set[str]:
    return {slip.value.words for slip in one.circle.shelf(Slip)}


def with_file(one: Group, dies: datetime.date) -> Held[Slip]:
    receiving = Receiving()
    receiving.write(b"photo" * 20_000)
    slip = held.new(Slip("with a photo"), "open").on("done", dies)
    with one.circle.change() as box:
        box.put(slip)
        box.claim(receiving.finish("photo.jpg", "image/jpeg").file, slip)
    return slip


def test_what_is_due_goes_with_its_files_and_nothing_else() -> None:
    alder = circle(somebody())
    ended(alder, "open still", None)
    ended(alder, "due today", MONDAY)
    ended(alder, "due in a week", MONDAY + 7 * DAY)
    with_file(alder, MONDAY - 7 * DAY)
    assert due(MONDAY) == 2
    assert words(alder) == {"open still", "due in a week"}
    assert not Frame.objects.exists()
    assert not File.objects.exists()
    assert Wrap.objects.count() == Record.objects.count() == 3
    assert due(MONDAY) == 0
    assert due(MONDAY + 7 * DAY) == 1


def test_a_legal_paper_holds_up_one_circle_and_no_other() -> None:
    alder, elm = circle(somebody()), circle(somebody(), "Elsewhere", "Elm")
    until = stopping.stop(alder)
    for one in (alder, elm):
        ended(one, "due", until - DAY)
    assert due(until) == 1
    assert words(alder) == {"due"}
    assert words(elm) == set()
    lift_ended(until)
    assert stopping.until(alder) == until
    lift_ended(until + DAY)
    assert stopping.until(alder) is None
    assert due(until + DAY) == 1


def test_what_was_taken_back_from_its_end_is_not_due_any_more() -> None:
    alder = circle(somebody())
    slip = ended(alder, "due", MONDAY)
    alder.circle.put(slip.on("open"))
    assert due(MONDAY) == 0
    assert words(alder) == {"due"}


def test_taking_back_and_sweeping_at_once_is_one_or_the_other(on_disk: Path) -> None:
    alder = circle(somebody())
    slips = [ended(alder, f"number {number}", MONDAY) for number in range(10)]

    def take_back() -> list[int]:
        kept = []
        for slip in slips:
            try:
                kept.append(group.opened(again(alder.me), alder.id).circle.put(slip.on("open")).id)
            except Missing:
                continue
        return kept

    kept, gone = at_once(take_back, partial(due, MONDAY))
    assert isinstance(kept, list)
    assert isinstance(gone, int)
    assert len(kept) + gone == 10
    assert {one.id for one in alder.circle.shelf(Slip)} == set(kept)


def test_stopping_and_sweeping_at_once_leaves_all_or_destroys_before_the_stop(on_disk: Path) -> None:
    alder = circle(somebody())
    for number in range(10):
        ended(alder, f"number {number}", group.today())
    request = group.opened(again(alder.me), alder.id)
    _until, gone = at_once(partial(stopping.stop, request), partial(due, group.today()))
    assert gone in {0, 10}
    assert len(alder.circle.shelf(Slip)) == 10 - int(str(gone))
    assert due(group.today()) == 0


def test_every_minute_what_is_over_goes() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    now = timezone.now()
    alder.again()
    sessions.begin(alder.me, "", now)
    founding.new_code(now)
    inviting.invite(alder, now, "en")
    freezing.freeze(alder, birch.me.id, now)
    receiving = Receiving()
    receiving.write(b"photo")
    receiving.finish("photo.jpg", "image/jpeg")
    assert each_minute(now)[:2] == (0, 0)
    tables = (SessionRow, FoundingCode, InviteRow, Freeze, File)
    assert [table.objects.count() for table in tables] == [1] * 5
    assert each_minute(now + 13 * DAY / 24)[:2] == (1, 1)
    assert [table.objects.count() for table in tables] == [0, 1, 1, 1, 0]
    each_minute(now + 8 * DAY)
    assert [table.objects.count() for table in tables] == [0] * 5
    assert words(alder) == set()


def test_once_a_day_is_enough(on_disk: Path) -> None:
    alder = circle(somebody())
    ended(alder, "due", MONDAY)
    assert is_due(NOON)
    swept = sweep(NOON)
    assert (swept.records, swept.settled) == (1, True)
    assert not is_due(NOON + DAY / 3)
    assert is_due(NOON + DAY)
    sweep(NOON + 400 * DAY)
    assert is_due(NOON + DAY), "the clock had been wrong, and was put right"


def test_swept_means_gone_with_all_keys_in_hand(on_disk: Path) -> None:
    """Records and files that were due, and a circle whose destruction had been cut off."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is weaker: its documentation says so")
    alder, elm = circle(somebody()), circle(somebody(), "Elsewhere", "Elm")
    kept = ended(alder, "kept", None)
    for number in range(40):
        ended(alder, f"Zuzanna-Quokka {number} " + "x" * 300 * (number % 9), MONDAY)
    with_file(alder, MONDAY)
    ended(elm, "Zuzanna-Quokka", None)
    CircleRow.objects.filter(pk=elm.id).delete()
    gone = Record.objects.exclude(pk=kept.id).exclude(circle=alder.id, dies=None)
    sealed = [bytes(row.body) for row in gone] + [bytes(row.body) for row in Frame.objects.all()]
    wanted = [body[at : at + 24] for body in sealed for at in range(0, len(body) - 24, 400)]
    wanted += [bytes(row.key) for row in Wrap.objects.filter(pk__in=list(gone.values_list("pk", flat=True)))]
    there = bytes_of(on_disk)
    assert sum(one in there for one in wanted) > 0.9 * len(wanted)
    assert sweep(NOON).settled
    there = bytes_of(on_disk)
    assert [one for one in wanted if one in there] == []
    assert b"Zuzanna" not in there
    assert group.opened(again(alder.me), alder.id).circle.get(Slip, kept.id).value.words == "kept"


def test_days_are_counted_from_the_end_and_rounded_up_to_a_week() -> None:
    assert days.days(SLIP, {}) == 30
    assert days.days(SLIP, {SLIP.name: 7}) == 7
    assert days.days(SLIP, {SLIP.name: 365}) == 30, "shortened, never lengthened"
    assert days.dies(SLIP, {SLIP.name: 7}, MONDAY) == MONDAY + 7 * DAY
    assert days.dies(SLIP, {SLIP.name: 7}, MONDAY + DAY) == MONDAY + 14 * DAY
    assert days.choices(SLIP) == (7, 30)
    assert {weeks.up(MONDAY + number * DAY).weekday() for number in range(14)} == {0}
    assert weeks.up(MONDAY) == MONDAY
