"""A child is given bytes, answers with bytes, ends in time, and can do nothing else."""

import ctypes
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolbox.kernel.apart import running

SECRET = "Only for Wren"
HERE = ctypes.create_string_buffer(b"a secret", 8)
LEAVES = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) and 1)"


def talk(*arguments: str, size: int = 3, seconds: float = 20.0, most: int = 10_000) -> running.Done:
    """What the child for tests does, given some pieces of 64 KiB."""
    pieces = (bytes(65_536) for _ in range(size))
    return running.run("toolbox.kernel.apart.tests.talking", arguments, pieces, seconds, most=most)


def ways(word: str, there: Path) -> dict[str, str]:
    said = talk(word, str(ctypes.addressof(HERE)), str(there)).said.decode()
    return dict(line.split(": ") for line in said.splitlines())


def test_all_pieces_arrive_and_none_of_the_servers_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLBOX_SECRET", SECRET)
    done = talk("count", size=100)
    assert done.code == 0
    assert done.said.startswith(b"6553600 ")
    assert b"TOOLBOX_SECRET" not in done.said
    assert SECRET not in running.environment().values()


@pytest.mark.parametrize("word", ["deaf", "endless"])
def test_who_does_not_end_is_ended(word: str) -> None:
    begun = time.monotonic()
    with pytest.raises(running.TookTooLong):
        talk(word, size=100, seconds=1.0)
    assert time.monotonic() - begun < 5


def test_who_never_stops_talking_is_ended_too() -> None:
    assert talk("flood") == running.Done(-9, b"")


def test_what_breaks_off_while_it_is_handed_over_ends_the_child() -> None:
    class Broken(Exception):
        pass

    def pieces() -> Iterator[bytes]:
        yield bytes(65_536)
        raise Broken

    with pytest.raises(Broken):
        running.run("toolbox.kernel.apart.tests.talking", ["endless"], pieces(), 20.0, most=1)


def test_a_program_that_is_not_there_says_nothing() -> None:
    done = running.run("toolbox.kernel.apart.tests.nowhere", [], [bytes(1_000_000)], 20.0, most=10)
    assert done.code != 0
    assert done.said == b""


def test_a_child_that_is_cut_off_reads_writes_and_speaks_to_nobody(tmp_path: Path) -> None:
    before, after = ways("open", tmp_path / "a"), ways("cut off", tmp_path / "a")
    assert before["read a file"] == before["speak to somebody"] == "yes"
    assert before["take much memory"] == before["write a file"] == "no"
    assert after["read a file"] == after["write a file"] == after["speak to somebody"] == "no"
    assert (tmp_path / "a").read_bytes() == b"", "made before, and nothing in it"


@pytest.mark.skipif(
    sys.platform != "linux" or subprocess.run([sys.executable, "-c", LEAVES], check=False).returncode != 0,
    reason="this machine lets nobody leave",
)
def test_a_child_that_is_cut_off_cannot_look_into_the_server(tmp_path: Path) -> None:
    after = ways("cut off", tmp_path / "a")
    assert after["look into the server"] == after["raise the limit"] == "no"
    assert not (tmp_path / "a").exists()


def test_a_turn_that_does_not_come_is_said() -> None:
    turns = threading.BoundedSemaphore(1)
    with running.turn(turns, 5.0) as left:
        assert 4.0 < left <= 5.0
        with pytest.raises(running.Crowded), running.turn(turns, 0.02):
            pass
    with running.turn(turns, 0.02):
        pass
