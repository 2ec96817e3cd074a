"""Destroyed means destroyed: with every key in hand, nothing of it is found in the files of the database.

On SQLite only: PostgreSQL is weaker, which its documentation says.
"""

import datetime
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.vault.on_disk import bytes_of
from toolbox.kernel.vault import erasing, held
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.models import Frame, Record, Wrap
from toolbox.kernel.vault.tests.opening import House
from toolbox.kernel.vault.tests.slips import Slip

CANARY = "Zuzanna-Quokka"
SIZES = (10, 500, 2_500, 9_000)  # characters
PIECE = 24  # bytes of a body that are not there by chance


@pytest.fixture(autouse=True)
def _on_sqlite(on_disk: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps old pages; VACUUM FULL is all that can be done")


def write(house: House, count: int) -> list[Held[Slip]]:
    circle = house.opened()
    return [
        circle.put(Slip(f"{CANARY} {number} " + "x" * SIZES[number % len(SIZES)]), "open") for number in range(count)
    ]


def wraps(records: list[Held[Slip]]) -> list[bytes]:
    """The sealed record keys: whoever holds the circle's root opens them."""
    return [bytes(row.key) for row in Wrap.objects.filter(pk__in=[one.id for one in records])]


def pieces(texts: Iterator[bytes]) -> list[bytes]:
    """A piece of each, from where pages begin, end and overflow."""
    return [text[at : at + PIECE] for text in texts for at in range(0, len(text) - PIECE, 400)]


def bodies(records: list[Held[Slip]]) -> list[bytes]:
    return pieces(bytes(row.body) for row in Record.objects.filter(pk__in=[one.id for one in records]))


def found(path: Path, wanted: list[bytes]) -> int:
    files = bytes_of(path)
    return sum(one in files for one in wanted)


def test_no_record_key_is_left_after_destroying(on_disk: Path) -> None:
    house = House()
    records = write(house, 160)
    gone, kept = records[::2], records[1::2]
    of_gone, of_kept = wraps(gone), wraps(kept)
    assert found(on_disk, of_gone) == len(gone), "the search finds them while they are there"
    house.opened().destroy(*gone)
    assert erasing.settle()
    assert found(on_disk, of_gone) == 0
    assert found(on_disk, of_kept) == len(kept)
    assert len(house.opened().shelf(Slip, "open")) == len(kept)


def test_no_piece_of_a_body_is_left_after_the_night(on_disk: Path) -> None:
    """`secure_delete` may miss what the database moved between pages: the sweep writes the file anew."""
    house = House()
    records = write(house, 120)
    gone, kept = records[::2], records[1::2]
    of_gone, of_kept = bodies(gone), bodies(kept)
    house.opened().destroy(*gone)
    assert erasing.shuffle()
    assert erasing.settle()
    assert found(on_disk, of_gone) == 0
    assert found(on_disk, of_kept) > 0.9 * len(of_kept)


def test_what_was_written_over_is_gone_like_what_was_destroyed(on_disk: Path) -> None:
    house = House()
    records = write(house, 60)
    old = wraps(records)
    for one in records:
        house.opened().put(one.now(words=one.value.words + " and more"))
    assert erasing.settle()
    assert found(on_disk, old) == 0


def test_wraps_of_an_old_root_are_gone_after_a_rotation(on_disk: Path) -> None:
    house = House()
    old = wraps(write(house, 60))
    house.rotate_wholly()
    assert erasing.settle()
    assert found(on_disk, old) == 0


def test_frames_of_a_destroyed_file_are_gone(on_disk: Path) -> None:
    house = House()
    receiving = Receiving()
    receiving.write(CANARY.encode() * 30_000)
    file = receiving.finish("photo.jpg", "image/jpeg").file
    one = held.new(Slip("with a photo"), "open")
    with house.opened().change() as box:
        box.put(one)
        box.claim(file, one)
    frames = pieces(bytes(row.body) for row in Frame.objects.all())
    assert found(on_disk, frames) > 0.9 * len(frames), "all but those that lie across two pages"
    house.opened().destroy(box.now(one))
    assert erasing.settle()
    assert found(on_disk, frames) == 0


def test_an_ended_circle_leaves_nothing(on_disk: Path) -> None:
    house = House()
    records = write(house, 60)
    wanted = [*wraps(records), *bodies(records), house.keys.public]
    house.end()
    assert erasing.shuffle()
    assert erasing.settle()
    assert found(on_disk, wanted) == 0
    assert found(on_disk, [house.id.to_bytes(8, "big")]) == 0, "nor its number"


def test_no_word_of_a_record_is_ever_there(on_disk: Path) -> None:
    house = House()
    records = write(house, 20)
    for one in records:
        house.opened().put(one.on("done", datetime.date(2031, 5, 5)))
    wanted = [CANARY.encode(), CANARY.encode("utf-16-le"), b"test.slip", house.keys.root, house.keys.voucher]
    assert found(on_disk, wanted) == 0


def test_settling_says_so_where_somebody_still_reads(on_disk: Path) -> None:
    """A reader of an old moment keeps the old pages alive: the checkpoint must not be believed."""
    house = House()
    records = write(house, 10)
    reader = sqlite3.connect(on_disk, check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM vault_record").fetchone()
    house.opened().destroy(*records)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")
    assert not erasing.settle(tries=2)
    leaving = threading.Timer(0.1, reader.close)
    leaving.start()
    assert erasing.settle(), "tried again until the reader is gone"
    leaving.join()


def test_shuffling_says_so_where_somebody_writes(on_disk: Path) -> None:
    House()
    writer = sqlite3.connect(on_disk, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")
    assert not erasing.shuffle()
    writer.close()
    assert erasing.shuffle()
