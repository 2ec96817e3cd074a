"""A restore that fails leaves no key behind, and says truthfully what there is to do."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolbox.site.running import restoring
from toolbox.site.running.loading import CannotLoad
from toolbox.site.running.stream import Head

FULL = 1_000  # bytes: no file of this process may grow beyond


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Nothing longer than a key can be written."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("full_disk")
def test_the_first_key_goes_again_where_the_second_cannot_be_written(tmp_path: Path) -> None:
    head = Head("1", "2026-03-20", (), {"signing": "ab" * 32, "pepper": "cd" * FULL})
    with pytest.raises(CannotLoad, match="could not be written"):
        restoring.place_keys(head, tmp_path / "keys")
    assert list((tmp_path / "keys").iterdir()) == []


def test_a_file_is_thrown_away_and_a_filled_database_of_postgresql_is_to_be_made_anew() -> None:
    with pytest.raises(ZeroDivisionError), restoring._or_made_anew(on_file=True):
        raise ZeroDivisionError
    with pytest.raises(CannotLoad, match="anew, with dropdb and createdb"), restoring._or_made_anew(on_file=False):
        raise ZeroDivisionError
