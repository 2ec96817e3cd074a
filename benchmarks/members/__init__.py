"""Signing in: how long it takes, how much memory, and what becomes of twenty who come at once."""

import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import serving
from benchmarks.figure import Figure

HANDLE = "alder"
PASSPHRASE = "lantern orchard seven quiet rivers home"
ALONE = 20  # sign-ins, one after the other
AT_ONCE = 20
PAIRS = 5  # how often two sign in at once
MOST_MEMORY = 300


def figures() -> Iterator[Figure]:
    """Figures named members-…"""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with serving.toolbox(data):
            pass  # the first start sets up
        command = [sys.executable, "-m", "benchmarks.members.somebody"]
        subprocess.run(command, cwd=serving.ROOT, env={**os.environ, "TOOLBOX_DATA": str(data)}, check=True)
        with serving.toolbox(data) as (port, process, _seconds):
            yield _alone(port)
            yield _memory(port, process)
            yield _at_once(port)


def _alone(port: int) -> Figure:
    spent = sorted(_signed_in(port) for _time in range(ALONE))
    p95 = spent[ALONE * 95 // 100 - 1]
    measured = f"p95 {p95:.2f} s, median {spent[ALONE // 2]:.2f} s ({ALONE} times; never under 0.4 s, by design)"
    return Figure("members-sign-in", measured, "p95 at most 0.7 s", p95 <= 0.7)


def _memory(port: int, process: int) -> Figure:
    rest = serving.memory(process)
    peak = _peak(process, lambda: [_together(port, 2) for _pair in range(PAIRS)])
    measured = f"{peak:.0f} MB at the peak, {rest:.0f} MB before"
    return Figure("members-memory-of-two", measured, f"at most {MOST_MEMORY} MB", peak <= MOST_MEMORY)


def _at_once(port: int) -> Figure:
    spent = _together(port, AT_ONCE)
    measured = f"all answered, the last after {max(spent):.1f} s"
    return Figure("members-twenty-at-once", measured, "all are answered", len(spent) == AT_ONCE)


def _together(port: int, count: int) -> list[float]:
    """The seconds of each of several who sign in at the same moment."""
    line = threading.Barrier(count)
    with ThreadPoolExecutor(count) as people:
        return list(people.map(lambda _person: _signed_in(port, line), range(count)))


def _peak(process: int, work: Callable[[], object]) -> float:
    """The most megabytes that the server and its workers held together while `work` ran, looked at all the time."""
    worker = threading.Thread(target=work)
    worker.start()
    peak = 0.0
    while worker.is_alive():
        peak = max(peak, serving.memory(process))
        time.sleep(0.002)
    worker.join()
    return peak


def _signed_in(port: int, line: threading.Barrier | None = None) -> float:
    """The seconds from sending the form to the answer that brings a session. Raises RuntimeError without one."""
    form = urlencode({"handle": HANDLE, "passphrase": PASSPHRASE})
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.connect()
        if line is not None:
            line.wait()
        begun = time.perf_counter()
        connection.request("POST", "/in/", form, kind)
        response = connection.getresponse()
        response.read()
        spent = time.perf_counter() - begun
    finally:
        connection.close()
    if "session" not in (response.getheader("Set-Cookie") or ""):
        raise RuntimeError(f"Nobody was signed in: the page answered {response.status}.")
    return spent
