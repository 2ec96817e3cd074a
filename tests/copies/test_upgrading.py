"""The host brings the toolbox up to date: there is a copy first, and a way back when it breaks."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tests.copies.places import Place, nothing_in, restored
from tests.running import toolbox
from toolbox.site.running import upgrading
from toolbox.site.running.age import new_pair

LATER = {"DJANGO_SETTINGS_MODULE": "tests.copies.later_settings"}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A toolbox of today's version, without people."""
    place = Place(tmp_path / "river", new_pair())
    place.folder.mkdir()
    place.secret.write_text(place.key.secret)
    assert toolbox(place.folder, "library", "find", "bail").returncode == 0
    return place


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_an_upgrade_leaves_a_copy_for_a_day(place: Place) -> None:
    data = place.folder / "data"
    done = toolbox(place.folder, "library", "find", "bail", **LATER)
    assert done.returncode == 0, done.stderr
    assert "A copy from before the upgrade, for a day" in done.stderr
    copy = data / "before-upgrade.sqlite3"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "later_door" in tables(data / "toolbox.sqlite3") - tables(copy)
    again = toolbox(place.folder, "library", "find", "bail", **LATER)
    assert "before the upgrade" not in again.stdout + again.stderr


def test_an_upgrade_that_breaks_says_the_way_back(place: Place) -> None:
    data = place.folder / "data"
    done = toolbox(place.folder, "library", "find", "bail", TRIAL_BREAK="yes", **LATER)
    assert done.returncode == 1
    assert "could not be brought up to this version" in done.stderr
    assert "before-upgrade.sqlite3" in done.stderr
    assert "nobody may see" not in done.stderr + done.stdout
    copy = (data / "before-upgrade.sqlite3").read_bytes()
    for _start in range(2):  # as a service does by itself
        again = toolbox(place.folder, "library", "find", "bail", TRIAL_BREAK="yes", **LATER)
        assert "is still there" in again.stderr
        assert (data / "before-upgrade.sqlite3").read_bytes() == copy
    assert "later_door" in tables(data / "toolbox.sqlite3") - tables(data / "before-upgrade.sqlite3")
    (data / "before-upgrade.sqlite3").replace(data / "toolbox.sqlite3")
    assert toolbox(place.folder, "library", "find", "bail").returncode == 0
    mended = toolbox(place.folder, "library", "find", "bail", **LATER)
    assert "A copy from before the upgrade, for a day" in mended.stderr
    assert not (data / upgrading.UNDER_WAY).exists()


def test_after_an_upgrade_that_broke_the_sealed_copy_stays_the_way_back(place: Place) -> None:
    assert place.run("library", "find", "bail", TRIAL_BREAK="yes", **LATER).returncode == 1
    (backup,) = place.backups.iterdir()
    kept = backup.read_bytes()
    assert "is still there" in place.run("library", "find", "bail", TRIAL_BREAK="yes", **LATER).stderr
    assert [backup] == list(place.backups.iterdir())
    assert backup.read_bytes() == kept


def test_where_backups_are_sealed_the_copy_is_one(place: Place) -> None:
    done = place.run("library", "find", "bail", **LATER)
    assert done.returncode == 0, done.stderr
    assert not (place.folder / "data" / "before-upgrade.sqlite3").exists()
    (backup,) = place.backups.iterdir()
    assert str(backup) in done.stderr


def test_without_a_copy_no_upgrade_is_begun(place: Place) -> None:
    place.backups.write_text("a file where the folder should be")
    done = place.run("library", "find", "bail", **LATER)
    assert done.returncode == 1
    assert "no upgrade is begun" in done.stderr
    assert "later_door" not in tables(place.folder / "data" / "toolbox.sqlite3")


def test_a_backup_of_an_older_version_is_brought_up_and_one_of_a_newer_is_refused(place: Place, tmp_path: Path) -> None:
    older = place.backup(**LATER)
    assert "later_door" not in tables(place.folder / "data" / "toolbox.sqlite3"), "a backup brings nothing up"
    done = restored(place, older, tmp_path / "up", **LATER)
    assert done.returncode == 0, done.stderr
    assert {"later_door", "later_visit"} <= tables(tmp_path / "up" / "data" / "toolbox.sqlite3")
    assert place.run("library", "find", "bail", **LATER).returncode == 0
    newer = place.backup(**LATER)
    done = restored(place, newer, tmp_path / "down")
    assert done.returncode == 1
    assert "newer version of the toolbox" in done.stderr
    assert nothing_in(tmp_path / "down")


def test_a_new_table_is_copied_by_itself_and_says_what_a_restore_does(place: Place, tmp_path: Path) -> None:
    assert toolbox(place.folder, "library", "find", "bail", **LATER).returncode == 0
    with closing(sqlite3.connect(place.folder / "data" / "toolbox.sqlite3")) as database:
        database.execute("INSERT INTO later_visit (words) VALUES ('a visit of somebody')")
        database.commit()
    done = restored(place, place.backup(**LATER), tmp_path / "new", **LATER)
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(tmp_path / "new" / "data" / "toolbox.sqlite3")) as database:
        assert database.execute("SELECT closed FROM later_door").fetchall() == [(1,)]
        assert database.execute("SELECT count(*) FROM later_visit").fetchone() == (0,)
    with closing(sqlite3.connect(place.folder / "data" / "toolbox.sqlite3")) as database:
        assert database.execute("SELECT closed FROM later_door").fetchall() == [(0,)]


def test_the_copy_is_gone_after_a_day() -> None:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    copy = settings.DATA / upgrading.COPY
    copy.write_bytes(b"keys of what is destroyed tomorrow")
    same = settings.DATA / "the-same-blocks"
    os.link(copy, same)
    try:
        assert not upgrading.drop_old()
        yesterday = time.time() - upgrading.LASTS - 1
        os.utime(copy, (yesterday, yesterday))
        assert upgrading.drop_old()
        assert not copy.exists()
        assert set(same.read_bytes()) == {0}, "its blocks on the disk were written over"
    finally:
        same.unlink()
