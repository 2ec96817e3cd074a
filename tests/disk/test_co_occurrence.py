"""An officer with the database's files, and no key, does not learn who is in which circle.

A town lives for some days in a real toolbox. Then every attack that we could think of scores each pair of member and
circle, and its ranking is held against the truth. After the nightly sweep none may be better than chance.

During a day more is there: until the log is emptied (every minute) it has the order of what was written, so whoever
takes the disk in that minute sees that a member was made, or signed in, just before a circle was written. Until the
sweep, pages that were filled one after the other lie beside each other.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.disk.linking import ATTACKS, Links, Officer, how_well
from tests.disk.pages import Image, varint
from tests.running import ROOT, environment

CHANCE = 5.0  # standard deviations: one run in three million goes beyond them by chance


class Seized(NamedTuple):
    """What the officer has, and what is true."""

    officer: Officer
    links: Links

    def far_from_chance(self, attack: str) -> float:
        officer = self.officer
        return how_well(getattr(officer, attack), self.links, officer.people, officer.circles)[1]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    command = [sys.executable, "-m", "tests.disk.town", str(folder), "7"]
    subprocess.run(command, cwd=ROOT, env=environment(folder), check=True, capture_output=True, timeout=120)
    return folder


def seized(folder: Path) -> Seized:
    truth = json.loads((folder / "truth.json").read_text())
    links = {(member, circle) for member, circle in truth["links"]}
    return Seized(Officer(folder, truth["people"], truth["circles"]), links)


@pytest.fixture(scope="module")
def night(town: Path) -> Iterator[Seized]:
    found = seized(town / "night")
    yield found
    found.officer.close()


@pytest.mark.parametrize("attack", ATTACKS)
def test_after_the_sweep_no_attack_is_better_than_chance(night: Seized, attack: str) -> None:
    assert len(night.officer.people) == 24
    assert len(night.officer.circles) == 8
    assert abs(night.far_from_chance(attack)) < CHANCE


def test_after_the_sweep_no_log_and_no_free_page_is_left(town: Path, night: Seized) -> None:
    assert (town / "night" / "toolbox.sqlite3-wal").stat().st_size == 0
    with sqlite3.connect(night.officer.image.path) as base:
        assert base.execute("PRAGMA freelist_count").fetchone() == (0,)
    base.close()
    assert (town / "day" / "toolbox.sqlite3-wal").stat().st_size > 0, "by day there is one"


def test_the_officer_reads_pages_as_sqlite_does(night: Seized) -> None:
    with sqlite3.connect(night.officer.image.path) as base:
        if not base.execute("SELECT 1 FROM pragma_compile_options WHERE compile_options LIKE '%DBSTAT%'").fetchall():
            pytest.skip("this SQLite cannot be asked where its pages are")
        for table in ("members_member", "members_note", "vault_record", "vault_frame", "vault_wrap"):
            places = list(night.officer.image.rows(table))
            told = "SELECT count(*) FROM dbstat WHERE name = ? AND pagetype <> 'internal'"
            assert len({page for place in places for page in place.pages}) == base.execute(told, (table,)).fetchone()[0]
            ids = [row[0] for row in base.execute(f"SELECT id FROM {table} ORDER BY id")]
            assert [place.rowid for place in places] == ids
    base.close()


@pytest.mark.parametrize("attack", ["near_ids", "near_pages", "near_keyring", "equal_bytes", "leftovers"])
def test_a_careless_toolbox_is_caught(town: Path, night: Seized, attack: str, tmp_path: Path) -> None:
    """The same attacks on the same town, written down by somebody who did not think of them."""
    folder = tmp_path / "careless"
    shutil.copytree(town / "night", folder)
    people, circles, links = careless(folder / "toolbox.sqlite3", night)
    officer = Officer(folder, people, circles)
    assert how_well(getattr(officer, attack), links, people, circles)[1] > CHANCE
    officer.close()


def careless(path: Path, night: Seized) -> tuple[list[int], list[int], Links]:
    """Give everybody a circle; number and write each circle with its people; copy its key to them; keep remains."""
    people, circles = night.officer.people, night.officer.circles
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA secure_delete = OFF")
    members = base.execute("SELECT * FROM members_member").fetchall()
    record = base.execute("SELECT * FROM vault_record WHERE length(body) > 60000").fetchone()
    for table in ("members_member", "members_note", "vault_circle", "vault_record", "vault_wrap", "vault_frame"):
        base.execute(f"DELETE FROM {table}")
    base.execute("VACUUM")
    base.execute("CREATE TABLE remains (id integer PRIMARY KEY, said blob)")
    links = set()
    for number, circle in enumerate(range(1 << 59, (1 << 59) + len(circles) * 1_000, 1_000)):
        key = bytes(range(number, number + 32))
        for place, row in enumerate(members[number::8], 1):
            member = circle + place
            base.execute(
                f"INSERT INTO members_member VALUES ({', '.join('?' * len(row))})", (member, *row[1:5], key, *row[6:])
            )
            base.execute("INSERT INTO remains VALUES (?, ?)", (member, circle.to_bytes(8, "big") + bytes(3_000)))
            links.add((member, circle))
        base.execute("INSERT INTO vault_circle VALUES (?, 1, ?, 1, NULL)", (circle, key))
        base.execute(
            "INSERT INTO vault_record VALUES (?, ?, ?, 1, 1, NULL, ?)", (circle + 500, circle, record[2], record[6])
        )
    base.execute("DELETE FROM remains")
    base.close()
    assert len(people) == len(links)
    return sorted(member for member, _circle in links), sorted({circle for _member, circle in links}), links


def test_numbers_are_spelled_as_sqlite_does(tmp_path: Path) -> None:
    numbers = [1, 127, 128, 1 << 40, (1 << 56) - 1, 1 << 56, (1 << 62) - 1]
    with sqlite3.connect(tmp_path / "base") as base:
        base.execute("CREATE TABLE numbers (id integer PRIMARY KEY)")
        base.executemany("INSERT INTO numbers VALUES (?)", [(number,) for number in numbers])
    base.close()
    image = Image(tmp_path / "base")
    assert [place.rowid for place in image.rows("numbers")] == numbers
    assert all(varint(number) in image.page(image.roots["numbers"]) for number in numbers)
