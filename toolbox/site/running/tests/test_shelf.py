"""The folder of the backups, whatever else lies in it."""

import datetime
from pathlib import Path

from toolbox.site.running import shelf

TODAY = datetime.date(2026, 3, 20)


def test_a_name_with_a_day_that_never_was_is_no_backup_and_stops_nothing(tmp_path: Path) -> None:
    odd, old = tmp_path / "toolbox-2026-02-30.age", tmp_path / "toolbox-2026-03-01.age"
    odd.touch()
    old.touch()
    assert shelf.tidy(tmp_path, TODAY) == 1
    assert not old.exists()
    assert odd.exists()
    made = shelf.put(tmp_path, TODAY, lambda _file: None)
    assert [one.path for one in shelf.all_in(tmp_path)] == [made]
