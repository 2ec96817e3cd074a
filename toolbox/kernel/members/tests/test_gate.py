"""Many want to sign in at once: two are inside, twenty wait, the next is told to come again.

The visitors are threads of real processes. Each says in one line on a shared pipe how it went.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

import pytest

from toolbox.kernel.members.gate import Crowded, Gate

VISITOR = """
import hashlib, os, sys, threading, time
from pathlib import Path
from toolbox.kernel.members.gate import Crowded, Gate

folder, threads, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
book = os.open(folder.parent / "book", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
stay = "stay" in sys.argv

def say(word):
    os.write(1, f"{word} {time.monotonic() - start:.3f}\\n".encode())

def visit():
    try:
        with Gate(folder).turn(seconds):
            os.write(book, b"+")
            say("inside")
            if stay:
                sys.stdin.read()
            hashlib.pbkdf2_hmac("sha256", b"work", b"", 50_000)
            os.write(book, b"-")
    except Crowded:
        say("crowded")

start = time.monotonic()
for _ in range(threads):
    threading.Thread(target=visit).start()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "gate"


@contextmanager
def visitors(
    folder: Path, processes: int, threads: int, seconds: float, *more: str
) -> Iterator[tuple[IO[str], "list[subprocess.Popen[bytes]]"]]:
    """Send that many, and give what they say; whoever is left at the end is sent away."""
    reading, writing = os.pipe()
    command = [sys.executable, "-c", VISITOR, str(folder), str(threads), str(seconds), *more]
    with ExitStack() as stack:
        voices = stack.enter_context(os.fdopen(reading))
        sent = []
        try:
            for _ in range(processes):
                visitor = stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=writing))
                stack.callback(visitor.kill)
                sent.append(visitor)
        finally:
            os.close(writing)
        yield voices, sent


def most_inside(folder: Path) -> int:
    """Read the book in which everybody wrote `+` after coming in and `-` before going out."""
    inside = most = 0
    for sign in (folder.parent / "book").read_text():
        inside += 1 if sign == "+" else -1
        most = max(most, inside)
    return most


def hold(stack: ExitStack, gate: Gate, times: int) -> None:
    for _ in range(times):
        stack.enter_context(gate.turn(0))


def test_of_twenty_three_two_are_inside_twenty_wait_and_one_is_sent_away_at_once(folder: Path) -> None:
    with ExitStack() as inside:
        hold(inside, Gate(folder), 2)
        with visitors(folder, 3, 7, 60) as (voices, _):
            word, waited = voices.readline().split()
            assert word == "crowded"
            assert float(waited) < 1
            inside.close()
            assert [line.split()[0] for line in voices] == ["inside"] * 20
    assert most_inside(folder) == 2


def test_twenty_two_who_come_at_the_same_time_all_get_in_but_never_three_at_once(folder: Path) -> None:
    with visitors(folder, 2, 11, 60) as (voices, _):
        assert [line.split()[0] for line in voices] == ["inside"] * 22
    assert most_inside(folder) == 2


def test_whoever_waits_too_long_is_told_to_come_again(folder: Path) -> None:
    with ExitStack() as inside:
        hold(inside, Gate(folder), 2)
        with visitors(folder, 1, 3, 0.2) as (voices, _):
            said = [line.split() for line in voices]
    assert [word for word, _ in said] == ["crowded"] * 3
    assert all(0.2 <= float(waited) < 5 for _, waited in said)


def test_who_is_killed_inside_leaves_the_place_free(folder: Path) -> None:
    gate = Gate(folder)
    with visitors(folder, 1, 2, 60, "stay") as (voices, sent), ExitStack() as inside:
        assert [voices.readline().split()[0] for _ in range(2)] == ["inside"] * 2
        with pytest.raises(Crowded):
            hold(inside, gate, 1)
        sent[0].kill()
        sent[0].wait()
        hold(inside, gate, 2)


def test_who_is_killed_while_waiting_leaves_the_seat_free(folder: Path) -> None:
    with ExitStack() as inside:
        hold(inside, Gate(folder), 2)
        with visitors(folder, 1, 21, 60) as (voices, sent):
            assert voices.readline().split()[0] == "crowded"
            sent[0].kill()
            sent[0].wait()
        with visitors(folder, 1, 21, 60) as (voices, _):
            assert voices.readline().split()[0] == "crowded"
            inside.close()
            assert [line.split()[0] for line in voices] == ["inside"] * 20


def test_threads_of_one_process_count_like_everybody_else(folder: Path) -> None:
    gate, answers = Gate(folder, slots=1, waiting=1), list[str]()

    def visit() -> None:
        with suppress(Crowded), gate.turn(60):
            answers.append("inside")

    with gate.turn():
        threads = [Thread(target=visit) for _ in range(3)]
        for thread in threads:
            thread.start()
        while sum(thread.is_alive() for thread in threads) > 1:
            threads[0].join(0.01)
        assert answers == []
    for thread in threads:
        thread.join()
    assert answers == ["inside"]


def test_a_mistake_inside_gives_the_place_back(folder: Path) -> None:
    gate = Gate(folder, slots=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), gate.turn(0):
            raise ZeroDivisionError
    with gate.turn(0):
        pass


def test_a_full_house_says_so_without_waiting(folder: Path) -> None:
    gate = Gate(folder, slots=1, waiting=0)
    with gate.turn():
        start = time.monotonic()
        with pytest.raises(Crowded), gate.turn(60):
            pass
        assert time.monotonic() - start < 5


def test_the_files_are_empty_private_and_stay(folder: Path) -> None:
    with Gate(folder).turn():
        pass
    files = list(folder.iterdir())
    assert {file.name for file in files} == {"seat-0", "slot-0"}
    assert all(file.stat().st_mode & 0o777 == 0o600 and file.stat().st_size == 0 for file in files)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_no_open_file_is_left_behind(folder: Path) -> None:
    gate = Gate(folder, slots=1, waiting=0)
    before = len(os.listdir("/dev/fd"))
    with gate.turn(0), pytest.raises(Crowded):
        hold(ExitStack(), gate, 1)
    assert len(os.listdir("/dev/fd")) == before
