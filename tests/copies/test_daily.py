"""The running server makes a backup a day, and deletes each after fourteen."""

import datetime
import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.vault.on_disk import database
from toolbox.kernel.vault.models import Mark
from toolbox.site import tidying
from toolbox.site.running import backup, daily, shelf
from toolbox.site.running.age import new_pair

NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path, transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A toolbox that wants backups."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(settings, "BACKUP_TO", [new_pair().public])
    monkeypatch.setattr(settings, "BACKUPS", tmp_path / "backups")
    monkeypatch.setattr(daily, "_pause", daily.Pause())
    return tmp_path / "backups"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_a_day(folder: Path) -> None:
    for now in (NOON, NOON + DAY / 24, NOON + DAY):
        daily.once(now)
    assert names(folder) == ["toolbox-2026-11-20.age", "toolbox-2026-11-21.age"]


def test_after_fourteen_days_it_is_gone(folder: Path) -> None:
    daily.once(NOON)
    (folder / "letter.txt").write_text("not ours")
    (folder / ".toolbox-2026-11-20.part").write_text("cut off")
    daily.once(NOON + 13 * DAY)
    assert names(folder) == ["letter.txt", "toolbox-2026-11-20.age", "toolbox-2026-12-03.age"]
    daily.once(NOON + 14 * DAY)
    assert names(folder) == ["letter.txt", "toolbox-2026-12-03.age", "toolbox-2026-12-04.age"]


def test_old_ones_go_where_no_new_ones_are_wanted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    daily.once(NOON)
    monkeypatch.setattr(settings, "BACKUP_TO", [])
    daily.once(NOON + 14 * DAY)
    assert names(folder) == []


def test_what_fails_is_said_once_an_hour(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder.write_text("a file where the folder should be")
    with caplog.at_level(logging.WARNING, "toolbox.backup"):
        for minutes in range(0, 60, 10):
            daily.once(NOON + datetime.timedelta(minutes=minutes))
        assert len(caplog.records) == 1
        assert "There is no backup of today" in caplog.text
        daily.once(NOON + datetime.timedelta(hours=1))
        assert len(caplog.records) == 2
    folder.unlink()
    daily.once(NOON + datetime.timedelta(hours=2))
    assert names(folder) == ["toolbox-2026-11-20.age"]
    assert Mark.objects.get(name=backup.MARK).value == "2026-11-20"


def test_a_second_one_of_a_day_has_a_number(folder: Path) -> None:
    first, second = (backup.make(NOON).path.name for _time in range(2))
    assert (first, second) == ("toolbox-2026-11-20.age", "toolbox-2026-11-20-2.age")
    assert [one.number for one in shelf.all_in(folder)] == [2, 1]


def test_without_a_key_there_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BACKUP_TO", [])
    with pytest.raises(backup.CannotBackUp, match="toolbox backup keygen"):
        backup.make(NOON)
    assert not folder.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the tests' own database is no file")
def test_the_minute_that_sweeps_backs_up_too(folder: Path, tmp_path: Path) -> None:
    with database(tmp_path):
        tidying.once()
        tidying.once()
        assert Mark.objects.filter(name__in=["swept", backup.MARK]).count() == 2
    assert len(names(folder)) == 1
