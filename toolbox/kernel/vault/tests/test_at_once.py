"""Several requests at the same time, each on a connection of its own, and servers that are killed in the middle."""

import os
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from tests.running import ROOT, environment
from tests.vault.on_disk import at_once, kinds
from toolbox.kernel.vault import filing, held, making, rotation
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.models import Bridge, CircleRow, File, Frame, Record, Wrap
from toolbox.kernel.vault.tests.opening import House
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.kernel.vault.trouble import FileGone, Missing, Moved, NotAMember

pytestmark = pytest.mark.usefixtures("on_disk")

COUNT = 60


@pytest.fixture
def house(on_disk: Path) -> House:
    """A circle with some slips."""
    house = House()
    with house.opened().change() as box:
        box.put(*[held.new(Slip(f"number {number:02}"), "open") for number in range(COUNT)])
    return house


def finish(house: House) -> None:
    """Carry a rotation on to its end."""
    while rotation.carry_on(house.opened(), 10):
        pass


def numbers(circle: Circle) -> list[str]:
    return sorted(one.value.words for one in circle.shelf(Slip, "open"))


def test_of_those_who_change_one_record_at_once_one_wins(house: House) -> None:
    one = house.opened().shelf(Slip, "open")[0]

    def change() -> Held[Slip]:
        return house.opened().put(one.now(words="mine"))

    results = at_once(*[change] * 6)
    assert kinds(results) == ["Moved"] * 5 + ["done"]
    assert house.opened().get(Slip, one.id).version == 2


def test_a_counter_that_is_read_and_written_by_many_loses_nothing(house: House) -> None:
    one = house.opened().put(Slip("counter", 0), "done")

    def add() -> None:
        for _time in range(5):
            while True:
                circle = house.opened()
                now = circle.get(Slip, one.id)
                try:
                    circle.put(now.now(number=now.value.number + 1))
                    break
                except Moved:
                    continue

    assert kinds(at_once(*[add] * 4)) == ["done"] * 4
    assert house.opened().get(Slip, one.id).value.number == 20


def test_two_changes_that_want_the_same_records_in_another_order_do_not_block(house: House) -> None:
    first, second = house.opened().shelf(Slip, "open")[:2]

    def change(*slips: Held[Slip]) -> None:
        with house.opened().change(read=slips) as box:
            box.put(*[one.now(words=one.value.words) for one in slips])

    results = at_once(lambda: change(first, second), lambda: change(second, first))
    assert kinds(results) == ["Moved", "done"]


def test_of_two_rotations_at_once_one_wins_and_nobody_is_locked_out(house: House) -> None:
    circles = [house.opened(), house.opened()]
    read = [house.now(circle) for circle in circles]

    results = at_once(*[partial(house.begin, *both) for both in zip(circles, read, strict=True)])
    assert kinds(results) == ["Moved", "done"]
    assert CircleRow.objects.get(pk=house.id).epoch == 2
    assert len(numbers(house.opened())) == COUNT
    while rotation.carry_on(house.opened(), 20):
        pass
    assert len(numbers(house.opened())) == COUNT


def test_everybody_reads_and_writes_while_a_rotation_is_carried_on(house: House) -> None:
    before = numbers(house.opened())
    done = threading.Event()

    def carry() -> int:
        try:
            house.rotate()
            while rotation.carry_on(house.opened(), 3):
                pass
            return 0
        finally:
            done.set()

    def read() -> int:
        times = 0
        while not done.is_set() or not times:
            assert [words for words in numbers(house.opened()) if words.startswith("number")] == before
            times += 1
        return times

    def write() -> int:
        times = 0
        while not done.is_set() or not times:
            one = house.opened().put(Slip(f"written {times}"), "open")
            house.opened().put(one.now(words=f"changed {times}"))
            times += 1
        return times

    carried, read_times, written = at_once(carry, read, write)
    assert carried == 0
    assert isinstance(read_times, int), read_times
    assert isinstance(written, int), written
    while rotation.carry_on(house.opened()):
        pass
    assert len(numbers(house.opened())) == COUNT + written
    assert not house.opened().moving
    assert set(Record.objects.values_list("epoch", flat=True)) == {2}


def test_several_carry_one_rotation_on_together(house: House) -> None:
    house.rotate()

    def carry() -> int:
        while rest := rotation.carry_on(house.opened(), 7):
            pass
        return rest

    assert at_once(*[carry] * 3) == [0, 0, 0]
    assert len(numbers(house.opened())) == COUNT
    assert not Bridge.objects.exists()


def test_a_rotation_begins_on_top_of_one_that_is_being_carried_on(house: House) -> None:
    house.rotate()
    begun = threading.Event()

    def carry() -> None:
        circle = house.opened()
        rotation.carry_on(circle, 5)
        begun.wait(20)
        while rotation.carry_on(circle, 5) and circle.keys.epoch == house.keys.epoch:
            pass

    def again() -> None:
        house.rotate()
        begun.set()

    assert kinds(at_once(carry, again)) == ["done", "done"]
    assert len(numbers(house.opened())) == COUNT
    while rotation.carry_on(house.opened(), 20):
        assert len(numbers(house.opened())) == COUNT
    assert set(Record.objects.values_list("epoch", flat=True)) == {3}


def test_a_batch_that_fails_half_way_is_undone_and_another_carries_on(house: House) -> None:
    house.rotate()
    rotation.carry_on(house.opened(), 10)
    with connection.cursor() as cursor:  # the disk refuses the third of the next wraps
        third = Record.objects.filter(circle=house.id, epoch=1).order_by("-pk").values_list("pk", flat=True)[2]
        _refuse(cursor, third)
    with pytest.raises(DatabaseError, match="refused"):
        finish(house)
    assert len(numbers(house.opened())) == COUNT
    with connection.cursor() as cursor:
        _allow(cursor)
    while rotation.carry_on(house.opened(), 10):
        assert len(numbers(house.opened())) == COUNT
    assert not house.opened().moving


def _refuse(cursor: object, record: int) -> None:
    if connection.vendor == "sqlite":
        cursor.execute(  # type: ignore[attr-defined]
            "CREATE TRIGGER refusing BEFORE UPDATE ON vault_wrap"
            f" WHEN NEW.id = {record} BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    else:
        cursor.execute(  # type: ignore[attr-defined]
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;"
            f"CREATE TRIGGER refusing BEFORE UPDATE ON vault_wrap FOR EACH ROW WHEN (NEW.id = {record})"
            " EXECUTE FUNCTION refuse()"
        )


def _allow(cursor: object) -> None:
    if connection.vendor == "sqlite":
        cursor.execute("DROP TRIGGER refusing")  # type: ignore[attr-defined]
    else:
        cursor.execute("DROP TRIGGER refusing ON vault_wrap; DROP FUNCTION refuse()")  # type: ignore[attr-defined]


CARRYING = """
import contextlib
import sys
import django; django.setup()
from django.db import transaction
from toolbox.kernel.vault import rotation
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.keys import CircleKeys
circle, epoch, root = int(sys.argv[1]), int(sys.argv[2]), bytes.fromhex(sys.argv[3])
with transaction.atomic() if sys.argv[4] == "inside" else contextlib.nullcontext():
    rotation.carry_on(Circle(circle, CircleKeys(root, epoch)), 10)
    print("half way", flush=True)
    sys.stdin.read()  # never comes: it ends by being killed
"""


@pytest.mark.parametrize("where", ["inside", "between"])
def test_a_server_that_is_killed_leaves_a_rotation_to_the_next(house: House, tmp_path: Path, where: str) -> None:
    """Killed between two batches, or in the middle of one that is then undone."""
    house.rotate()
    given = [str(house.id), str(house.keys.epoch), house.keys.root.hex(), where]
    with _process(CARRYING, given, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half way\n"
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    rest = rotation.left(house.opened())
    assert rest == (COUNT if where == "inside" else COUNT - 10)
    assert len(numbers(house.opened())) == COUNT
    while rotation.carry_on(house.opened(), 20):
        assert len(numbers(house.opened())) == COUNT
    assert not house.opened().moving


def _process(program: str, given: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    """A process that works on the database of this test."""
    settings = "from tests.settings import *\nDATABASES['default'].update({})\n"
    told = {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    (folder / "same_database.py").write_text(settings.format({name: str(value) for name, value in told.items()}))
    variables = {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "same_database"}
    if "TOOLBOX_TEST_DATABASE" in os.environ:
        variables["TOOLBOX_TEST_DATABASE"] = os.environ["TOOLBOX_TEST_DATABASE"]
    return subprocess.Popen(
        [sys.executable, "-c", program, *given],
        env=environment(folder, **variables),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def test_a_file_is_claimed_by_one_of_two_at_once(house: House) -> None:
    receiving = Receiving()
    receiving.write(b"photo")
    file = receiving.finish("photo.jpg", "image/jpeg").file

    def claim() -> None:
        one = held.new(Slip("with a photo"), "open")
        with house.opened().change() as box:
            box.put(one)
            box.claim(file, one)

    results = at_once(*[claim] * 4)
    assert kinds(results) == ["FileGone"] * 3 + ["done"]
    assert any(isinstance(one, FileGone) for one in results)
    assert numbers(house.opened()).count("with a photo") == 1
    assert File.objects.get(pk=file).record is not None


def test_a_file_is_claimed_or_dropped_and_never_half(house: House) -> None:
    files = []
    for _time in range(8):
        receiving = Receiving()
        receiving.write(b"photo")
        files.append(receiving.finish("photo.jpg", "image/jpeg").file)
    late = File.objects.get(pk=files[0]).waits_until
    assert late is not None

    def claim() -> list[int]:
        claimed = []
        for file in files:
            one = held.new(Slip("with a photo"), "open")
            try:
                with house.opened().change() as box:
                    box.put(one)
                    box.claim(file, one)
            except FileGone:
                continue
            claimed.append(file)
        return claimed

    claimed, dropped = at_once(claim, lambda: filing.drop_late(late.replace(year=late.year + 1)))
    assert isinstance(claimed, list)
    assert isinstance(dropped, int)
    assert len(claimed) + dropped == 8
    assert set(Frame.objects.values_list("file", flat=True)) == set(claimed)
    assert set(File.objects.values_list("pk", flat=True)) == set(claimed)


def test_writing_into_a_circle_that_ends_is_done_or_refused(house: House) -> None:
    circles = [house.opened() for _time in range(3)]
    results = at_once(
        *[partial(one.put, Slip("just now"), "open") for one in circles],
        house.end,
    )
    assert set(kinds(results)) <= {"done", "NotAMember", "Missing"}
    assert not isinstance(results[-1], Exception)
    assert all(isinstance(one, Held | NotAMember | Missing) for one in results[:-1])
    making.destroy_orphans()
    assert not Record.objects.exists()
    assert not Wrap.objects.exists()


def test_a_reader_in_the_middle_of_a_long_list_sees_one_moment(house: House) -> None:
    """The epoch and the rows come in one statement: no record is missed between old and new names."""
    circle = house.opened()
    house.rotate()
    rotation.carry_on(house.opened(), 30)
    assert len(numbers(circle)) == COUNT
    assert circle.keys.epoch == 2
    rotation.carry_on(house.opened())
    assert len(numbers(circle)) == COUNT, "with the bridges that it had read"


def test_the_database_of_these_tests_lies_on_a_disk(house: House, on_disk: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its own")
    assert on_disk.stat().st_size > 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
