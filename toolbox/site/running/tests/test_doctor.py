"""The doctor looks at installations that are well and at some that are not."""

import datetime
import os
import time
from pathlib import Path

import pytest

from tests.running import toolbox
from toolbox.kernel.retention import clock
from toolbox.site.running import age, shelf, upgrading
from toolbox.site.running.doctor import base, copies, machine, places, report, told
from toolbox.site.running.doctor.finding import Finding, Weight, fine, mind, wrong

TODAY = datetime.date(2026, 11, 20)
WELL = told.Told(
    "127.0.0.1",
    8000,
    "https://toolbox.example.org",
    ("localhost", "toolbox.example.org"),
    "America/Chicago",
    False,
    1,
    2,
)
CRYPT = "/dev/dm-1"
SWAPS = "Filename Type Size Used Priority\n"


def said(found: "list[Finding]", weight: Weight = Weight.WRONG) -> str:
    return " ".join(one.what for one in found if one.weight is weight)


def test_good_settings_are_let_be() -> None:
    found = list(told.look(WELL))
    assert {one.weight for one in found} == {Weight.FINE}


@pytest.mark.parametrize(
    ("changes", "what", "weight"),
    [
        ({"host": "0.0.0.0"}, "beside the proxy", Weight.WRONG),
        ({"host": "0.0.0.0", "address": ""}, "without https", Weight.WRONG),
        ({"address": "http://toolbox.example.org"}, "without https", Weight.WRONG),
        ({"names": ("localhost",)}, "does not answer to toolbox.example.org", Weight.WRONG),
        ({"names": ("*",)}, "any name", Weight.WRONG),
        ({"names": ("localhost", "192.0.2.7")}, "called by numbers", Weight.MIND),
        ({"debug": True}, "TOOLBOX_DEBUG", Weight.WRONG),
        ({"time_zone": "UTC"}, "time zone", Weight.MIND),
        ({"workers": 8}, "8 workers share 2", Weight.MIND),
        ({"address": "http://abc.onion", "names": ("abc.onion",)}, "under its own number", Weight.MIND),
        ({"relay": "mail.example.org"}, "mail.example.org, encrypted", Weight.FINE),
    ],
)
def test_settings_that_do_not_fit(changes: dict[str, object], what: str, weight: Weight) -> None:
    found = list(told.look(WELL._replace(**changes)))  # type: ignore[arg-type]
    assert what in said(found, weight)
    assert all(one.why and one.do for one in found if one.weight is not Weight.FINE)


def test_swap_that_is_not_encrypted() -> None:
    assert said(list(machine.swap(SWAPS, lambda _path: False))) == ""
    both = f"{SWAPS}/dev/sda2 partition 1 0 -2\n{CRYPT} partition 1 0 -3\n/dev/zram0 partition 1 0 -4\n"
    found = said(list(machine.swap(both, lambda path: str(path) == CRYPT)))
    assert "/dev/sda2" in found
    assert CRYPT not in found
    assert "zram" not in found
    assert "/dev/sda2" in said(list(machine.swap(both, lambda _path: None))), "what cannot be told is not fine"


def test_what_a_crash_leaves() -> None:
    assert said(list(machine.dumps(0, "core")), Weight.FINE)
    assert "core dumps" in said(list(machine.dumps(-1, "core")), Weight.MIND)
    assert "Another program" in said(list(machine.dumps(0, "|/usr/share/apport/apport %p")), Weight.MIND)


def test_a_computer_says_something_and_breaks_nothing(tmp_path: Path) -> None:
    assert any("Python" in one.what for one in machine.look(tmp_path))
    assert machine.encrypted(tmp_path / "not there") is None


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    made = tmp_path / "data", tmp_path / "data-keys", tmp_path / "data-backups"
    for folder in made:
        folder.mkdir(mode=0o700)
    return made


def test_folders_that_are_open_or_hold_what_they_must_not(folders: tuple[Path, Path, Path]) -> None:
    data, keys, backups = folders

    def look() -> list[Finding]:
        return list(places.look(data, keys, backups, on_postgresql=True))

    assert said(look()) == ""
    (data / "toolbox.sqlite3").write_bytes(b"old")
    (data / "toolbox.sqlite3.part").write_bytes(b"half")
    keys.chmod(0o750)
    (keys / "key.txt").write_text(age.new_pair().secret)
    (data / upgrading.COPY).write_bytes(b"copy")
    long_ago = time.time() - 3 * upgrading.LASTS
    os.utime(data / upgrading.COPY, (long_ago, long_ago))
    found = look()
    for words in (f"{keys} is open to others", "key.txt holds a secret key", "older than a day"):
        assert words in said(found)
    for words in ("although the toolbox is on PostgreSQL", "was cut off", "on the same disk"):
        assert words in said(found, Weight.MIND)
    assert "inside the data folder" in said(list(places.look(data, data / "keys", backups, on_postgresql=False)))


def test_nights(db: None) -> None:
    assert said(list(base.nights({"swept": "2026-11-20"}, TODAY))) == ""
    assert "was on 2026-11-10" in said(list(base.nights({"swept": "2026-11-10"}, TODAY)))
    assert "Nothing was swept yet." in said(list(base.nights({}, TODAY)))
    assert "in the future" in said(list(base.nights({"swept": "2027-01-01"}, TODAY)))
    assert "in the future" in said(list(base.nights({"swept": "2026-11-22"}, TODAY)))
    assert said(list(base.nights({"swept": "2026-11-21"}, TODAY))) == "", "the time zone may have been changed"
    restored = list(base.nights({"swept": "2026-11-20", "restored": "2026-11-15"}, TODAY))
    assert "restored from a backup on 2026-11-15" in said(restored, Weight.MIND)


def test_a_clock_that_jumped_is_told_with_what_to_do() -> None:
    doubt = clock.packed(clock.Doubt(TODAY, days=2, ran=clock.LONG // 2))
    for swept in ("2026-08-20", "2027-01-01"):
        (found,) = base.nights({"swept": swept, clock.DOUBT: doubt}, TODAY)
        assert found.weight is Weight.WRONG
        assert swept in found.what
        assert str(TODAY) in found.what
        assert "12 hours of running, or until it runs on 1 more day" in found.why
        assert "toolbox sweep --now-is-right" in found.do
        assert "timedatectl" in found.do


def test_backups(tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    to = [age.new_pair().public]

    def look() -> list[Finding]:
        return list(copies.look(to, backups, tmp_path, TODAY))

    assert "no backup yet" in said(look())
    shelf.put(backups, TODAY - datetime.timedelta(days=20), lambda _file: None)
    assert "newest backup is of 2026-10-31" in said(look())
    assert "more than fourteen days" in said(look())
    shelf.tidy(backups, TODAY)
    shelf.put(backups, TODAY, lambda _file: None)
    assert said(look()) == ""
    assert "on the same disk" in said(look(), Weight.MIND)
    assert "No backups" in said(list(copies.look([], backups, tmp_path, TODAY)), Weight.MIND)
    assert "cannot be sealed" in said(list(copies.look(["age1" + "q" * 58], backups, tmp_path, TODAY)))


def test_it_is_told_in_order_of_weight() -> None:
    found = [fine("All is well."), mind("Know it.", "Because.", "Decide."), wrong("Mend it.", "So.", "One.\nTwo.")]
    assert list(report.lines(found)) == [
        "WRONG  Mend it.",
        "       Why: So.",
        "       Do:  One.",
        "            Two.",
        "mind   Know it.",
        "       Why: Because.",
        "       Do:  Decide.",
        "fine   All is well.",
    ]


def test_the_command_says_what_is_wrong_and_changes_nothing(tmp_path: Path) -> None:
    before = toolbox(tmp_path, "doctor")
    assert before.returncode == 0, before.stdout
    assert "There is no database yet" in before.stdout
    assert not (tmp_path / "data" / "toolbox.sqlite3").exists()
    assert toolbox(tmp_path, "sweep").returncode == 0
    well = toolbox(tmp_path, "doctor", TOOLBOX_TIME_ZONE="America/Chicago")
    assert well.returncode == 0, well.stdout
    assert "Every record has its key and its circle." in well.stdout
    ill = toolbox(tmp_path, "doctor", HOST="0.0.0.0")
    assert ill.returncode == 1
    assert ill.stdout.startswith("WRONG  Others reach it without https.")
    assert "could not be looked at" not in well.stdout + ill.stdout
