"""A database on a disk, for what happens at once and for what must be gone from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.on_disk import database


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    """An empty database in a file of its own; on PostgreSQL the tests' own. Gives the file's path."""
    with database(tmp_path) as path:
        yield path
