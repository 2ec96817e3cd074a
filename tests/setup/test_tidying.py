"""The minute's tidying: what could not be emptied for a while is told, once, and again only after it went well."""

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.people import circle, somebody
from tests.vault.on_disk import database
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
