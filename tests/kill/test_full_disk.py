"""The disk is full: whoever was writing is told, keeps what they typed, and loses nothing that was acknowledged.

SQLite is told to answer from a certain size on as it does on a disk without room.
"""

import http
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.kill.caller import Book, Caller, sentence
from tests.kill.test_kill import TRIAL, asked, begin, compare, look
from tests.running import serving

ROOM = 60  # pages of 4 KiB that are left


class Full(NamedTuple):
    """A server that has just refused a write."""

    folder: Path
    caller: Caller
    book: Book
    words: str
    status: int
    page: bytes


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Full]:
    """A circle that wrote until there was no room left."""
    dice, book = Random(3), Book()
    keys = begin(tmp_path, book, 50)
    most = asked(tmp_path, "PRAGMA page_count") + ROOM
    with serving(tmp_path, TRIAL_MOST_PAGES=str(most), **TRIAL) as running:
        caller = Caller(running, keys)
        while True:
            words = sentence(dice, 2_000)
            status, page = caller.post(caller.page("put"), {"words": words})
            book.sent[words] = ""
            if status != http.HTTPStatus.OK:
                break
            book.kept[json.loads(page)["id"]] = words
        yield Full(tmp_path, caller, book, words, status, page)


def told(status: int, page: bytes, words: str) -> None:
    """The page says what is the matter, and holds what was typed."""
    assert status == http.HTTPStatus.SERVICE_UNAVAILABLE
    assert "disk is full" in page.decode()
    assert f'name="words" value="{words}"' in page.decode()


def test_what_was_typed_is_kept_and_can_be_sent_on_later(full: Full) -> None:
    told(full.status, full.page, full.words)
    compare(full.book, full.caller, "while the disk is full")
    look(full.folder, "while the disk is full")
    with serving(full.folder, **TRIAL) as running:
        caller = Caller(running, full.caller.keys)
        compare(full.book, caller, "when there is room again")
        number = caller.send(caller.page("put"), {"words": full.words})["id"]
        full.book.kept[number] = full.words
        compare(full.book, caller, "after it was sent on")


def test_words_beside_a_file_that_finds_no_room_are_kept_too(full: Full) -> None:
    words = sentence(Random(4))
    told(*full.caller.post(full.caller.page("put"), {"words": words}, Random(5).randbytes(600_000)), words)
    compare(full.book, full.caller, "after the file found no room")
    look(full.folder, "after the file found no room")
