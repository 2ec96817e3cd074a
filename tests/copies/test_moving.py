"""A town moves from SQLite to PostgreSQL and back: as many rows everywhere, with the same in them, and all opens."""

import re
from pathlib import Path

from tests.copies.places import Place, act, restored, town
from tests.postgres import Cluster
from tests.running import toolbox


def tallies(printed: str) -> dict[str, str]:
    """The tables with their counts, as a command shows them."""
    return {name: rows for rows, name in re.findall(r"^ +([\d,]+)  (\S+)$", printed, re.M)}


def test_there_and_back(postgres: Cluster, tmp_path: Path) -> None:
    place = town(tmp_path / "river", 200_000)
    address = postgres.database("moved")
    there = toolbox(place.folder, "move", "to-postgresql", DATABASE_URL=address)
    assert there.returncode == 0, there.stderr
    assert "Every table was compared" in there.stdout
    assert {"members.memberrow", "vault.record", "vault.frame", "library.resource"} <= tallies(there.stdout).keys()
    assert "members.sessionrow" not in there.stdout
    file = place.folder / "data" / "toolbox.sqlite3"
    assert file.exists(), "it stays until somebody has looked"
    again = toolbox(place.folder, "move", "to-postgresql", DATABASE_URL=address)
    assert again.returncode == 1
    assert "not empty" in again.stderr
    refused = toolbox(place.folder, "move", "to-sqlite", DATABASE_URL=address)
    assert refused.returncode == 1
    assert "Move it away first" in refused.stderr
    file.unlink()
    back = toolbox(place.folder, "move", "to-sqlite", DATABASE_URL=address)
    assert back.returncode == 0, back.stderr
    assert tallies(back.stdout) == tallies(there.stdout)
    act(place, place.folder, "open", DATABASE_URL=address)
    act(place, place.folder, "open")
    added = ["name=Riverbend Fridge", "kind=organisation", "category=food", "offers=A public fridge."]
    assert toolbox(place.folder, "library", "add", *added, DATABASE_URL=address).returncode == 0, "numbers go on"
    backs_up_and_comes_back(place, postgres, tmp_path, address)


def backs_up_and_comes_back(place: Place, postgres: Cluster, tmp_path: Path, address: str) -> None:
    """A backup from PostgreSQL becomes a toolbox on SQLite, and one on PostgreSQL."""
    backup = place.backup(DATABASE_URL=address)
    to_file = restored(place, backup, tmp_path / "file")
    assert to_file.returncode == 0, to_file.stderr
    act(place, tmp_path / "file", "open")
    second = postgres.database("second")
    to_server = restored(place, backup, tmp_path / "server", DATABASE_URL=second)
    assert to_server.returncode == 0, to_server.stderr
    assert tallies(to_server.stdout) == tallies(to_file.stdout)
    act(place, tmp_path / "server", "open", DATABASE_URL=second)


def test_what_has_nowhere_to_go_is_told(tmp_path: Path) -> None:
    done = toolbox(tmp_path, "move", "to-postgresql")
    assert done.returncode == 1
    assert "Set DATABASE_URL" in done.stderr
