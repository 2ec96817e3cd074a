"""Runs a program of ours in a process of its own: bytes in by one pipe, bytes out by another, an end that comes."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

_PACKAGES = Path(__file__).resolve().parents[3]
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")


class Crowded(Exception):
    """No turn came in time."""


class TookTooLong(Exception):
    """The child was still at work when its time was over, and was stopped."""


class CannotStart(Exception):
    """The machine starts no process just now."""


class Done(NamedTuple):
    """How a child ended: its exit code (a negative one is the signal that ended it), and all that it wrote."""

    code: int
    said: bytes


@contextmanager
def turn(turns: threading.BoundedSemaphore, seconds: float) -> Iterator[float]:
    """Wait for a turn, and hold it inside the `with`; gives how many of the seconds are left. Raises Crowded."""
    until = time.monotonic() + seconds
    if not turns.acquire(timeout=seconds):
        raise Crowded
    try:
        yield max(0.0, until - time.monotonic())
    finally:
        turns.release()


def run(
    module: str,
    arguments: Sequence[str],
    given: Iterable[bytes],
    seconds: float,
    *,
    most: int,
    more: Mapping[str, str] | None = None,
) -> Done:
    """Run a module of ours, which must read all of its standard input before it writes.

    `given` is handed on piece by piece and never held as a whole; what it raises is raised, and the child ended.
    `arguments` are seen by everybody on the machine: no word of anybody's. `most` are the bytes that it may write: a
    child that writes more is ended (-9). `more` goes into its environment. Raises TookTooLong and CannotStart.
    """
    command = [sys.executable, "-B", "-P", "-m", module, *arguments]
    try:
        child = subprocess.Popen(  # noqa: S603 - our own program, and no word of a document among its arguments
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment() | dict(more or {}),
        )
    except OSError:
        raise CannotStart from None
    late = threading.Event()
    with child, _clock(child, seconds, late):
        _hand_over(child, given)
        said = _read(child.stdout, most)
        if len(said) > most:
            child.kill()
            said = b""
        code = child.wait()
    if late.is_set():
        raise TookTooLong
    return Done(code, said)


def environment() -> dict[str, str]:
    """The child's environment: what Python needs to start, and none of the server's secrets."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(_PACKAGES), "PYTHONUTF8": "1"}


@contextmanager
def _clock(child: subprocess.Popen[bytes], seconds: float, late: threading.Event) -> Iterator[None]:
    """End the child after some seconds, which also ends every wait for it; and in any case when this is over."""

    def stop() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(seconds, stop)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        child.kill()


def _hand_over(child: subprocess.Popen[bytes], given: Iterable[bytes]) -> None:
    """Write all pieces, or as many as the child takes before it ends."""
    pipe = child.stdin
    assert pipe is not None  # noqa: S101 - for the types
    try:
        for piece in given:
            pipe.write(piece)
    except BrokenPipeError:
        pass
    finally:
        with suppress(BrokenPipeError):
            pipe.close()


def _read(pipe: IO[bytes] | None, most: int) -> bytes:
    """What the child writes, and one byte more than it may."""
    return pipe.read(most + 1) if pipe else b""
