"""The minute's tidying: what could not be emptied for a while is told, once, and again only after it went well."""

import datetime
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from tests.people import circle, somebody
from tests.vault.on_disk import database
from toolbox.kernel.retention import clock
from toolbox.kernel.vault.held import new
from toolbox.kernel.vault.models import Mark
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.site import tidying

SAYS = "could not be emptied for 5 minutes"


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    """A database in a file; what opened it before does not count."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with database(tmp_path) as path:
        tidying.once()  # the sweep of the day
        yield path


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has a log to be emptied")
def test_somebody_who_reads_all_the_while_is_told_of_once(on_disk: Path, caplog: pytest.LogCaptureFixture) -> None:
    alder = circle(somebody())
    connection.settings_dict["OPTIONS"] = {**(kept := connection.settings_dict["OPTIONS"]), "timeout": 0.01}
    connection.close()
    reader = sqlite3.connect(on_disk)
    try:
        with caplog.at_level(logging.WARNING, "toolbox.tidying"):
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM vault_record").fetchone()
            alder.circle.put(Slip("written meanwhile"), "open")
            for _minute in range(tidying.MISSES - 1):
                tidying.once()
            assert caplog.text == ""
            for _minute in range(tidying.MISSES):
                tidying.once()
            assert caplog.text.count(SAYS) == 1
            reader.close()
            tidying.once()
        assert caplog.text.count(SAYS) == 1
        assert len(caplog.records) == 1
    finally:
        reader.close()
        connection.settings_dict["OPTIONS"] = kept


def test_a_clock_that_jumped_is_told_of_once_and_nothing_is_destroyed(
    on_disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    alder, today = circle(somebody()), timezone.localdate()
    alder.circle.put(new(Slip("closed long ago"), "open").on("done", today - datetime.timedelta(days=1)))
    last = Mark.objects.filter(name=clock.LAST)
    last.update(value=(today - datetime.timedelta(days=100)).isoformat())
    with caplog.at_level(logging.WARNING, "toolbox.tidying"):
        for _minute in range(3):
            tidying.once()
    assert caplog.text.count("toolbox sweep --now-is-right") == 1
    assert len(alder.circle.shelf(Slip)) == 1
    doubt = clock.Doubt(today, days=1, ran=clock.LONG)
    Mark.objects.filter(name=clock.DOUBT).update(value=clock.packed(doubt))
    tidying.once()
    assert alder.circle.shelf(Slip) == []
    assert last.get().value == today.isoformat()
